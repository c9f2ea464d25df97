import { checkStack, type Stack } from '../stack';

/** Ids of the rules that a design breaks. */
export function brokenIds(stack: Stack): string[] {
  const checked = checkStack(stack);
  return checked.ok ? [] : checked.problems.map(({ id }) => id);
}
