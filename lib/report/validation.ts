import * as z from 'zod';
import { checkStack, warningsOf } from '../stack';
import { FieldProblem, fieldProblems } from './problems';

/** Whether a design is valid. */
export const Validation = z
  .strictObject({
    valid: z.boolean(),
    errors: z.array(FieldProblem).meta({ description: 'What keeps the design from being exported.' }),
    warnings: z.array(FieldProblem).meta({ description: 'What to think about; the design can be exported all the same.' }),
  })
  .meta({ title: 'Whether a design is valid' });
export type Validation = z.infer<typeof Validation>;

/** What is wrong with anything that should be a design. Never throws. */
export function validationOf(draft: unknown): Validation {
  const checked = checkStack(draft);
  if (!checked.ok) return { valid: false, errors: fieldProblems(checked.problems), warnings: [] };
  return { valid: true, errors: [], warnings: fieldProblems(warningsOf(checked.stack)) };
}
