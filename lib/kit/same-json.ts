/** Whether two values are the same text as JSON. The order of keys counts; a key without a value is none. */
export function sameJson(a: unknown, b: unknown): boolean {
  // Designs share the parts that they have in common: most are told by that alone.
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
