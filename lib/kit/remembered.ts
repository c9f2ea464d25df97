/**
 * A pure function of an object that is called once for each: what it gave is kept for as long as the object lives.
 * Designs and what is made of them are never changed in place, so the same object has the same answer.
 */
export function oncePer<K extends object, R>(make: (key: K) => R): (key: K) => R {
  const known = new WeakMap<K, { readonly result: R }>();
  return (key) => {
    const found = known.get(key);
    if (found) return found.result;
    const result = make(key);
    known.set(key, { result });
    return result;
  };
}

/** The same for a function of two objects. */
export function oncePerPair<K extends object, L extends object, R>(make: (key: K, other: L) => R): (key: K, other: L) => R {
  const ofKey = oncePer((key: K) => oncePer((other: L) => make(key, other)));
  return (key, other) => ofKey(key)(other);
}

/**
 * What was made of texts, by the text. When `most` are known all are forgotten: what is in use comes back at once.
 */
export class Memory<R> {
  private readonly known = new Map<string, R>();

  constructor(private readonly most: number) {}

  of(key: string, make: () => R): R {
    const found = this.known.get(key);
    if (found !== undefined) return found;
    const made = make();
    if (this.known.size >= this.most) this.known.clear();
    this.known.set(key, made);
    return made;
  }
}
