/** Something wrong with a value of the design: a closed id, where it is, and words that a person can act on. */
export interface Problem {
  /** `tls/public-domain`: which rule, for tests and for help pages. */
  readonly id: string;
  /** Path into the design, e.g. `['services', 'traefik', 'httpPort']`. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}
