import fc from 'fast-check';

/** The same values in every run, unless `FC_SEED` names others: a failure is never news of the moment. */
export const seed = Number(process.env['FC_SEED'] ?? 20_261);

/** Says of every value what an example says of one; a failure shows the smallest value that breaks it. */
export function holds<T>(values: fc.Arbitrary<T>, check: (value: T) => void, numRuns = 100): void {
  fc.assert(
    fc.property(values, (value) => {
      // Without the braces an assertion's own result would count as the property's.
      check(value);
    }),
    { seed, numRuns },
  );
}
