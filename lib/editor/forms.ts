import type * as z from 'zod';
import { fields, type Field } from '../kit/fields';
import type { AnyService } from '../kit/service';
import { definitionOf, sections } from '../stack';
import { type Draft, entryProblemsAt, problemsAt } from './document';
import type { Problem } from '../kit/finding';
import { valueAt } from './path';
import { basePath, type Target } from './target';

/** A service of the registry, or a container of the owner's by its name. */
export function findService(id: string): AnyService | undefined {
  return definitionOf(id);
}

export function schemaOf(target: Target): z.ZodObject | undefined {
  if (target.kind === 'service') return findService(target.id)?.schema as z.ZodObject | undefined;
  return sections.find((section) => section.id === target.id)?.schema;
}

/** Everything that a form needs, for one section or service. */
export interface Form {
  readonly target: Target;
  readonly fields: readonly Field[];
  readonly values: Readonly<Record<string, unknown>>;
  readonly problems: Readonly<Record<string, string>>;
  readonly warnings: Readonly<Record<string, string>>;
  readonly entryProblems: Readonly<Record<string, Readonly<Record<number, string>>>>;
}

export function formOf(target: Target, draft: Draft, problems: readonly Problem[], warnings: readonly Problem[] = []): Form | undefined {
  const schema = schemaOf(target);
  const values = valueAt(draft, basePath(target));
  if (!schema || typeof values !== 'object' || values === null) return undefined;
  return {
    target,
    fields: fields(schema),
    values: values as Record<string, unknown>,
    problems: problemsAt(problems, basePath(target)),
    warnings: problemsAt(warnings, basePath(target)),
    entryProblems: entryProblemsAt(problems, basePath(target)),
  };
}
