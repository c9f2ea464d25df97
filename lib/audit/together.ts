import type { Stack } from '../stack';
import { brokenIds } from './broken';
import type { Finding } from './finding';

/** What several fixes make of a design. */
export interface Together {
  readonly design: Stack;
  /** Findings whose fix does not go together with those before it. */
  readonly left: readonly Finding[];
}

/** Takes fixes one after the other, the worst finding first. One that would break a rule of the design is left out. */
export function fixedTogether(stack: Stack, findings: readonly Finding[]): Together {
  return findings.reduce<Together>(
    ({ design, left }, finding) => {
      const next = finding.fix?.apply(design);
      return next && brokenIds(next).length === 0 ? { design: next, left } : { design, left: [...left, finding] };
    },
    { design: stack, left: [] },
  );
}
