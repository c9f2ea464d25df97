import type { Container, Stack } from './stack';
import { must } from './run';

/**
 * The one list of what may differ, each with its reason. Anything not named here holds for every container.
 */
export const exceptions = {
  /** Who holds the Docker socket, which belongs to root, is uid 0 without any capability. */
  rootWithoutCapabilities: (container: Container) => container.Mounts.some(({ Source }) => Source.endsWith('docker.sock')),
  /** Who may hold the socket at all: Traefik in the default design, else the proxy in front of it (C18). */
  socketHolders: ['traefik', 'traefik-socket-proxy'],
  /** Writes nothing but into its volume. */
  withoutTmp: ['valkey'],
  /** Ends on its own: nothing to restart, nothing to ask for health. */
  oneShot: ['django-migrate', 'traefik-certificates'],
};

const isNumericNonRoot = (user: string) => /^[1-9]\d*(:[1-9]\d*)?$/.test(user);
const isOneShot = (service: string) => exceptions.oneShot.includes(service);

/** What Docker says about the container that S11 and section A of the hardening list do not allow. */
export function complaintsAboutContainer(service: string, container: Container): string[] {
  const { Config, HostConfig, Mounts } = container;
  const complaints: string[] = [];
  const must = (holds: boolean, complaint: string) => holds || complaints.push(`${service}: ${complaint}`);
  must(isNumericNonRoot(Config.User) || exceptions.rootWithoutCapabilities(container), `user is "${Config.User}"`);
  must(HostConfig.ReadonlyRootfs, 'the root file system can be written to');
  must((HostConfig.CapDrop ?? []).includes('ALL'), `cap_drop is ${JSON.stringify(HostConfig.CapDrop)}`);
  must((HostConfig.CapAdd ?? []).length === 0, `cap_add is ${JSON.stringify(HostConfig.CapAdd)}`);
  must((HostConfig.SecurityOpt ?? []).some((option) => /^no-new-privileges(:true|=true)?$/.test(option)), `security_opt is ${JSON.stringify(HostConfig.SecurityOpt)}`);
  must(!(HostConfig.SecurityOpt ?? []).some((option) => option.includes('unconfined')), 'seccomp or AppArmor is off');
  must(!HostConfig.Privileged, 'is privileged');
  for (const mode of ['NetworkMode', 'PidMode', 'IpcMode', 'UTSMode', 'UsernsMode'] as const) must(HostConfig[mode] !== 'host', `${mode} is host`);
  must(HostConfig.Memory > 0, 'has no memory limit');
  must(HostConfig.MemorySwap === HostConfig.Memory, `may swap: memory ${HostConfig.Memory}, with swap ${HostConfig.MemorySwap}`);
  must(HostConfig.NanoCpus > 0, 'has no CPU limit');
  must((HostConfig.PidsLimit ?? 0) > 0, 'has no limit of processes');
  must((HostConfig.Ulimits ?? []).some(({ Name }) => Name === 'nofile'), 'has no limit of open files');
  must(isOneShot(service) ? HostConfig.RestartPolicy.Name === 'no' : ['unless-stopped', 'on-failure'].includes(HostConfig.RestartPolicy.Name), `restart is ${HostConfig.RestartPolicy.Name}`);
  must(rotates(HostConfig.LogConfig), `logging is ${JSON.stringify(HostConfig.LogConfig)}`);
  must(isOneShot(service) || (Config.Healthcheck?.Test.length ?? 0) > 1, 'has no health check');
  must(!/:latest$/.test(Config.Image) || !Config.Image.includes('/'), `image is ${Config.Image}`);
  complaints.push(...aboutMounts(service, HostConfig.Tmpfs ?? {}, Mounts));
  return complaints;
}

const rotates = ({ Type, Config }: Container['HostConfig']['LogConfig']) => ['local', 'json-file'].includes(Type) && 'max-size' in Config && 'max-file' in Config;

function aboutMounts(service: string, tmpfs: Record<string, string>, mounts: Container['Mounts']): string[] {
  const complaints: string[] = [];
  if (!('/tmp' in tmpfs) && !exceptions.withoutTmp.includes(service)) complaints.push(`${service}: has no tmpfs on /tmp`);
  for (const [place, options] of Object.entries(tmpfs)) {
    const missing = ['noexec', 'nosuid', 'nodev', 'size='].filter((option) => !options.split(',').some((one) => one === option || (option.endsWith('=') && one.startsWith(option))));
    if (missing.length > 0) complaints.push(`${service}: tmpfs ${place} (${options}) lacks ${missing.join(' ')}`);
  }
  for (const { Type, Source, Destination, RW } of mounts) {
    if (Type === 'bind' && RW) complaints.push(`${service}: ${Destination} of the host can be written to`);
    if (Source.endsWith('docker.sock') && !exceptions.socketHolders.includes(service)) complaints.push(`${service}: has the Docker socket`);
  }
  return complaints;
}

/** Who the processes of a running container really are, as the host's kernel sees them. */
export async function processUsers(container: Container): Promise<{ uid: string; command: string }[]> {
  const { stdout } = await must('docker', ['top', container.Name.slice(1), '-eo', 'pid,uid,args']);
  return stdout.trim().split('\n').slice(1).map((line) => {
    const [, uid = '', ...command] = line.trim().split(/\s+/);
    return { uid, command: command.join(' ') };
  });
}

/** The kernel's view of PID 1: effective and bounding capabilities, and whether privileges can be gained. */
export async function kernelStatus(stack: Stack, service: string): Promise<Record<string, string>> {
  const { stdout } = await stack.exec(service, ['cat', '/proc/1/status']);
  return Object.fromEntries(stdout.split('\n').map((line) => line.split(':').map((part) => part.trim()) as [string, string]));
}
