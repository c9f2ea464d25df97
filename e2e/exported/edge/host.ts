import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { must, run } from '../support/run';

export const NETWORK = 'b2e-host-edge';
export const PORTS = { http: 22_180, https: 22_143 };

const configuration = {
  global: { checkNewVersion: false, sendAnonymousUsage: false },
  log: { level: 'WARN', format: 'json' },
  entryPoints: { web: { address: ':8080' }, websecure: { address: ':8443' } },
  // Other tests may have stacks on this engine, with an own Traefik each.
  providers: { docker: { exposedByDefault: false, network: NETWORK, constraints: 'LabelRegex(`com.docker.compose.project`, `^b2e-host-`)' } },
};

const compose = {
  name: 'b2e-host-traefik',
  services: {
    traefik: {
      image: 'traefik:v3.7.13',
      ports: [`127.0.0.1:${PORTS.http}:8080`, `127.0.0.1:${PORTS.https}:8443`],
      volumes: ['/var/run/docker.sock:/var/run/docker.sock:ro', './traefik.yml:/etc/traefik/traefik.yml:ro'],
      networks: ['edge'],
    },
  },
  networks: { edge: { name: NETWORK } },
};

/** What a host has for all its stacks: one Traefik with its own certificate, on a network that stacks join. */
export class HostTraefik {
  private constructor(private readonly dir: string) {}

  static async start(): Promise<HostTraefik> {
    const host = new HostTraefik(await mkdtemp(path.join(os.tmpdir(), 'base2-host-')));
    await writeFile(path.join(host.dir, 'compose.yml'), JSON.stringify(compose));
    await writeFile(path.join(host.dir, 'traefik.yml'), JSON.stringify(configuration));
    await must('docker', ['compose', 'up', '-d', '--wait'], { cwd: host.dir });
    return host;
  }

  /** Its warnings and errors, but for advice that Traefik 3.7 gives once at every start, about paths and headers. */
  async complaints(): Promise<string[]> {
    const { stdout, stderr } = await must('docker', ['compose', 'logs', '--no-color', '--no-log-prefix', 'traefik'], { cwd: this.dir });
    return `${stdout}${stderr}`.split('\n').filter((line) => line !== '' && !/encoded-characters-configuration|aliasHeadersStrategy/i.test(line));
  }

  async remove(): Promise<void> {
    await run('docker', ['compose', 'down', '--volumes', '--timeout', '5'], { cwd: this.dir });
    await rm(this.dir, { recursive: true, force: true });
  }
}
