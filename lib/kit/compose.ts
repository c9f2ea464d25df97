import type { Text } from './text';

/** What a service runs as, in the field's terms; only the generator's writer turns it into YAML. */
export interface ComposeService {
  readonly image?: Text;
  readonly build?: Build;
  /** Fixed name of the container; left out where a service may be scaled. */
  readonly containerName?: Text;
  readonly user?: string;
  readonly entrypoint?: readonly Text[];
  readonly command?: readonly Text[];
  readonly environment?: Readonly<Record<string, Text>>;
  readonly ports?: readonly Port[];
  readonly mounts?: readonly Mount[];
  readonly tmpfs?: readonly Tmpfs[];
  /** Kernel privileges that it needs in spite of the design's hardening. */
  readonly capabilities?: readonly string[];
  /** It cannot do with a file system that is read-only. */
  readonly writable?: true;
  /** `none`: the image's own is switched off too. */
  readonly healthcheck?: Healthcheck | 'none';
  readonly resources: Resources;
  readonly labels?: Readonly<Record<string, Text>>;
  /** Beyond those that connections ask for. */
  readonly dependsOn?: Readonly<Record<string, WaitFor>>;
  /** Beyond those that connections ask for. */
  readonly networks?: readonly string[];
  /** Has no network at all, not even the stack's. */
  readonly offline?: true;
  /** Anybody may call it by its name: it is on the network of the applications, whatever its connections are. */
  readonly reachable?: true;
  /** Calls the internet by itself: gets a way out where its networks have none. */
  readonly egress?: true;
  /** `job` runs once and must not be restarted. */
  readonly lifecycle?: 'service' | 'job';
  /** Seconds between SIGTERM and SIGKILL. Compose's own default is 10. */
  readonly stopGraceSeconds?: number;
  /** A comment above the service, and above single keys of it. */
  readonly note?: string;
  readonly notes?: Readonly<Record<string, string>>;
}

export type WaitFor = 'healthy' | 'started' | 'completed';

export interface Build {
  readonly context: string;
  readonly args?: Readonly<Record<string, Text>>;
}

export interface Port {
  /** TCP when left out. */
  readonly protocol?: 'udp';
  /** Address of the host; all of them when left out. */
  readonly address?: Text;
  readonly host: Text;
  readonly container: number | Text;
}

export type Mount =
  | { readonly kind: 'bind'; readonly source: string; readonly target: string; readonly readOnly: boolean }
  | { readonly kind: 'volume'; readonly source: string; readonly target: string; readonly readOnly?: true };

export interface Tmpfs {
  readonly path: string;
  readonly sizeMb: number;
  /** Numeric owner; root when left out. */
  readonly uid?: number;
  /** Octal, e.g. `0700`; 1777 when left out. */
  readonly mode?: string;
}

export interface Healthcheck {
  readonly test: readonly Text[];
  readonly intervalSeconds?: number;
  readonly timeoutSeconds?: number;
  readonly retries?: number;
  readonly startPeriodSeconds?: number;
}

export interface Resources {
  readonly memoryMb: number;
  readonly cpus: number;
  readonly pids: number;
}

/**
 * What a container is while its code is being worked on, laid over what it is otherwise. The code is mounted, read-only:
 * the `sync` of `docker compose watch` fails for users that are a number with a group (docker/compose issue 12467), and
 * would need a file system that can be written to.
 */
export interface Development extends Partial<Pick<ComposeService, 'user' | 'command' | 'environment' | 'ports' | 'mounts' | 'healthcheck' | 'resources' | 'note' | 'notes'>> {
  /** Stage of its Dockerfile, where the image for production lacks something. */
  readonly target?: string;
  /** What its published port shows, as the README tells it. */
  readonly shows?: string;
  /** Files and folders of the host after whose change the image is built anew (`develop.watch`). */
  readonly rebuildOn?: readonly string[];
}

/** What a service adds to the compose file. */
export interface ComposeContribution {
  /** None where the service is somebody else's container, which this stack only speaks to. */
  readonly service?: ComposeService;
  /** Helpers that belong to it, named `<id>-…`: one-shot jobs, side-cars. */
  readonly companions?: Readonly<Record<string, ComposeService>>;
  /** By container: the service itself and its helpers. Only `development.docker.yml` has it. */
  readonly development?: Readonly<Record<string, Development>>;
  /** Networks of its own, beyond the stack's; all of them `internal`. */
  readonly networks?: Readonly<Record<string, string>>;
}
