/** Where something stands in the files of an export; lines count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

export type Path = readonly (string | number)[];

/** A YAML file of an export, parsed once; it knows the line of everything in it. */
export interface Source {
  readonly path: string;
  readonly data: unknown;
  /** The place of the key at this path, or of the nearest one around it that there is. */
  place(path: Path): Place;
}

/** A line of `.env`, with the references in it filled in. */
export interface Setting {
  readonly value: string;
  readonly where: Place;
}

/** What the compose file says of a container, merge keys resolved; texts as they stand there. */
export interface ComposeData {
  readonly image?: string;
  readonly build?: { readonly context?: string; readonly args?: Readonly<Record<string, string>> };
  readonly user?: string;
  readonly command?: readonly string[];
  readonly restart?: string;
  readonly read_only?: boolean;
  readonly privileged?: boolean;
  readonly cap_drop?: readonly string[];
  readonly cap_add?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly environment?: Readonly<Record<string, unknown>>;
  readonly secrets?: readonly string[];
  readonly depends_on?: Readonly<Record<string, unknown>> | readonly string[];
  readonly ports?: readonly { readonly target?: number | string; readonly published?: number | string; readonly host_ip?: string; readonly protocol?: string }[];
  readonly volumes?: readonly { readonly type?: string; readonly source?: string; readonly target?: string; readonly read_only?: boolean }[];
  readonly networks?: readonly string[] | Readonly<Record<string, unknown>>;
  readonly network_mode?: string;
  readonly healthcheck?: { readonly disable?: boolean; readonly test?: readonly string[] | string };
  readonly mem_limit?: string;
  readonly cpus?: number;
  readonly pids_limit?: number;
  readonly labels?: Readonly<Record<string, unknown>>;
}

/** A port of the host that leads into a container. */
export interface PublishedPort {
  readonly host: number;
  readonly container: number;
  readonly protocol: 'tcp' | 'udp';
  /** Address of the host; all of them when empty. */
  readonly address: string;
  /** Only programs on the host itself get there. */
  readonly local: boolean;
  readonly where: Place;
}

export interface RunningService {
  readonly id: string;
  readonly data: ComposeData;
  /** Variables of the container with their values; those that are secrets, too: never show one. */
  readonly environment: Readonly<Record<string, string>>;
  readonly networks: readonly string[];
  readonly ports: readonly PublishedPort[];
  /** Ends when it has done its work. */
  readonly job: boolean;
  /** Place of a key of it in the compose file. */
  place(...path: (string | number)[]): Place;
}

export interface Network {
  readonly id: string;
  /** No way out of it. */
  readonly internal: boolean;
  /** Made outside of this stack; others are on it too. */
  readonly external: boolean;
  readonly members: readonly string[];
  readonly where: Place;
}

/** A door of the edge. */
export interface EntryPoint {
  readonly name: string;
  /** Port inside the container of the edge; unknown where the edge is the host's. */
  readonly port?: number;
  /** None: nobody outside gets there. The door of an edge that is the host's has none either, and is `external`. */
  readonly ports: readonly PublishedPort[];
  readonly external: boolean;
  readonly tls: boolean;
  readonly http3: boolean;
  /** Ranges that are believed what they say of a client. */
  readonly believes: readonly string[];
  /** Everybody is believed. */
  readonly believesAll: boolean;
  /** Asked before those of the routers. */
  readonly middlewares: readonly Middleware[];
  readonly where: Place;
}

export interface Middleware {
  readonly name: string;
  /** In lower case: `ratelimit`, `ipallowlist`. */
  readonly kind: string;
  /** Its settings; keys in lower case. */
  readonly options: Readonly<Record<string, unknown>>;
  /** What it does to a request, in one sentence with its numbers. */
  readonly says: string;
  readonly where: Place;
}

export interface Router {
  readonly name: string;
  readonly rule: string;
  /** Empty: whatever the name. */
  readonly hosts: readonly string[];
  /** `/api/**` with everything below it, `/metrics` alone; empty: every path. */
  readonly paths: readonly string[];
  /** What its rule asks for beyond them, as the end of "only where …": `the header X-Forwarded-Proto is not https`. */
  readonly when?: string;
  readonly entryPoints: readonly string[];
  readonly priority: number;
  /** In the order in which a request passes them; those of the entry point first. */
  readonly middlewares: readonly Middleware[];
  /** Its service in the language of the edge. */
  readonly backend: string;
  /** The container behind it; that of the edge itself for its own pages. */
  readonly service?: string;
  readonly port?: number;
  readonly tls: boolean;
  readonly resolver?: string;
  readonly where: Place;
}

/** One service knows the address of another. */
export interface Call {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  /** The variable that says so, or the file. */
  readonly by: string;
}

/** What stands in front of something, from outside. `app login`: nothing at the edge, but the program asks itself. */
export type Guarded = 'open' | 'allowlist' | 'basic-auth' | 'both' | 'app login';

/** Something that can be reached from outside, and the way to it. */
export interface Reached {
  readonly entry: string;
  /** Ports of the host; empty where the edge is the host's. */
  readonly ports: readonly PublishedPort[];
  readonly scheme: 'http' | 'https' | 'tcp' | 'udp';
  /** `localhost`; several with commas; `any name`. */
  readonly host: string;
  readonly path: string;
  /** What else a request has to have: see `Router`. */
  readonly when?: string;
  readonly middlewares: readonly Middleware[];
  /** `answer`: a fixed page of the edge, such as 404. */
  readonly does: 'forward' | 'redirect' | 'answer';
  readonly service?: string;
  readonly port?: number;
  readonly guard: Guarded;
  /** What that means, in one sentence. */
  readonly guardSays: string;
  /** Only programs on the host itself get there, and none of them is a proxy that brings the internet in. */
  readonly local: boolean;
  /** The router that answers in its place as long as its service is there. */
  readonly standsInFor?: string;
  readonly router?: string;
  readonly where: Place;
}

/** The whole of an export as an attacker meets it, read from its generated files alone. */
export interface Exposure {
  readonly services: readonly RunningService[];
  /** Ports that only `development.docker.yml` publishes. */
  readonly developmentPorts: readonly (PublishedPort & { readonly service: string })[];
  readonly networks: readonly Network[];
  /** The service that is the edge; none where the edge is the host's. */
  readonly edge?: string;
  readonly entryPoints: readonly EntryPoint[];
  readonly routers: readonly Router[];
  readonly calls: readonly Call[];
  readonly reached: readonly Reached[];
  readonly settings: ReadonlyMap<string, Setting>;
  /** `.env.example`, which is in the repository for everybody to read. */
  readonly example: ReadonlyMap<string, Setting>;
  /** The compose file, and the static and dynamic files that the edge reads. */
  readonly compose: Source;
  readonly staticFile?: Source;
  readonly dynamicFiles: readonly Source[];
  /** What stands in a file of `secrets/`, by name. */
  readonly secretFiles: ReadonlyMap<string, Setting>;
  /** Any other file of the export. */
  text(path: string): string | undefined;
}
