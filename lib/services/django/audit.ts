import { adminRules } from '../../kit/admin-rules';
import { inField, settingHit, settingOf, type Hit, type ServiceRule } from '../../kit/audit';
import type { Exposure, RunningService } from '../../kit/exposure';
import { isPublicDomain } from '../../kit/project';
import { references } from '../../kit/references';
import type { Django } from './schema';

const SETTINGS = 'django/project/settings/production.py';

/** What `manage.py check --deploy` asks for. */
const SECURE = ['SECURE_SSL_REDIRECT', 'SECURE_CONTENT_TYPE_NOSNIFF', 'SESSION_COOKIE_SECURE', 'CSRF_COOKIE_SECURE', 'SECURE_HSTS_SECONDS', 'X_FRAME_OPTIONS'];

/** Where a setting is switched off, or the first line when it is missing. */
function weakened(text: string): Hit[] {
  const lines = text.split('\n');
  return SECURE.flatMap((name) => {
    const at = lines.findIndex((line) => line.startsWith(`${name} =`));
    const value = lines[at]?.slice(name.length + 2).trim();
    return value === undefined || /^(False|0|None)\b/.test(value) ? [{ where: { file: SETTINGS, line: Math.max(at, 0) + 1 }, what: `${name} is ${value ?? 'missing'}.`, key: name }] : [];
  });
}

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
    id: 'django/settings-weakened', severity: 'medium', title: "Django's settings for production are weakened",
    why: 'They hold where the edge is passed by, and keep cookies of the admin off plain HTTP.',
    reference: references.django,
    find: (exposure) => weakened(exposure.text(SETTINGS) ?? ''),
    byHand: { words: 'Set it back in the settings for production.' },
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
    byHand: { words: 'Name the relay that takes its mail.', at: inField('smtpHost') },
  },
];
