import type { Connection } from '../../kit/connection';
import { setTo } from '../../kit/remedy';
import type { Context, Violation } from '../../kit/service';
import { ref, text, type Text } from '../../kit/text';
import type { Variable } from '../../kit/variable';
import type { Django } from './schema';

/** The mail catcher of the design, which takes everything in development and wherever no relay is named. */
function catcher(config: Django, context: Context): Connection | undefined {
  const found = context.outgoing.find(({ capability }) => capability === 'mail');
  return found && (context.project.environment === 'development' || config.smtpHost === '') ? found : undefined;
}

/** Whether Django hands mail to a relay outside of the stack. */
export function usesRelay(config: Django, context: Context): boolean {
  return config.smtpHost !== '' && !catcher(config, context);
}

function hasMail(config: Django, context: Context): boolean {
  return usesRelay(config, context) || catcher(config, context) !== undefined;
}

/** What Django reads of its mail; nothing where it sends none. */
export function mailEnvironment(config: Django, context: Context): Record<string, Text> {
  const caught = catcher(config, context);
  const from = { EMAIL_FROM: ref('EMAIL_FROM') };
  if (caught) return { EMAIL_HOST: caught.to, EMAIL_PORT: caught.offer?.portText ?? '', EMAIL_TLS: 'none', ...from };
  if (!usesRelay(config, context)) return {};
  const account: Record<string, Text> = config.smtpUser === '' ? {} : { EMAIL_USER: ref('EMAIL_USER'), EMAIL_PASSWORD: ref('EMAIL_PASSWORD') };
  return { EMAIL_HOST: ref('EMAIL_HOST'), EMAIL_PORT: ref('EMAIL_PORT'), EMAIL_TLS: ref('EMAIL_TLS'), ...account, ...from };
}

export function mailVariables(config: Django, context: Context): Variable[] {
  if (!hasMail(config, context)) return [];
  const relay: Variable[] = [
    { name: 'EMAIL_HOST', comment: 'The SMTP relay that takes the mail.', value: config.smtpHost },
    { name: 'EMAIL_PORT', comment: 'Its port.', value: String(config.smtpPort) },
    { name: 'EMAIL_TLS', comment: 'starttls (mostly port 587), tls (465) or none.', value: config.smtpTls },
  ];
  const account: Variable[] = [
    { name: 'EMAIL_USER', comment: 'Account at the relay.', value: config.smtpUser },
    { name: 'EMAIL_PASSWORD', comment: 'Fill it in: the stack does not start without.', value: '', ownerFillsIn: true, ownersChoice: true, sensitive: true },
  ];
  return [
    ...(usesRelay(config, context) ? [...relay, ...(config.smtpUser === '' ? [] : account)] : []),
    { name: 'EMAIL_FROM', comment: 'Sender of the mail.', value: config.mailFrom === '' ? text`no-reply@${ref('WEBSITE_DOMAIN')}` : config.mailFrom },
  ];
}

export function mailRules({ smtpHost, smtpUser, smtpTls }: Django): Violation[] {
  if (smtpHost === '' || smtpTls !== 'none') return [];
  const encrypted = [setTo('smtpTls', 'starttls')];
  return smtpUser === ''
    ? [{ rule: 'open-mail', field: 'smtpTls', severity: 'warning', message: 'Mail travels in the clear, links to reset a password among them: fine only on a network of your own', remedies: [encrypted] }]
    : [{ rule: 'plain-mail', field: 'smtpTls', message: 'The password would travel in the clear: use STARTTLS or TLS, or no account', remedies: [encrypted, [setTo('smtpUser', '')]] }];
}
