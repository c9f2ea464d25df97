import { useSyncExternalStore } from 'react';
import { addVersion, type Changed, parseVersions, removeVersion, renameVersion, type Version, versionsText } from '@/lib/editor/versions';
import { freshId, onOtherTab, versionsShelf } from './storage';

const listeners = new Set<() => void>();
let known: { readonly text: string | null; readonly versions: readonly Version[] } | undefined;

/** Other tabs add versions too: what stands in the storage is always the list. */
function versions(): readonly Version[] {
  const text = versionsShelf.read();
  if (!known || known.text !== text) known = { text, versions: text === null ? [] : parseVersions(text) };
  return known.versions;
}

function write(next: readonly Version[]): boolean {
  const done = versionsShelf.write(versionsText(next));
  for (const listener of listeners) listener();
  return done;
}

const FULL = 'This browser has no room for versions: its storage is full or blocked.';

/** Puts a design aside. @returns why that did not work, or the versions. */
export function keepVersion(version: Pick<Version, 'name' | 'kind' | 'design'>): Changed {
  const changed = addVersion(versions(), { ...version, name: version.name.trim(), id: freshId(), at: Date.now() });
  if (changed.ok && !write(changed.versions)) return { ok: false, reason: FULL };
  return changed;
}

export function deleteVersion(id: string): void {
  write(removeVersion(versions(), id));
}

/** Puts a deleted one back where it was in time. */
export function bringBack(version: Version): void {
  write([...versions(), version].toSorted((a, b) => b.at - a.at));
}

export function nameVersion(id: string, name: string): void {
  write(renameVersion(versions(), id, name));
}

function subscribe(notify: () => void) {
  listeners.add(notify);
  const quiet = onOtherTab('versions', notify);
  return () => {
    listeners.delete(notify);
    quiet();
  };
}

const none: readonly Version[] = [];

export function useVersions(): readonly Version[] {
  return useSyncExternalStore(subscribe, versions, () => none);
}
