export type Path = readonly (string | number)[];

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** What stands at `path`, or undefined where the path leads nowhere. */
export function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const key of path) {
    if (!isRecord(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

/** A copy of `root` with `value` at `path`; what is not on the path is shared with the original. */
export function withValue<T>(root: T, path: Path, value: unknown): T {
  const [key, ...rest] = path;
  if (key === undefined) return value as T;
  const inner = isRecord(root) && Object.hasOwn(root, key) ? root[key] : undefined;
  const next = withValue(inner ?? {}, rest, value);
  if (Array.isArray(root)) return Object.assign([...root], { [key]: next }) as T;
  return { ...(isRecord(root) ? root : {}), [key]: next } as T;
}

/** A copy of `root` without the key that `path` ends in. */
export function withoutValue<T>(root: T, path: Path): T {
  const parent = path.slice(0, -1);
  const last = path.at(-1);
  const holder = valueAt(root, parent);
  if (last === undefined || !isRecord(holder) || !Object.hasOwn(holder, last)) return root;
  const { [last]: _, ...kept } = holder;
  return withValue(root, parent, kept);
}

export function samePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((key, index) => key === b[index]);
}

export function startsWith(path: Path, prefix: Path): boolean {
  return prefix.length <= path.length && prefix.every((key, index) => key === path[index]);
}
