import { isMap } from '../../kit/is-map';
import type { Old } from './old';
import { toVersion2 } from './to-2';

/** What turns a design of version n (its place in the list, from 1) into one of version n + 1. */
const steps: readonly ((old: Old) => Old)[] = [toVersion2];

/** Version of the designs that come out. */
export const STACK_VERSION = steps.length + 1;

/**
 * A design of any earlier version as one of this version. What is no design, or of a version that does not exist,
 * comes back as it is: the schema has the words for it.
 */
export function migrate(draft: unknown): unknown {
  if (!isMap(draft)) return draft;
  const version = draft['version'];
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return draft;
  return steps.slice(version - 1).reduce((old, step) => step(old), draft);
}
