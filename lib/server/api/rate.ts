/** Requests of one client. */
export interface Rate {
  readonly perMinute: number;
  /** As many at once, after a pause. */
  readonly burst: number;
}

interface Bucket {
  tokens: number;
  /** When they were counted: milliseconds. */
  at: number;
}

/** Clients that are remembered; the one that was longest away is forgotten first. */
const MOST_CLIENTS = 10_000;

/** A bucket of tokens for each client, which fills up again with time. */
export class RateLimit {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly rate: Rate,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Takes a token; without one: after how many seconds there is one again. */
  take(client: string): number | undefined {
    const { perMinute, burst } = this.rate;
    const now = this.now();
    const last = this.buckets.get(client) ?? { tokens: burst, at: now };
    const tokens = Math.min(burst, last.tokens + ((now - last.at) * perMinute) / 60_000);
    const enough = tokens >= 1;
    this.buckets.delete(client);
    this.buckets.set(client, { tokens: enough ? tokens - 1 : tokens, at: now });
    const [oldest] = this.buckets.keys();
    if (this.buckets.size > MOST_CLIENTS && oldest !== undefined) this.buckets.delete(oldest);
    return enough ? undefined : Math.max(1, Math.ceil(((1 - tokens) * 60) / perMinute));
  }
}

/** An IPv6 client has a network of 64 bits to choose addresses from: it counts as one. */
function networkOf(address: string): string {
  const [left = '', right] = address.split('::');
  const before = left === '' ? [] : left.split(':');
  const after = right === undefined || right === '' ? [] : right.split(':');
  const zeros = right === undefined ? [] : Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...zeros, ...after].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, '')).join(':');
}

/** The one client that all are, while nobody can be believed about who asks. */
const EVERYBODY = '';

/**
 * Who asks, by what `proxies` proxies in front have added to `X-Forwarded-For`, each at its end. What stands before is
 * the client's own word. Without a proxy all of it is, and everybody counts as one client.
 */
export function clientOf(request: Request, proxies: number): string {
  if (proxies === 0) return EVERYBODY;
  const hops = (request.headers.get('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim());
  const address = hops.at(-proxies) ?? hops[0] ?? '';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return mapped ?? (address.includes(':') ? networkOf(address) : address);
}
