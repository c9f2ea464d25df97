import { useSyncExternalStore } from 'react';
import { addVersion, type Changed, parseVersions, removeVersion, renameVersion, type Version, versionsText, withoutOldestAutomatic } from '@/lib/editor/versions';
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

const FULL: Changed = { ok: false, reason: 'This browser has no room for versions: its storage is full or blocked.' };

function written(next: readonly Version[]): Changed {
  return write(next) ? { ok: true, versions: next } : FULL;
}

/** Puts a design aside. Where the storage is full, older versions that were kept by themselves make room for it. */
export function keepVersion(version: Pick<Version, 'name' | 'kind' | 'design'>): Changed {
  const added = { ...version, name: version.name.trim(), id: freshId(), at: Date.now() };
  let changed = addVersion(versions(), added);
  while (changed.ok && !write(changed.versions)) {
    const fewer = withoutOldestAutomatic(changed.versions, added.id);
    changed = fewer ? { ok: true, versions: fewer } : FULL;
  }
  return changed;
}

export function deleteVersion(id: string): Changed {
  return written(removeVersion(versions(), id));
}

/** Puts a deleted one back where it was in time. */
export function bringBack(version: Version): Changed {
  return written([...versions(), version].toSorted((a, b) => b.at - a.at));
}

export function nameVersion(id: string, name: string): Changed {
  return written(renameVersion(versions(), id, name));
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
