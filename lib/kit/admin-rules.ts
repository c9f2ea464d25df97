import { forwardsTo, inField, type Hit, type ServiceRule } from './audit';
import type { Exposure, Guarded } from './exposure';
import { references } from './references';

interface AdminFields<C> {
  /** Begins the ids of the rules: `pgadmin/`, `traefik/dashboard-`. */
  readonly prefix: string;
  readonly title: string;
  readonly exposure: keyof C;
  readonly allow: keyof C;
  /** A page of the edge itself, which is behind no container. */
  readonly isEdge?: true;
}

/** Rules about a page for administrators, which has two fields: what guards it, and the addresses that may come. */
export function adminRules<C extends object>({ prefix, title, exposure: field, allow, isEdge }: AdminFields<C>): ServiceRule<C>[] {
  const ways = (exposure: Exposure, id: string, guards: readonly Guarded[], words: string): Hit[] =>
    forwardsTo(exposure, isEdge ? exposure.edge : id)
      .filter(({ guard }) => guards.includes(guard))
      .map(({ path, where }) => ({ where, what: `${title} is at ${path}, ${words}.`, key: path }));
  const set = (value: string) => ({ [field]: value }) as unknown as Partial<C>;
  return [
    {
      id: `${prefix}open`,
      severity: 'high',
      title: `${title} is open to the world`,
      why: 'Whoever finds it has only its own log-in before them, and one hole in it is enough.',
      reference: references.authentication,
      find: (exposure, id) => ways(exposure, id, ['open', 'app login'], 'and nothing at the edge stands in front of it'),
      fix: { label: 'Stop routing it', change: () => set('none') },
    },
    {
      id: `${prefix}password-only`,
      severity: 'medium',
      title: `${title} has a password in front of it, and no list of addresses`,
      why: 'The whole internet may try passwords, and reuse one that leaked elsewhere.',
      reference: references.authentication,
      find: (exposure, id) => ways(exposure, id, ['basic-auth'], 'behind a password alone'),
      fix: {
        label: 'Ask for a known address too',
        // Where none is named, only a person knows one.
        change: (config) => ((config[allow] as readonly string[]).length > 0 ? set('both') : undefined),
      },
      byHand: { words: 'Ask for both, and name the addresses that you come from; or stop routing it.', at: inField(String(field)) },
    },
    {
      id: `${prefix}allowlist-only`,
      severity: 'low',
      title: `${title} has a list of addresses in front of it, and no password`,
      why: 'Everybody behind an allowed address gets to it: a whole office, or whoever took over one machine there.',
      reference: references.authentication,
      find: (exposure, id) => ways(exposure, id, ['allowlist'], 'behind a list of addresses alone'),
      fix: {
        label: 'Ask for a password too',
        // A shared edge cannot read one from a file.
        change: (_config, { facts, exposure }) => (exposure.edge === undefined && facts.hardening.secrets === 'files' ? undefined : set('both')),
      },
      byHand: { words: "Keep the secrets in .env first, or have a Traefik of the stack's own: that of the host cannot read a password from a file.", at: inField('secrets', 'hardening') },
    },
  ];
}
