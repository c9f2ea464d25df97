import { adminRules } from '../../kit/admin-rules';
import { settingHit, settingOf, type ServiceRule } from '../../kit/audit';
import type { Exposure, RunningService } from '../../kit/exposure';
import { isPublicDomain } from '../../kit/project';
import { references } from '../../kit/references';
import type { Django } from './schema';

function own({ services }: Exposure, id: string): RunningService | undefined {
  return services.find((service) => service.id === id);
}

export const audit: readonly ServiceRule<Django>[] = [
  ...adminRules<Django>({ prefix: 'django/admin-', title: "Django's admin", exposure: 'adminExposure', allow: 'adminAllow' }),
  {
    id: 'django/debug', severity: 'medium', title: 'Django shows debug pages',
    why: 'An error shows settings, source code and queries to whoever causes it.',
    reference: references.django,
    find: (exposure) => settingHit(exposure, 'DJANGO_DEBUG', (value) => value === 'true', () => 'DJANGO_DEBUG is true.'),
    fix: { label: 'No debug pages', change: () => ({ debug: false }) },
  },
  {
    id: 'django/mail-plain', severity: 'medium', title: 'Mail goes to the relay without encryption',
    why: 'Everybody on the way reads it, links to reset passwords among it.',
    reference: references.djangoMail,
    find: (exposure, id) => {
      const environment = own(exposure, id)?.environment ?? {};
      const isRelay = environment['EMAIL_HOST'] !== undefined && !exposure.services.some((service) => service.id === environment['EMAIL_HOST']);
      return isRelay ? settingHit(exposure, 'EMAIL_TLS', (value) => value === 'none', () => `Mail to ${environment['EMAIL_HOST']} is not encrypted.`) : [];
    },
    fix: { label: 'STARTTLS', change: () => ({ smtpTls: 'starttls' }) },
  },
  {
    id: 'django/no-mail', severity: 'info', title: 'No mail is sent',
    why: 'Nobody can reset a password by mail, and nobody hears of errors.',
    reference: references.djangoMail,
    find: (exposure, id) => {
      const service = own(exposure, id);
      return service && isPublicDomain(settingOf(exposure, 'WEBSITE_DOMAIN')) && service.environment['EMAIL_HOST'] === undefined
        ? [{ where: service.place('environment'), what: 'Django is told of no relay.' }]
        : [];
    },
  },
];
