import { makeSecrets, type HtpasswdSecret, type Secrets, type SecretSource, type SecretSpec } from '@/lib/kit/secret';

/** 2^10 rounds: about a tenth of a second for each guess, and for us once in an export. */
const COST = 10;

const random: SecretSource['random'] = (length) => crypto.getRandomValues(new Uint8Array(length));

/** Hashes are made beforehand, piece by piece, so that the page never stands still. */
const prepared: SecretSource = {
  random,
  bcrypt() {
    throw new Error('every htpasswd entry must have been prepared');
  },
};

async function entryFor(spec: HtpasswdSecret, password: string): Promise<string> {
  const { default: bcrypt } = await import('bcryptjs');
  bcrypt.setRandomFallback((length) => [...random(length)]);
  return `${spec.user}:${await bcrypt.hash(password, COST)}`;
}

/** Whether `secrets` has all that `specs` ask for, for the same users. */
export function covers(secrets: Secrets, specs: readonly SecretSpec[]): boolean {
  return specs.every((spec) => {
    const value = secrets[spec.name];
    return value !== undefined && (spec.kind !== 'htpasswd' || value.startsWith(`${spec.user}:`));
  });
}

async function completeSecrets(specs: readonly SecretSpec[], held: Secrets): Promise<Secrets> {
  const plain = makeSecrets(specs.filter((spec) => spec.kind === 'random'), prepared, held);
  const entries: Record<string, string> = {};
  for (const spec of specs) {
    if (spec.kind !== 'htpasswd') continue;
    const kept = held[spec.name];
    entries[spec.name] = kept?.startsWith(`${spec.user}:`) ? kept : await entryFor(spec, plain[spec.password] ?? '');
  }
  return makeSecrets(specs, prepared, { ...plain, ...entries });
}

export interface SecretBox {
  /** All that `specs` ask for: secrets made before stay as they are, missing ones are made now. */
  complete(specs: readonly SecretSpec[]): Promise<Secrets>;
  /** The same with one value in place of that before, or a new one; entries made from it are made anew, unless it is the same. */
  renew(specs: readonly SecretSpec[], name: string, value?: string): Promise<Secrets>;
}

/** Without a secret and what was made from it. */
function forgotten(held: Secrets, specs: readonly SecretSpec[], name: string): Secrets {
  const gone = new Set([name, ...specs.flatMap((spec) => (spec.kind === 'htpasswd' && spec.password === name ? [spec.name] : []))]);
  return Object.fromEntries(Object.entries(held).filter(([key]) => !gone.has(key)));
}

/** The secrets of one visit. They live in this tab's memory only, and the files shown have the ones that are downloaded. */
export function createSecretBox(): SecretBox {
  let queue: Promise<Secrets> = Promise.resolve({});
  return {
    complete(specs) {
      queue = queue.then(async (held) => ({ ...held, ...(await completeSecrets(specs, held)) }));
      return queue;
    },
    renew(specs, name, value) {
      queue = queue.then(async (held) => {
        if (value !== undefined && held[name] === value) return { ...held, ...(await completeSecrets(specs, held)) };
        const kept = { ...forgotten(held, specs, name), ...(value !== undefined && { [name]: value }) };
        return { ...kept, ...(await completeSecrets(specs, kept)) };
      });
      return queue;
    },
  };
}
