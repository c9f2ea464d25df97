import type { ComposeService } from './compose';
import type { Context } from './service';
import type { Text } from './text';

/**
 * What services give to each other. Services never name each other: one offers a capability, another needs it.
 * `edge` is the entry from the internet; what it forwards are routes. `network` is where they meet in a design that
 * splits its networks; `label` is what flows, on the line between two services.
 */
export const capabilities = {
  edge: { title: 'Public entry', label: 'http', network: 'main', waitFor: undefined },
  site: { title: 'Web page', label: 'http', network: 'main', waitFor: undefined },
  accounts: { title: 'Accounts', label: 'http', network: 'app', waitFor: 'healthy' },
  sql: { title: 'SQL', label: 'sql', network: 'data', waitFor: 'healthy' },
  cache: { title: 'Cache', label: 'cache', network: 'data', waitFor: 'healthy' },
  program: { title: 'Program', label: 'same code', network: 'data', waitFor: 'healthy' },
  mail: { title: 'Mail', label: 'smtp', network: 'app', waitFor: undefined },
} as const;

export type Capability = keyof typeof capabilities;

/** All but the entry from the internet: what a service can be told to call. */
export const callable = (Object.keys(capabilities) as Capability[]).filter((capability) => capability !== 'edge');

export interface Offer {
  readonly capability: Capability;
  readonly port: number;
  /** The same port as the variable that the exported stack reads. */
  readonly portText: Text;
  /** More that a consumer must know, e.g. `database`. */
  readonly details?: Readonly<Record<string, Text>>;
  /** The same as they stand in this design, for files in which no variable is filled in. */
  readonly literals?: Readonly<Record<string, string>>;
  /** Where the program itself is offered: the container that runs it, with the accounts of whoever runs it. */
  readonly program?: (runner: Context) => ComposeService;
  /** The field that names the offer's own account; no consumer may log in under that name. */
  readonly ownerField?: string;
}

/** How a person switches something on and off: a field of the service's own configuration. */
export interface Toggle {
  readonly field: string;
  readonly on: unknown;
  readonly off: unknown;
}

export interface Need {
  readonly capability: Capability;
  readonly active: boolean;
  /** Without a toggle the connection belongs to the service and cannot be cut. */
  readonly toggle?: Toggle;
  /** The account that the consumer logs in with, where the capability has accounts. */
  readonly account?: Account;
  /** The consumer also works in a design where nobody offers it. */
  readonly optional?: true;
  /** What whoever offers it must be told of this consumer, as variables of its own container. */
  readonly tells?: Readonly<Record<string, Text>>;
}

export interface Account {
  readonly role: string;
  /** Name of the secret. */
  readonly password: string;
  /** What the account is for, where the offer grants no more than that. */
  readonly uses?: readonly Use[];
}

/** Purposes of an account in a cache; the keys of each begin with its name and a colon. */
export type Use = 'cache' | 'limit' | 'queue';

/** A path of the site that the edge forwards to a service. */
export interface Route {
  /** Name of the router and of the service behind it. */
  readonly id: string;
  /** `custom`: to a container that is not ours to know. */
  readonly kind: 'site' | 'api' | 'admin' | 'custom';
  /** Shown to people and matched as a prefix. */
  readonly path: string;
  /** The field in which a person chose the path. */
  readonly pathField?: string;
  readonly pathText: Text;
  readonly port: number;
  readonly portText: Text;
  readonly active: boolean;
  readonly toggle?: Toggle;
  /** Of several routes for one path the highest rank is forwarded; 0 when left out. */
  readonly rank?: number;
  readonly guard?: Guard;
  /** The service behind it does not see the path that it is routed at. */
  readonly stripPath?: boolean;
  /** Content-Security-Policy of its own, where the site's does not fit. */
  readonly csp?: string;
}

/** Who may pass. Both at once when both are set. */
export interface Guard {
  /** CIDR ranges of client addresses. */
  readonly allow?: readonly string[];
  readonly basicAuth: boolean;
}
