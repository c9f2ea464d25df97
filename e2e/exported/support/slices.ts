/**
 * The items of this run. A test file with a line `// slices: 12` calls this with its own name and 12, and takes every
 * twelfth item for each share that scripts/test-stack.mjs names in STACK_SLICES; all of them when it names none.
 */
export function sharesOf<T>(file: string, slices: number, items: readonly T[]): T[] {
  const named = JSON.parse(process.env.STACK_SLICES ?? '{}') as Record<string, number[]>;
  const shares = named[file];
  return items.filter((_, index) => !shares || shares.includes(index % slices));
}
