import { brokenRules, type Stack } from '../stack';

/** Ids of the rules that a design breaks whose fields are right by themselves. */
export function brokenIds(stack: Stack): string[] {
  return brokenRules(stack).flatMap(({ id, severity }) => (severity === undefined ? [id] : []));
}
