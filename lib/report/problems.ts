import * as z from 'zod';
import type { Problem } from '../kit/finding';
import { pathText } from '../stack';

/** A field that is wrong, as programs read it. */
export const FieldProblem = z
  .strictObject({
    id: z.string().meta({ description: 'Which rule is broken; the same in every version.', examples: ['tls/public-domain'] }),
    field: z.string().meta({ description: 'Path of the field in the design.', examples: ['services.traefik.httpPort'] }),
    message: z.string().meta({ description: 'What a person can do about it.' }),
  })
  .meta({ title: 'A field that is wrong' });
export type FieldProblem = z.infer<typeof FieldProblem>;

export function fieldProblems(problems: readonly Problem[]): FieldProblem[] {
  return problems.map(({ id, path, message }) => ({ id, field: pathText(path), message }));
}

/** The body of an answer with an error (RFC 9457). */
export const ProblemDetails = z
  .strictObject({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string(),
    errors: z.array(FieldProblem).optional().meta({ description: 'Every field that is wrong.' }),
  })
  .meta({ title: 'What went wrong (RFC 9457)' });
export type ProblemDetails = z.infer<typeof ProblemDetails>;
