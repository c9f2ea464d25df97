import { covering, type Covering } from './covering';
import type { Option } from './model';
import { callers } from './picks';
import { breaks, constrained } from './rules';

/** Small differences in the table give other designs; the same table gives the same. */
const SEED = 20_261;

/**
 * Values of designs that start here by themselves: TLS without an authority of the internet or a proxy of the owner,
 * no image that only a registry has, no proxy or Traefik in front, and page and API for who asks here (`edge/` boots those).
 */
const BOOTED: Record<string, readonly unknown[]> = {
  'tls.mode': ['local', 'files'],
  'services.mailpit': [false],
  'project.inFront': ['none'],
  'services.traefik.entry': ['own'],
  'services.traefik.siteAllow': [[], callers],
  'services.traefik.apiAllow': [[], callers],
};
const isAmong = (list: readonly unknown[], value: unknown) => list.some((one) => JSON.stringify(one) === JSON.stringify(value));

/** One covering array of designs that are booted, over what can be booted here, and one over everything. */
export function arraysOf(options: readonly Option[]): { booted: Covering; others: Covering } {
  const arrayOf = (only: Record<string, readonly unknown[]>) => {
    const factors = options.map(({ path, values, within }) => ({ name: path, values: values.filter((value) => isAmong(only[path] ?? [value], value)), within }));
    return covering(factors, breaks, constrained, SEED);
  };
  return { booted: arrayOf(BOOTED), others: arrayOf({}) };
}
