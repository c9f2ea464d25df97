import type { ComposeService, Mount, Port, Tmpfs, WaitFor } from '../kit/compose';
import type { Hardening } from '../kit/hardening';
import type { ExternalNetwork } from '../kit/service';
import type { Text } from '../kit/text';
import type { YamlValue } from '../kit/yaml-file';
import { mountSecrets } from './secret-files';

const CONDITIONS: Record<WaitFor, string> = {
  healthy: 'service_healthy',
  started: 'service_started',
  completed: 'service_completed_successfully',
};

/** What the writer knows of a service beyond its own contribution. */
export interface Surroundings {
  readonly hardening: Hardening;
  readonly networks: readonly string[];
  /** A network that is not this stack's, beside its own. */
  readonly external?: ExternalNetwork | undefined;
  readonly dependsOn: Readonly<Record<string, WaitFor>>;
  readonly labels: Readonly<Record<string, Text>>;
  /** Secrets that are files. */
  readonly secretFiles: ReadonlySet<string>;
}

export function mountOf(mount: Mount): YamlValue {
  if (mount.kind === 'volume') return { type: 'volume', source: mount.source, target: mount.target, read_only: mount.readOnly };
  return { type: 'bind', source: mount.source, target: mount.target, read_only: mount.readOnly, bind: { create_host_path: false } };
}

export function portOf({ address, host, container, protocol }: Port): YamlValue {
  return { target: container, published: host, host_ip: address, protocol: protocol ?? 'tcp' };
}

function tmpfsOf({ path, sizeMb, uid, mode }: Tmpfs): string {
  const owner = uid === undefined ? '' : `,uid=${uid},gid=${uid}`;
  return `${path}:rw,noexec,nosuid,nodev,size=${sizeMb}m,mode=${mode ?? '1777'}${owner}`;
}

export function healthcheckOf({ healthcheck: check, lifecycle }: Pick<ComposeService, 'healthcheck' | 'lifecycle'>): YamlValue | undefined {
  if (check === 'none') return { disable: true };
  // The image's own check would call a job unhealthy once it has ended.
  if (lifecycle === 'job') return { disable: true };
  return check && {
    test: [...check.test],
    interval: `${check.intervalSeconds ?? 30}s`,
    timeout: `${check.timeoutSeconds ?? 5}s`,
    retries: check.retries ?? 3,
    start_period: `${check.startPeriodSeconds ?? 20}s`,
    start_interval: '2s',
  };
}

export function limitsOf({ resources }: Pick<ComposeService, 'resources'>, { limits }: Hardening): Record<string, YamlValue> {
  if (!limits) return {};
  const memory = `${resources.memoryMb}m`;
  return { mem_limit: memory, memswap_limit: memory, cpus: resources.cpus, pids_limit: resources.pids };
}

function dependsOnOf(waits: Readonly<Record<string, WaitFor>>): YamlValue | undefined {
  const entries = Object.entries(waits).map(([id, wait]) => [id, { condition: CONDITIONS[wait] }]);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

export function nonEmpty<T extends object>(value: T | undefined): T | undefined {
  return value && Object.keys(value).length > 0 ? value : undefined;
}

/**
 * On a network that others are on too there may be somebody else's `django`. Docker asks the networks for a name by this
 * priority (Engine 28), so the stack's own come first; so does the default gateway.
 */
function joinedNetworks(service: ComposeService, { networks, external }: Surroundings): YamlValue {
  const own = [...new Set([...networks, ...(service.networks ?? [])])];
  if (!external) return own;
  return { ...Object.fromEntries(own.map((name) => [name, { gw_priority: 1 }])), [external.id]: {} };
}

/** One service as it stands in the compose file, without what all of them share. */
export function serviceNode(service: ComposeService, around: Surroundings): Record<string, YamlValue | undefined> {
  const { environment, secrets } = mountSecrets(service, around.secretFiles);
  return {
    build: service.build && { context: service.build.context, dockerfile: '.Dockerfile', args: nonEmpty({ ...service.build.args }) },
    image: service.image,
    container_name: service.containerName,
    user: service.user,
    entrypoint: service.entrypoint && [...service.entrypoint],
    command: service.command && [...service.command],
    restart: service.lifecycle === 'job' ? 'no' : undefined,
    depends_on: dependsOnOf({ ...around.dependsOn, ...service.dependsOn }),
    environment: nonEmpty({ ...environment }),
    secrets: nonEmpty([...secrets]),
    ports: service.ports?.map(portOf),
    volumes: nonEmpty(service.mounts?.map(mountOf)),
    tmpfs: nonEmpty(service.tmpfs?.map(tmpfsOf)),
    read_only: service.writable && around.hardening.readOnly ? false : undefined,
    cap_add: service.capabilities && [...service.capabilities],
    network_mode: service.offline ? 'none' : undefined,
    networks: service.offline ? undefined : joinedNetworks(service, around),
    healthcheck: healthcheckOf(service),
    stop_grace_period: service.stopGraceSeconds === undefined ? undefined : `${service.stopGraceSeconds}s`,
    ...limitsOf(service, around.hardening),
    labels: nonEmpty({ ...around.labels, ...service.labels }),
  };
}
