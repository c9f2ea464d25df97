import type { ServiceId } from '../../services';
import type { Target } from '../target';
import type { Searchable } from './search';

/** What choosing an item does. `run` is for what only the page itself can do. */
export type Does =
  | { readonly kind: 'run'; readonly run: () => void }
  | { readonly kind: 'stack' }
  | { readonly kind: 'service'; readonly id: string }
  | { readonly kind: 'connection'; readonly id: string }
  | { readonly kind: 'field'; readonly target: Target; readonly field: string }
  | { readonly kind: 'secret'; readonly service: string; readonly name: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'preset'; readonly id: string }
  | { readonly kind: 'add'; readonly id: ServiceId }
  | { readonly kind: 'remove' | 'rename' | 'duplicate'; readonly id: string }
  | { readonly kind: 'reset'; readonly target: Target }
  | { readonly kind: 'connect'; readonly from: string; readonly to: string }
  | { readonly kind: 'cut'; readonly id: string };

/** The groups of the palette, in the order in which they stand before anything is typed. */
export const groups = [
  { id: 'recent', title: 'Recent' },
  { id: 'action', title: 'Actions' },
  { id: 'service', title: 'Services and connections' },
  { id: 'preset', title: 'Start from' },
  { id: 'field', title: 'Settings' },
  { id: 'file', title: 'Files' },
] as const;
export type GroupId = (typeof groups)[number]['id'];

export interface Item extends Searchable {
  /** The same for the same thing in every visit. */
  readonly id: string;
  readonly group: Exclude<GroupId, 'recent'>;
  /** At its end: the present value, what flows. */
  readonly detail?: string | undefined;
  /** As in the list of shortcuts. */
  readonly shortcut?: string | undefined;
  /** Too special to stand there before it is asked for. */
  readonly onlyFound?: boolean;
  /** Why it cannot be chosen now. It is found all the same: in its place, Enter would do something else. */
  readonly disabled?: string | undefined;
  readonly does: Does;
}
