import { placeOf } from '../stack';
import type { Path } from './path';

/** What the inspector shows: the stack as a whole, one service or container, or one connection. */
export type Selection =
  | { readonly kind: 'stack' }
  | { readonly kind: 'service'; readonly id: string }
  | { readonly kind: 'connection'; readonly id: string };

/** Something with a form: one of the stack's own sections, or a service or container. */
export type Target = { readonly kind: 'section'; readonly id: string } | { readonly kind: 'service'; readonly id: string };

export function basePath(target: Target): Path {
  return target.kind === 'service' ? placeOf(target.id) : [target.id];
}

const isMember = (part: Path[number] | undefined) => part === 'services' || part === 'containers';

/** The path of the whole field that `path` lies in: a list is one field. */
export function fieldPath(path: Path): Path {
  return path.slice(0, isMember(path[0]) ? 3 : 2);
}

/** Where the value at `path` is edited, and in which field. */
export function targetOf(path: Path): { readonly target: Target; readonly field?: string } {
  const [first = '', second, third] = path.map(String);
  if (isMember(first) && second !== undefined) {
    return { target: { kind: 'service', id: second }, ...(third !== undefined && { field: third }) };
  }
  return { target: { kind: 'section', id: first }, ...(second !== undefined && { field: second }) };
}
