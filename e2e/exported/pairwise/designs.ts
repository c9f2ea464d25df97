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

export async function pairDesigns(): Promise<{ designs: PairDesign[]; covered: number; impossible: string[]; options: number }> {
  const options = optionsOf(await schemaOf());
  const factors = options.map(({ path, values, within }) => ({ name: path, values, within }));
  const { rows, covered, impossible } = covering(factors, (row) => broken(row).length > 0, constrained, SEED);
  return { designs: rows.map((values, index) => ({ number: index + 1, values, draft: draftOf(values) })), covered, impossible, options: options.length };
}
