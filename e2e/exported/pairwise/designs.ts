import { fileURLToPath } from 'node:url';
import { must } from '../support/run';
import { covering } from './covering';
import { draftOf, optionsOf } from './model';
import { broken, constrained } from './rules';
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

/** Modes of TLS in which a stack starts without anything of the internet or of its owner's proxy. */
const BOOTED = ['local', 'files'];

/**
 * Two covering arrays: one of designs that are booted, and one for the other modes of TLS, which are exported and
 * checked here and booted in `acme/`. Together they have every pair.
 */
export async function pairDesigns(): Promise<{ designs: PairDesign[]; options: number; summary: string }> {
  const options = optionsOf(await schemaOf());
  const within = (isMine: (mode: unknown) => boolean) => {
    const factors = options.map(({ path, values, within: holder }) => ({ name: path, values: path === 'tls.mode' ? values.filter(isMine) : values, within: holder }));
    return covering(factors, (row) => broken(row).length > 0, constrained, SEED);
  };
  const booted = within((mode) => BOOTED.includes(String(mode)));
  const others = within((mode) => !BOOTED.includes(String(mode)));
  const designs = [...booted.rows, ...others.rows].map((values, index) => ({ number: index + 1, values, draft: draftOf(values) }));
  const summary = `${options.length} options; ${booted.rows.length} designs to boot have ${booted.covered} pairs of values, ${others.rows.length} more have ${others.covered} with the other modes of TLS`;
  return { designs, options: options.length, summary };
}
