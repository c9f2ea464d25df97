/** A secret that an export needs. It is made when exporting and stands in `.env` only, never in the design. */
export type SecretSpec = RandomSecret | HtpasswdSecret;

export interface RandomSecret {
  readonly kind: 'random';
  /** The variable's name in `.env`. */
  readonly name: string;
  /** Characters; each carries about 5.95 bits. */
  readonly length: number;
  readonly title: string;
  /** What another value means for data and people that are there already; one or two sentences, with commands and names in backquotes. */
  readonly change: string;
  /** Characters that its readers demand, where that is more than usual. */
  readonly minimum?: number;
}

/** An htpasswd entry `user:bcrypt`, made from another secret. */
export interface HtpasswdSecret {
  readonly kind: 'htpasswd';
  readonly name: string;
  readonly user: string;
  /** Name of the secret that is the password. */
  readonly password: string;
  readonly title: string;
}

export type Secrets = Readonly<Record<string, string>>;

/** What `.env.example` says in place of a secret; the applications refuse to start with it. */
export const PLACEHOLDER = 'change_me';

/** Where randomness and the password hash come from: `lib` has neither. */
export interface SecretSource {
  /** Cryptographically secure random bytes. */
  random(length: number): Uint8Array;
  /** A bcrypt hash in the form `$2b$…`. */
  bcrypt(password: string): string;
}

// Letters and digits only: safe in URLs, shells, YAML and dotenv without quoting. 62 symbols.
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A random text of `length` letters and digits, without modulo bias. */
export function randomText(length: number, random: SecretSource['random']): string {
  const limit = 256 - (256 % ALPHABET.length);
  let result = '';
  while (result.length < length) {
    for (const byte of random(length * 2)) {
      if (byte < limit && result.length < length) result += ALPHABET[byte % ALPHABET.length];
    }
  }
  return result;
}

/**
 * The secrets that `specs` ask for. Those in `held` are kept, so that a value a person set, or one from an earlier
 * export, stays; what no spec asks for is left out.
 */
export function makeSecrets(specs: readonly SecretSpec[], source: SecretSource, held: Secrets = {}): Secrets {
  // A copy of .env.example has every name, and a placeholder behind it.
  const given = Object.fromEntries(Object.entries(held).filter(([, value]) => value !== '' && value !== PLACEHOLDER));
  const secrets: Record<string, string> = {};
  const entries = specs.filter((spec) => spec.kind === 'htpasswd');
  const kept = entries.filter(({ name, user }) => given[name]?.startsWith(`${user}:`));
  // The password behind a hash that is kept is not ours to know, unless it was given too.
  const unknown = new Set(kept.map(({ password }) => password).filter((name) => given[name] === undefined));
  for (const spec of specs) {
    if (spec.kind === 'random' && !unknown.has(spec.name)) secrets[spec.name] = given[spec.name] ?? randomText(spec.length, source.random);
  }
  for (const { name, user, password } of entries) {
    secrets[name] = kept.some((entry) => entry.name === name) ? (given[name] ?? '') : `${user}:${source.bcrypt(secrets[password] ?? '')}`;
  }
  return secrets;
}
