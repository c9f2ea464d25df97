import type { Remedy } from './remedy';

/** Something about a value of the design: a closed id, where it is, and words that a person can act on. */
export interface Problem {
  /** `tls/public-domain`: which rule, for tests and for help pages. */
  readonly id: string;
  /** Path into the design, e.g. `['services', 'traefik', 'httpPort']`. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** An error when left out. A warning is something to think about: the design is valid and can be exported. */
  readonly severity?: 'warning';
  /** Each of them by itself makes the rule hold; the likeliest first. */
  readonly remedies?: readonly Remedy[];
}
