import type { Account, Capability, Need, Offer, Route, Toggle } from './capabilities';

/**
 * A flow between two services. Diagram, start order, networks, URLs and the edge's routers are all views of the
 * one list of connections.
 */
export interface Connection {
  /** `api>postgres:sql`; for a route `traefik>api:api`. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly capability: Capability;
  /** What flows, for the chip on the diagram: `/api → 8000`, `sql → 5432`. */
  readonly label: string;
  readonly active: boolean;
  /** Which field of which service switches it; a connection without one cannot be cut. */
  readonly toggle?: Toggle & { readonly service: string };
  readonly offer?: Offer;
  readonly account?: Account;
  readonly tells?: Need['tells'];
  readonly route?: Route;
}
