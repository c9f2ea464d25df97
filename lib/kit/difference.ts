import { isMap } from './is-map';
import { sameJson } from './same-json';

function ownKeys(...values: object[]): string[] {
  return [...new Set(values.flatMap((value) => Object.keys(value)))];
}

/**
 * What has to be changed in `from` to get `to`: a map of changed keys, in which `null` takes a key away.
 * Undefined when they are the same. A design has no null of its own.
 */
export function differenceOf(from: unknown, to: unknown): unknown {
  if (sameJson(from, to)) return undefined;
  if (!isMap(from) || !isMap(to)) return to;
  const changed = ownKeys(from, to).flatMap((key) => {
    if (!Object.hasOwn(to, key) || to[key] === undefined) return Object.hasOwn(from, key) ? [[key, null]] : [];
    const inner = differenceOf(Object.hasOwn(from, key) ? from[key] : undefined, to[key]);
    return inner === undefined ? [] : [[key, inner]];
  });
  return changed.length === 0 ? undefined : Object.fromEntries(changed);
}

/** The inverse of `differenceOf`. Keys such as `__proto__` stay plain keys and are left to the schema to refuse. */
export function applyDifference(from: unknown, difference: unknown): unknown {
  if (!isMap(difference)) return difference;
  const base = isMap(from) ? from : {};
  const entries = ownKeys(base, difference).flatMap((key) => {
    if (!Object.hasOwn(difference, key)) return [[key, base[key]]];
    if (difference[key] === null) return [];
    return [[key, applyDifference(Object.hasOwn(base, key) ? base[key] : undefined, difference[key])]];
  });
  return Object.fromEntries(entries);
}
