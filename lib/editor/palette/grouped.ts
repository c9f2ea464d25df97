import { groups, type GroupId, type Item } from './item';
import { createSearch } from './search';

export interface Group {
  readonly id: GroupId;
  readonly title: string;
  readonly items: readonly Item[];
}

/** How much more is meant by some kinds, where the words fit alike. */
const LIFT: Readonly<Record<Item['group'], number>> = { action: 0.02, service: 0.05, preset: 0.01, field: 0, file: -0.02 };
const RECENT_LIFT = 0.04;

/** More than this nobody reads: another word finds sooner. */
const MOST = 50;

const titleOf = (id: GroupId) => groups.find((group) => group.id === id)?.title ?? id;

/** Before anything is typed: what was chosen last, and what is there in any case. */
function unasked(items: readonly Item[], recent: readonly string[]): readonly Group[] {
  const possible = items.filter(({ disabled }) => disabled === undefined);
  const chosen = recent.flatMap((id) => possible.find((item) => item.id === id) ?? []);
  const rest = possible.filter((item) => !item.onlyFound && !chosen.includes(item));
  return groups.flatMap(({ id, title }) => {
    const members = id === 'recent' ? chosen : id === 'field' || id === 'file' ? [] : rest.filter(({ group }) => group === id);
    return members.length === 0 ? [] : [{ id, title, items: members }];
  });
}

/** What the palette finds. The group that has the best match stands first, and in it the best match. */
export function createPalette(items: readonly Item[], recent: readonly string[]): (query: string) => readonly Group[] {
  const search = createSearch(items, ({ group, id }) => LIFT[group] + (recent.includes(id) ? RECENT_LIFT : 0));
  return (query) => {
    if (query.trim() === '') return unasked(items, recent);
    const found = search(query).slice(0, MOST).map(({ item }) => item);
    const ids = [...new Set(found.map(({ group }) => group))];
    return ids.map((id) => ({ id, title: titleOf(id), items: found.filter(({ group }) => group === id) }));
  };
}

/** Choices that are remembered. */
const REMEMBERED = 5;

export function withRecent(recent: readonly string[], id: string): readonly string[] {
  return [id, ...recent.filter((other) => other !== id)].slice(0, REMEMBERED);
}
