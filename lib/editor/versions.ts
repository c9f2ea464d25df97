import { sameJson } from '../kit/same-json';
import type { Draft } from './document';
import { draftOf } from './stored';

/** A design that was put aside under a name: by a person, or by the page before something took its place. */
export interface Version {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind: 'named' | 'automatic';
  readonly design: Draft;
}

/** How much is kept. A browser gives a page about 5 MB in all, and the design itself needs some. */
export const versionLimits = { named: 40, automatic: 8, characters: 1_500_000, name: 60 } as const;

export type Changed = { readonly ok: true; readonly versions: readonly Version[] } | { readonly ok: false; readonly reason: string };

/** Why a version cannot have this name. */
export function versionNameProblem(name: string): string | undefined {
  if (name.trim() === '') return 'Give it a name that you will recognise';
  if (name.trim().length > versionLimits.name) return `At most ${versionLimits.name} characters`;
  return undefined;
}

export function versionsText(versions: readonly Version[]): string {
  return JSON.stringify(versions);
}

function isVersion(value: unknown): value is Version {
  if (typeof value !== 'object' || value === null) return false;
  const { id, name, at, kind } = value as Partial<Version>;
  return typeof id === 'string' && typeof name === 'string' && Number.isFinite(at) && (kind === 'named' || kind === 'automatic');
}

/** The versions of a text; an entry that cannot be read is left out, the others stay. */
export function parseVersions(text: string): readonly Version[] {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return [];
  }
  if (!Array.isArray(data)) return [];
  return data.filter(isVersion).flatMap((version) => {
    const design = draftOf(version.design);
    return design ? [{ ...version, design }] : [];
  });
}

/** The newest first. Old automatic ones make room by themselves; what a person has named is never thrown away. */
export function addVersion(versions: readonly Version[], added: Version): Changed {
  // The same design need not be put aside twice by itself.
  if (added.kind === 'automatic' && versions.some((version) => sameJson(version.design, added.design))) return { ok: true, versions };
  const named = [added, ...versions].filter(({ kind }) => kind === 'named');
  if (named.length > versionLimits.named) {
    return { ok: false, reason: `There are ${versionLimits.named} versions already: delete one that you no longer need.` };
  }
  let automatic = versionLimits.automatic;
  let kept: readonly Version[] = [added, ...versions].filter(({ kind }) => kind === 'named' || automatic-- > 0);
  while (versionsText(kept).length > versionLimits.characters) {
    const fewer = withoutOldestAutomatic(kept, added.id);
    if (!fewer) return { ok: false, reason: 'The versions have no room for more: delete some that you no longer need.' };
    kept = fewer;
  }
  return { ok: true, versions: kept };
}

/** One automatic version fewer, but never the one with the id `spared`; undefined when there is none to give up. */
export function withoutOldestAutomatic(versions: readonly Version[], spared: string): readonly Version[] | undefined {
  const oldest = versions.findLastIndex(({ kind, id }) => kind === 'automatic' && id !== spared);
  return oldest < 0 ? undefined : versions.toSpliced(oldest, 1);
}

export function removeVersion(versions: readonly Version[], id: string): readonly Version[] {
  return versions.filter((version) => version.id !== id);
}

/** Under its new name it is the person's own, and stays. */
export function renameVersion(versions: readonly Version[], id: string, name: string): readonly Version[] {
  return versions.map((version) => (version.id === id ? { ...version, name: name.trim(), kind: 'named' as const } : version));
}
