// Where the export stands beside the specification's own snippets, figure by figure, and why where it is behind.

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

export interface Standing extends Figure {
  /** The same figure of the snippets; null where they have no such thing. */
  readonly snippets: number | null;
  readonly verdict: '' | 'ahead' | 'equal' | 'behind';
  readonly why?: string;
}

/** What the export pays with each figure. A figure that is behind and not here has no reason, and is to be mended. */
const REASONS: Readonly<Record<string, string>> = {
  'build without cached layers': 'it compiles a React application from TypeScript and installs every package against its hash; the snippets copy one static page and install without hashes',
  'image of django': 'drf, the PostgreSQL driver and static files that the snippets do not have',
  'image of api': 'sign-in, the database driver and metrics that the snippets do not have',
  'memory at rest': 'two API workers that share their limits, pgAdmin and a token cleaner that the snippets do not run',
  'page: requests per second': 'each answer carries the whole set of security headers and is compressed',
  'page: 99th percentile': 'each answer carries the whole set of security headers and is compressed',
  '/api/health: requests per second': 'each request gets an id, a log line, a count and a rate limit; the snippets answer a constant',
  '/api/health: 99th percentile': 'each request gets an id, a log line, a count and a rate limit; the snippets answer a constant',
};

/** Requests per second are better when there are more; seconds, bytes and milliseconds when there are fewer. */
function verdictOf({ unit, value }: Figure, other: number): 'ahead' | 'equal' | 'behind' {
  if (value === other) return 'equal';
  return value > other === (unit === '/s') ? 'ahead' : 'behind';
}

/** Each figure of the export beside that of the snippets. */
export function compared(ours: readonly Figure[], theirs: readonly Figure[]): Standing[] {
  const others = new Map(theirs.map(({ name, value }) => [name, value]));
  return ours.map((figure) => {
    const other = others.get(figure.name);
    if (other === undefined) return { ...figure, snippets: null, verdict: '' };
    const verdict = verdictOf(figure, other);
    return { ...figure, snippets: other, verdict, ...(verdict === 'behind' ? { why: REASONS[figure.name] ?? 'no reason is known: to be mended' } : {}) };
  });
}
