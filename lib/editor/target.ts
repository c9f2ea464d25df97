import type { Path } from './path';

/** What the inspector shows: the stack as a whole, one service, or one connection. */
export type Selection =
  | { readonly kind: 'stack' }
  | { readonly kind: 'service'; readonly id: string }
  | { readonly kind: 'connection'; readonly id: string };

/** Something with a form: one of the stack's own sections, or a service. */
export type Target = { readonly kind: 'section'; readonly id: string } | { readonly kind: 'service'; readonly id: string };

export function basePath(target: Target): Path {
  return target.kind === 'service' ? ['services', target.id] : [target.id];
}

/** The path of the whole field that `path` lies in: a list is one field. */
export function fieldPath(path: Path): Path {
  return path.slice(0, path[0] === 'services' ? 3 : 2);
}

/** Where the value at `path` is edited, and in which field. */
export function targetOf(path: Path): { readonly target: Target; readonly field?: string } {
  const [first = '', second, third] = path.map(String);
  if (first === 'services' && second !== undefined) {
    return { target: { kind: 'service', id: second }, ...(third !== undefined && { field: third }) };
  }
  return { target: { kind: 'section', id: first }, ...(second !== undefined && { field: second }) };
}
