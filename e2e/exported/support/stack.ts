import { appendFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Design } from '../designs';
import { Client } from './http';
import { pulledImages } from './images';
import { must, run, type Outcome, type RunOptions } from './run';

/** What Docker says about a container; only what is asserted. */
export interface Container {
  Name: string;
  Image: string;
  State: { Status: string; ExitCode: number; OOMKilled: boolean; Health?: { Status: string; Log: { ExitCode: number; Output: string }[] | null } };
  RestartCount: number;
  Mounts: { Type: string; Source: string; Destination: string; RW: boolean }[];
  Config: {
    User: string;
    Env: string[];
    Image: string;
    Labels: Record<string, string>;
    Healthcheck?: { Test: string[] };
    StopTimeout?: number;
  };
  HostConfig: {
    PortBindings: Record<string, { HostIp: string; HostPort: string }[]> | null;
    ReadonlyRootfs: boolean;
    Privileged: boolean;
    CapAdd: string[] | null;
    CapDrop: string[] | null;
    SecurityOpt: string[] | null;
    NetworkMode: string;
    PidMode: string;
    IpcMode: string;
    UTSMode: string;
    UsernsMode: string;
    Memory: number;
    MemorySwap: number;
    NanoCpus: number;
    PidsLimit: number | null;
    Ulimits: { Name: string; Hard: number; Soft: number }[] | null;
    Tmpfs?: Record<string, string>;
    LogConfig: { Type: string; Config: Record<string, string> };
    RestartPolicy: { Name: string; MaximumRetryCount: number };
    Init?: boolean;
  };
  NetworkSettings: { Networks: Record<string, { IPAddress: string; GlobalIPv6Address: string; Gateway: string }> };
}

/** One exported stack on disk and, once booted, on the engine. */
export class Stack {
  constructor(
    readonly design: Design,
    readonly dir: string,
  ) {}

  get project() {
    return this.design.project;
  }

  file(name: string) {
    return path.join(this.dir, name);
  }

  read(name: string) {
    return readFile(this.file(name), 'utf8');
  }

  /** A person's client from this machine. */
  https() {
    return new Client({ scheme: 'https', host: this.design.domain, port: this.design.httpsPort });
  }

  http() {
    return new Client({ scheme: 'http', host: this.design.domain, port: this.design.httpPort });
  }

  /** Plain `docker compose …` in the folder, as the README has it: no -f, no -p. */
  async compose(args: string[], options: RunOptions = {}): Promise<Outcome> {
    const outcome = await run('docker', ['compose', '--ansi', 'never', ...args], { cwd: this.dir, timeoutMs: 600_000, ...options });
    if (args[0] === 'up' && args.includes('--build') && outcome.code === 0) await this.note();
    return outcome;
  }

  /** For docs/verified.md: what has been booted together. */
  private async note(): Promise<void> {
    const facts = process.env.STACK_FACTS;
    if (facts) await appendFile(facts, `${JSON.stringify({ project: this.project, images: await pulledImages(this) })}\n`);
  }

  mustCompose(args: string[], options: RunOptions = {}): Promise<Outcome> {
    return must('docker', ['compose', '--ansi', 'never', ...args], { cwd: this.dir, timeoutMs: 600_000, ...options });
  }

  /** Runs a program inside a service's container. */
  exec(service: string, command: string[], options: RunOptions & { user?: string } = {}): Promise<Outcome> {
    return this.compose(['exec', '-T', ...(options.user ? ['--user', options.user] : []), service, ...command], options);
  }

  script(name: string, args: string[] = [], options: RunOptions = {}): Promise<Outcome> {
    return run(this.file(`scripts/${name}`), args, { cwd: this.dir, timeoutMs: 300_000, ...options });
  }

  /** Compose's own reading of `.env`. */
  async environment(): Promise<Record<string, string>> {
    const { stdout } = await this.mustCompose(['config', '--environment']);
    const own = new Set([...(await this.read('.env')).matchAll(/^(?:export )?([A-Za-z_]\w*)=/gm)].map((match) => match[1]));
    const lines = stdout.split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const);
    return Object.fromEntries(lines.filter(([name]) => own.has(name)));
  }

  async containers(): Promise<Map<string, Container>> {
    // Images that compose builds carry the project's label too, and so does whatever else is started from them.
    const own = ['--filter', `label=com.docker.compose.project=${this.project}`, '--filter', 'label=com.docker.compose.config-hash'];
    const ids = (await must('docker', ['ps', '-aq', ...own])).stdout.split('\n').filter(Boolean);
    if (ids.length === 0) return new Map();
    const found = JSON.parse((await must('docker', ['inspect', ...ids])).stdout) as Container[];
    return new Map(found.map((one) => [one.Config.Labels['com.docker.compose.service'] ?? one.Name, one] as const).sort(([a], [b]) => a.localeCompare(b)));
  }

  async container(service: string): Promise<Container> {
    const found = (await this.containers()).get(service);
    if (!found) throw new Error(`${this.project} has no container for ${service}`);
    return found;
  }

  async logs(service: string, args: string[] = []): Promise<string> {
    const { stdout, stderr } = await this.mustCompose(['logs', '--no-color', '--no-log-prefix', ...args, service]);
    return stdout + stderr;
  }

  /** The network that Traefik shares with what it routes to. */
  async edgeNetwork(): Promise<string> {
    const [traefik, api] = await Promise.all([this.container('traefik'), this.container('api')]);
    const shared = Object.keys(traefik.NetworkSettings.Networks).find((name) => name in api.NetworkSettings.Networks);
    if (!shared) throw new Error('traefik and api share no network');
    return shared;
  }
}
