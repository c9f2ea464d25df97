import { brokenRules, checkStack, type Stack } from '../stack';

/** Ids of the rules that a design breaks. */
export function brokenIds(stack: Stack): string[] {
  const checked = checkStack(stack);
  return checked.ok ? [] : checked.problems.map(({ id }) => id);
}

/** Whether a design breaks a rule over several fields; each field must be right by itself. */
export function breaksRules(stack: Stack): boolean {
  return brokenRules(stack).some(({ severity }) => severity === undefined);
}
