import type * as z from 'zod';
import type { Problem } from '../kit/finding';
import { isMap } from '../kit/is-map';
import { TOO_MANY, hasTooMany } from './containers';
import { STACK_VERSION, migrate } from './migrate';
import { Generator, OWN_SCHEMA, Stack } from './schema';
import { words } from './words';

/** Maps whose keys people choose. Zod passes over a key named __proto__ there without a word. */
const MAPS = ['containers', 'layout'] as const;

const hasPrototypeKey = (value: unknown) => typeof value === 'object' && value !== null && Object.hasOwn(value, '__proto__');

export type Checked = { readonly ok: true; readonly stack: Stack } | { readonly ok: false; readonly problems: readonly Problem[] };

const UNKNOWN = 'There is no such field; remove it or correct its name';
const NOT_YET = 'This designer does not know this field';

type Issue = { code?: string | undefined; path: readonly PropertyKey[]; message: string; [key: string]: unknown };

function idOf(issue: Issue): string {
  const params = issue['params'] as { rule?: string } | undefined;
  return params?.rule ?? `schema/${issue.code ?? 'invalid'}`;
}

function problemsOf(issue: Issue, unknown: string): Problem[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (issue.code === 'unrecognized_keys') {
    const keys = issue['keys'] as string[];
    return keys.map((key) => ({ id: 'schema/unknown', path: [...path, key], message: unknown }));
  }
  const { remedies } = (issue['params'] ?? {}) as Pick<Problem, 'remedies'>;
  return [{ id: idOf(issue), path, message: issue.message, ...(remedies && { remedies }) }];
}

/**
 * Without what the generator writes of itself: its version, and the name of the schema that lies beside every export.
 * Another schema is the owner's, and stays.
 */
function withoutStamp(draft: unknown): unknown {
  if (typeof draft !== 'object' || draft === null || Array.isArray(draft)) return draft;
  const { $schema, generator, ...design } = draft as Record<string, unknown>;
  return {
    ...($schema !== undefined && $schema !== OWN_SCHEMA && { $schema }),
    ...(generator !== undefined && !Generator.safeParse(generator).success && { generator }),
    ...design,
  };
}

/** Of a version that does not exist yet: what is unknown in it is no mistake of its owner's. */
const isNewer = (draft: unknown) => isMap(draft) && typeof draft['version'] === 'number' && draft['version'] > STACK_VERSION;

/** A design from anything, of this or an earlier version, or all that is wrong with it; never half a design. */
export function checkStack(draft: unknown): Checked {
  const current = withoutStamp(migrate(draft));
  const hidden = MAPS.filter((name) => hasPrototypeKey((current as Record<string, unknown> | null)?.[name]));
  if (hidden.length > 0) return { ok: false, problems: hidden.map((name) => ({ id: 'schema/unknown', path: [name, '__proto__'], message: UNKNOWN })) };
  const containers = isMap(current) ? current['containers'] : undefined;
  // Said before each of them is looked at: thousands would take a page a third of a second.
  if (isMap(containers) && hasTooMany(containers)) return { ok: false, problems: [{ id: 'schema/custom', path: ['containers'], message: TOO_MANY }] };
  const result = Stack.safeParse(current, { error: words });
  if (result.success) return { ok: true, stack: result.data };
  const unknown = isNewer(current) ? NOT_YET : UNKNOWN;
  return { ok: false, problems: result.error.issues.flatMap((issue) => problemsOf(issue as unknown as Issue, unknown)) };
}

/** What is wrong with a value for one field of a schema, by itself. */
export function valueProblem(schema: z.ZodObject, field: string, value: unknown): string | undefined {
  const rule = schema.shape[field] as z.ZodType | undefined;
  return rule?.safeParse(value, { error: words }).error?.issues[0]?.message;
}

/** `services.traefik.httpPort`, as forms, messages and `--set` spell a path. */
export function pathText(path: readonly (string | number)[]): string {
  return path.length === 0 ? 'the design' : path.join('.');
}
