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
}

/** A design has about 2 KB, and 100 containers of the owner's about 100. */
export const defaultLimits: Limits = {
  body: { bytes: 262_144, milliseconds: 10_000 },
  reading: { atOnce: 128, waiting: 0, patience: 0 },
  working: { atOnce: 1, waiting: 8, patience: 3000 },
  rate: { perMinute: 120, burst: 60 },
};

/** `REQUESTS_PER_MINUTE` of the environment sets what one client may ask for; half of it at once. @throws Error */
export function limitsFrom(environment: Readonly<Record<string, string | undefined>>): Limits {
  const text = environment['REQUESTS_PER_MINUTE'];
  if (text === undefined || text === '') return defaultLimits;
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new Error(`REQUESTS_PER_MINUTE=${text}: use a whole number from 1`);
  return { ...defaultLimits, rate: { perMinute: Number(text), burst: Math.max(1, Math.ceil(Number(text) / 2)) } };
}
