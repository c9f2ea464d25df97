import type { Problem } from '../lib/kit/finding';
import { pathText } from '../lib/stack';

/** How a command ends. */
export const exits = {
  ok: 0,
  /** The command did its work, and there is something to look at: findings, differences, warnings. */
  found: 1,
  /** The call or the design is wrong; nothing was written. */
  wrong: 2,
  /** Something failed that is not the caller's fault: a full disk, an error of this program. */
  failed: 3,
} as const;
export type Exit = (typeof exits)[keyof typeof exits];

/** The call or the design is wrong: said on standard error, without a stack trace. */
export class UsageError extends Error {}

/** Every field that is wrong, each in a line of its own. */
export function told(problems: readonly Problem[]): UsageError {
  return new UsageError(problems.map(({ path, message }) => `${pathText(path)}: ${message}`).join('\n'));
}
