import type { Problem } from '../kit/finding';
import { migrate } from './migrate';
import { Stack } from './schema';
import { words } from './words';

export type Checked = { readonly ok: true; readonly stack: Stack } | { readonly ok: false; readonly problems: readonly Problem[] };

type Issue = { code?: string | undefined; path: readonly PropertyKey[]; message: string; [key: string]: unknown };

function idOf(issue: Issue): string {
  const params = issue['params'] as { rule?: string } | undefined;
  return params?.rule ?? `schema/${issue.code ?? 'invalid'}`;
}

function problemsOf(issue: Issue): Problem[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (issue.code === 'unrecognized_keys') {
    const keys = issue['keys'] as string[];
    return keys.map((key) => ({ id: 'schema/unknown', path: [...path, key], message: 'There is no such field; remove it or correct its name' }));
  }
  return [{ id: idOf(issue), path, message: issue.message }];
}

/** A design from anything, of this or an earlier version, or all that is wrong with it; never half a design. */
export function checkStack(draft: unknown): Checked {
  const result = Stack.safeParse(migrate(draft), { error: words });
  if (result.success) return { ok: true, stack: result.data };
  return { ok: false, problems: result.error.issues.flatMap((issue) => problemsOf(issue as unknown as Issue)) };
}

/** `services.traefik.httpPort`, as forms, messages and `--set` spell a path. */
export function pathText(path: readonly (string | number)[]): string {
  return path.length === 0 ? 'the design' : path.join('.');
}
