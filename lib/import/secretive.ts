import { PLACEHOLDER } from '../kit/secret';
import { strengthOf } from '../kit/strength';

const NAME = /(^|_)(PASS|PASSWD|PASSWORD|PASSPHRASE|PWD|SECRETS?|TOKENS?|CREDENTIALS?|PRIVATE|SALT|DSN|API_?KEY|ACCESS_?KEY|ENCRYPTION_?KEY|SIGNING_?KEY|AUTH|JWT)(_|$)|PASSWORD|SECRET|_KEY$/i;
const IN_ADDRESS = /:\/\/[^/\s:@]*:[^/\s@]+@/;
const IN_COMMAND = /(pass(word|wd|phrase)?|requirepass|secret|token|api-?key|credential)s?["']?[=:\s]\s*\S/i;
const ARMOURED = /-----BEGIN |\$2[aby]\$\d\d\$|\$argon2|\$apr1\$/;

/** Letters and digits without a word in them, as long as keys are. */
function looksRandom(value: string): boolean {
  return /^[A-Za-z0-9+/=_-]{20,}$/.test(value) && /\d/.test(value) && /[A-Za-z]/.test(value) && strengthOf(value).level === 'strong' && !/[a-z]{6}/.test(value);
}

/** Whether a variable looks like a secret, by its name or by its value. When in doubt it is one: a design has none. */
export function looksSecret(name: string, value: string): boolean {
  if (value === PLACEHOLDER) return true;
  if (/^(true|false|yes|no|on|off|\d{0,5})$/i.test(value) && value !== '') return /(PASS(WORD|WD|PHRASE)?|SECRET|TOKEN|PIN)$/i.test(name) && /\d/.test(value);
  // A path is told to everybody; what lies there is not.
  if (/_(FILE|PATH)$/i.test(name) && value.startsWith('/')) return false;
  return NAME.test(name) || hasSecret(value) || looksRandom(value);
}

/** Whether a command, an address or a label has a secret in it. */
export function hasSecret(text: string): boolean {
  return IN_ADDRESS.test(text) || IN_COMMAND.test(text) || ARMOURED.test(text);
}
