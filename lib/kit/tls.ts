import * as z from 'zod';
import { dnsProviderIds, dnsProviderLabels } from './dns-providers';
import { AddressList, EMAIL } from './values';

export const tlsModes = ['local', 'le-staging', 'le-production', 'files', 'behind-proxy'] as const;

/** Modes in which a certificate authority is asked by ACME (RFC 8555). */
export const acmeModes = ['le-staging', 'le-production'] as const;
export type AcmeMode = (typeof acmeModes)[number];

export const challenges = ['tls-alpn', 'http', 'dns'] as const;
export const tlsProfiles = ['intermediate', 'modern'] as const;

const withAcme = { visibleWhen: { field: 'mode', in: [...acmeModes] } } as const;
const withDns = { visibleWhen: { field: 'challenge', in: ['dns'] } } as const;

export const Tls = z.strictObject({
  mode: z
    .enum(tlsModes)
    .default('local')
    .meta({
      title: 'Certificate',
      description: 'Staging issues certificates that browsers do not trust, without the limits of production: try it first.',
      labels: {
        local: 'Own small authority', 'le-staging': "Let's Encrypt staging", 'le-production': "Let's Encrypt",
        files: 'Own certificate files', 'behind-proxy': 'A proxy in front has it',
      },
    }),
  email: z
    .string()
    .regex(new RegExp(`^(${EMAIL.source.slice(1, -1)})?$`, 'i'), { error: 'Use an e-mail address such as ops@example.com' })
    .default('')
    .meta({
      title: 'E-mail for the certificate',
      description: "Let's Encrypt writes here when something is wrong with your account.",
      variable: 'TRAEFIK_CERT_EMAIL',
      placeholder: 'ops@example.com',
      ...withAcme,
    }),
  challenge: z.enum(challenges).default('tls-alpn').meta({
    title: 'Proof of the domain',
    description: 'How the authority sees that the domain is yours: at port 443, at port 80, or by a DNS record, which also works for servers that it cannot reach.',
    widget: 'segmented',
    labels: { 'tls-alpn': 'TLS-ALPN-01', http: 'HTTP-01', dns: 'DNS-01' },
    ...withAcme,
  }),
  dnsProvider: z.enum(dnsProviderIds).default('cloudflare').meta({
    title: 'DNS provider',
    description: 'Its keys are variables of the export, which you fill in.',
    labels: dnsProviderLabels,
    ...withDns,
  }),
  wildcard: z.boolean().default(false).meta({
    title: 'Wildcard',
    description: 'One certificate for the domain and all names directly below it. Only a DNS record can prove that.',
    ...withDns,
  }),
  acmeDirectory: z
    .string()
    .max(300, { error: 'At most 300 characters' })
    .regex(/^(https:\/\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(\/[A-Za-z0-9._~-]+)*\/?)?$/, { error: 'Use an address such as https://ca.example.com/acme/directory' })
    .default('')
    .meta({
      title: 'ACME directory',
      description: "Address of another certificate authority. Empty: Let's Encrypt.",
      placeholder: "Let's Encrypt",
      ...withAcme,
    }),
  acmeCaFile: z.boolean().default(false).meta({
    title: 'Authority of the directory in a file',
    description: 'The directory itself has a certificate that no system knows: you put its authority into certificates/acme-ca.crt.',
    ...withAcme,
  }),
  profile: z.enum(tlsProfiles).default('intermediate').meta({
    title: 'TLS profile',
    description: "Mozilla's: intermediate takes TLS 1.2 with modern ciphers too; modern is TLS 1.3 only, for browsers since 2019.",
    widget: 'segmented',
    labels: { intermediate: 'Intermediate', modern: 'Modern' },
    visibleWhen: { field: 'mode', in: ['local', 'le-staging', 'le-production', 'files'] },
  }),
  trustedProxies: AddressList.default([]).meta({
    title: 'Addresses of the proxy',
    description: 'Only these may connect and say who the client is: addresses or ranges, IPv4 or IPv6.',
    placeholder: '10.0.0.5',
    visibleWhen: { field: 'mode', in: ['behind-proxy'] },
  }),
});
export type Tls = z.infer<typeof Tls>;

/** The mode, when a certificate authority is asked by ACME. */
export function acmeMode({ mode }: Tls): AcmeMode | undefined {
  return acmeModes.find((each) => each === mode);
}

/** Whether this stack itself speaks TLS. */
export function endsTls({ mode }: Tls): boolean {
  return mode !== 'behind-proxy';
}

/** Whether every browser believes the certificate by itself. What is in a file or at a proxy is its owner's business. */
export function isPubliclyTrusted({ mode }: Tls): boolean {
  return mode !== 'local' && mode !== 'le-staging';
}
