import { fileURLToPath } from 'node:url';
import { must } from '../support/run';
import { covering } from './covering';
import { draftOf, optionsOf } from './model';
import { callers } from './picks';
import { breaks, constrained } from './rules';
import type { Values } from './values';

const repository = fileURLToPath(new URL('../../..', import.meta.url));

export interface PairDesign {
  /** From 1, in the order in which the covering array has them. */
  number: number;
  values: Values;
  /** The design as a file for the command line. */
  draft: Record<string, unknown>;
}

/** Small differences in the table give other designs; the same table gives the same. */
const SEED = 20_261;

/** What the command line says of all options of a design. */
export async function schemaOf(): Promise<unknown> {
  return JSON.parse((await must('npm', ['run', '--silent', 'export', '--', '--schema'], { cwd: repository })).stdout) as unknown;
}

/**
 * Values of designs that start here by themselves: TLS without an authority of the internet or a proxy of the owner,
 * no image that only a registry has, no proxy or Traefik in front, and page and API for who asks here (`edge/` boots those).
 */
const BOOTED: Record<string, readonly unknown[]> = {
  'tls.mode': ['local', 'files'],
  'services.mailpit': [false],
  'project.inFront': ['none'],
  'services.traefik.entry': ['own'],
  'services.traefik.siteAllow': [[], callers],
  'services.traefik.apiAllow': [[], callers],
};
const isAmong = (list: readonly unknown[], value: unknown) => list.some((one) => JSON.stringify(one) === JSON.stringify(value));

/**
 * Two covering arrays: one of designs that are booted, over what can be booted here, and one over everything, whose
 * designs are exported and checked. The folders `acme/` and `data/` boot the rest.
 */
export async function pairDesigns(): Promise<{ designs: PairDesign[]; options: number; summary: string }> {
  const options = optionsOf(await schemaOf());
  const arrayOf = (only: Record<string, readonly unknown[]>) => {
    const factors = options.map(({ path, values, within }) => ({ name: path, values: values.filter((value) => isAmong(only[path] ?? [value], value)), within }));
    return covering(factors, breaks, constrained, SEED);
  };
  const booted = arrayOf(BOOTED);
  const others = arrayOf({});
  const designs = [...booted.rows, ...others.rows].map((values, index) => ({ number: index + 1, values, draft: draftOf(values) }));
  const summary = `${options.length} options; ${booted.rows.length} designs to boot have ${booted.covered} pairs of values, ${others.rows.length} more, exported and checked, have all ${others.covered}`;
  return { designs, options: options.length, summary };
}
