type Fields = Readonly<Record<string, unknown>>;

function isPlain(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.getPrototypeOf(value) === Object.prototype;
}

function steadyList(before: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  const merged = next.map((each, index) => steady(before[index], each));
  return merged.length === before.length && merged.every((each, index) => each === before[index]) ? before : merged;
}

function steadyFields(before: Fields, next: Fields): Fields {
  const keys = Object.keys(next);
  const values = keys.map((key) => steady(before[key], next[key]));
  const isSame = keys.length === Object.keys(before).length && keys.every((key, index) => values[index] === before[key] && Object.hasOwn(before, key));
  return isSame ? before : Object.fromEntries(keys.map((key, index) => [key, values[index]]));
}

/**
 * What `next` says, made of the objects of `before` wherever they say the same: whoever looks at identity sees what has
 * changed, and nothing else. Values are plain data; a function counts as the same as any other.
 */
export function steady<T>(before: unknown, next: T): T {
  if (Object.is(before, next)) return next;
  if (Array.isArray(before) && Array.isArray(next)) return steadyList(before, next) as T;
  if (isPlain(before) && isPlain(next)) return steadyFields(before, next) as T;
  if (typeof before === 'function' && typeof next === 'function') return before as T;
  return next;
}

/** `steady` with a memory for the value of before. */
export function createSteady<T>(): (next: T) => T {
  let last: T | undefined;
  return (next) => (last = steady(last, next));
}

/** `steadyById` with a memory for the list of before. */
export function createSteadyList<T extends { readonly id: string }>(): (next: readonly T[]) => readonly T[] {
  let last: readonly T[] = [];
  return (next) => (last = steadyById(last, next));
}

/** The same for lists whose entries have ids: an entry is compared with that of the same id, wherever it stood. */
export function steadyById<T extends { readonly id: string }>(before: readonly T[], next: readonly T[]): readonly T[] {
  const known = new Map(before.map((each) => [each.id, each]));
  const merged = next.map((each) => steady(known.get(each.id), each));
  return merged.length === before.length && merged.every((each, index) => each === before[index]) ? before : merged;
}
