import { fileURLToPath } from 'node:url';
import { must } from '../support/run';
import { arraysOf } from './arrays';
import { draftOf, optionsOf } from './model';
import type { Values } from './values';

const repository = fileURLToPath(new URL('../../..', import.meta.url));

export interface PairDesign {
  /** From 1, in the order in which the covering array has them. */
  number: number;
  values: Values;
  /** The design as a file for the command line. */
  draft: Record<string, unknown>;
}

/** What the command line says of all options of a design. */
export async function schemaOf(): Promise<unknown> {
  return JSON.parse((await must('npm', ['run', '--silent', 'base2', '--', 'schema'], { cwd: repository })).stdout) as unknown;
}

/** Those that are booted, and after them those that are exported and checked; the folders `acme/`, `edge/` and `data/` boot the rest. */
export async function pairDesigns(): Promise<{ designs: PairDesign[]; options: number; summary: string }> {
  const options = optionsOf(await schemaOf());
  const { booted, others } = arraysOf(options);
  const designs = [...booted.rows, ...others.rows].map((values, index) => ({ number: index + 1, values, draft: draftOf(values) }));
  const summary = `${options.length} options; ${booted.rows.length} designs to boot have ${booted.covered} pairs of values, ${others.rows.length} more, exported and checked, have all ${others.covered}`;
  return { designs, options: options.length, summary };
}
