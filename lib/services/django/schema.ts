import * as z from 'zod';
import { defaultTag, images } from '../../kit/images';
import { HostName } from '../../kit/project';
import { AddressList, ContainerPort, EMAIL, exposureLabels, exposures, Port } from '../../kit/values';

const run = { section: 'Run' } as const;
const admin = { section: 'Admin' } as const;
const mail = { section: 'Mail' } as const;

export const Django = z.strictObject({
  pythonVersion: z.enum(images.python.tags).default(defaultTag(images.python)).meta({
    title: 'Python version', description: 'Tag of the official image.', variable: 'DJANGO_PYTHON_VERSION', ...run,
  }),
  port: ContainerPort.default(8001).meta({ title: 'Port', description: 'Inside the network.', variable: 'DJANGO_PORT', ...run }),
  // Each keeps up to 4 connections to the database, where the role may have 50 (postgres/initdb/10-roles.sh).
  workers: z.int().min(1).max(12).default(2).meta({
    title: 'Workers', unit: 'processes', description: 'About one for each CPU that it may use.', variable: 'DJANGO_WORKERS', ...run,
  }),
  debug: z.boolean().default(false).meta({
    title: 'Debug pages', description: 'Show settings and source code when something fails. Never in production.', variable: 'DJANGO_DEBUG', ...run,
  }),
  extraHosts: z.array(HostName).max(20, { error: 'At most 20 hosts' }).default([]).meta({
    title: 'Extra hosts', description: 'Names besides the domain that Django answers to.', variable: 'DJANGO_ALLOWED_HOSTS', placeholder: 'www.example.com', ...run,
  }),
  adminUrl: z
    .string()
    .regex(/^(\/[a-z0-9][a-z0-9_-]*)+$/, { error: 'Use a path such as /admin or /office/admin, in lower case, without a slash at the end' })
    .max(80, { error: 'At most 80 characters' })
    .default('/admin')
    .meta({ title: 'Admin address', description: 'An unusual one keeps scanners out of the log; it is no protection.', variable: 'DJANGO_ADMIN_URL', placeholder: '/admin', ...admin }),
  adminExposure: z.enum(exposures).default('none').meta({
    title: 'Admin from outside', description: 'What stands in front of it, besides the log-in itself.', labels: exposureLabels, widget: 'segmented', ...admin,
  }),
  adminAllow: AddressList.default([]).meta({
    title: 'Allowed addresses', description: 'Addresses or ranges, IPv4 or IPv6.', placeholder: '203.0.113.7',
    visibleWhen: { field: 'adminExposure', in: ['allowlist', 'both'] }, ...admin,
  }),
  smtpHost: z.union([z.literal(''), HostName], { error: 'Use a host name such as smtp.example.com, or leave it empty' }).default('').meta({
    title: 'SMTP relay', description: 'Takes the mail to the world. Empty: no mail is sent.', variable: 'EMAIL_HOST', placeholder: 'smtp.example.com', widget: 'text', ...mail,
  }),
  smtpPort: Port.default(587).meta({ title: 'Port of the relay', description: 'Mostly 587 with STARTTLS, 465 with TLS.', variable: 'EMAIL_PORT', ...mail }),
  smtpTls: z.enum(['starttls', 'tls', 'none']).default('starttls').meta({
    title: 'Encryption', description: 'Of the connection to the relay.', variable: 'EMAIL_TLS', widget: 'segmented', labels: { starttls: 'STARTTLS', tls: 'TLS', none: 'None' }, ...mail,
  }),
  smtpUser: z
    .string()
    .regex(/^[A-Za-z0-9._%+@-]{0,254}$/, { error: 'Use letters, digits and . _ % + @ -' })
    .default('')
    .meta({ title: 'Account', description: 'At the relay. Its password goes into EMAIL_PASSWORD by hand.', variable: 'EMAIL_USER', placeholder: 'apikey', ...mail }),
  mailFrom: z
    .string()
    .regex(new RegExp(`^(${EMAIL.source.slice(1, -1)})?$`, 'i'), { error: 'Use an e-mail address such as no-reply@example.com' })
    .default('')
    .meta({ title: 'Sender', description: 'Empty: no-reply@ the domain.', variable: 'EMAIL_FROM', placeholder: 'no-reply@example.com', ...mail }),
});
export type Django = z.infer<typeof Django>;
