import type { Places } from './gate';
import type { Rate } from './rate';

export interface Limits {
  /** Bodies: the largest, and the longest time to send one. */
  readonly body: { readonly bytes: number; readonly milliseconds: number };
  /** Bodies that are read at once; memory is this times their size. */
  readonly reading: Places;
  /** Exports and audits: each takes a core for about 50 ms. */
  readonly working: Places;
  readonly rate: Rate;
  /** Proxies in front that add the address of whoever asks to `X-Forwarded-For`; with none, the header is anybody's to write. */
  readonly proxies: number;
}

/** A design has about 2 KB, and 100 containers of the owner's about 100. */
export const defaultLimits: Limits = {
  body: { bytes: 262_144, milliseconds: 10_000 },
  reading: { atOnce: 128, waiting: 0, patience: 0 },
  working: { atOnce: 1, waiting: 8, patience: 3000 },
  rate: { perMinute: 120, burst: 60 },
  proxies: 0,
};

type Environment = Readonly<Record<string, string | undefined>>;

/** A setting of the environment, if it is set. @throws Error that says what it should be. */
function numberIn(environment: Environment, name: string, pattern: RegExp, use: string): number | undefined {
  const text = environment[name];
  if (text === undefined || text === '') return undefined;
  if (!pattern.test(text)) throw new Error(`${name}=${text}: ${use}`);
  return Number(text);
}

/**
 * `REQUESTS_PER_MINUTE` sets what one client may ask for, half of it at once; `TRUSTED_PROXIES`, how many proxies in
 * front tell who asks. @throws Error
 */
export function limitsFrom(environment: Environment): Limits {
  const perMinute = numberIn(environment, 'REQUESTS_PER_MINUTE', /^[1-9]\d{0,6}$/, 'use a whole number from 1');
  const proxies = numberIn(environment, 'TRUSTED_PROXIES', /^\d$/, 'use the number of proxies in front, 0 to 9') ?? defaultLimits.proxies;
  const rate = perMinute === undefined ? defaultLimits.rate : { perMinute, burst: Math.max(1, Math.ceil(perMinute / 2)) };
  return { ...defaultLimits, rate, proxies };
}
