import type { Path } from '../kit/exposure';
import { isMap } from '../kit/is-map';
import type { Change } from '../kit/remedy';
import { sameJson } from '../kit/same-json';
import type { Stack } from '../stack';

type Map = Readonly<Record<string, unknown>>;

/** Sections have fields; services and containers have members, which have fields. */
function depthOf(part: string): number {
  return part === 'services' || part === 'containers' ? 2 : 1;
}

function within(from: Map, to: Map, depth: number, path: Path): Change[] {
  const keys = new Set([...Object.keys(from), ...Object.keys(to)]);
  return [...keys].flatMap((key) => between(from[key], to[key], depth, [...path, key]));
}

function between(from: unknown, to: unknown, depth: number, path: Path): Change[] {
  if (from === to) return [];
  if (depth > 0 && isMap(from) && isMap(to)) return within(from, to, depth - 1, path);
  if (sameJson(from, to)) return [];
  return [to === undefined ? { kind: 'remove', path } : { kind: 'set', path, to }];
}

/** What has to be done to a design so that it becomes another one: whole services, or single fields. Positions are no part of it. */
export function changesOf(from: Stack, to: Stack): readonly Change[] {
  const parts = Object.keys({ ...from, ...to }).filter((part) => part !== 'layout' && part !== 'version');
  return parts.flatMap((part) => between((from as Map)[part], (to as Map)[part], depthOf(part), [part]));
}
