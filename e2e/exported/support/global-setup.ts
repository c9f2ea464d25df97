import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { designs, type Design, type DesignName } from '../designs';
import { exportDesign } from './export';
import { provideImages } from './images';
import { tell, type Outcome } from './run';
import { Stack } from './stack';

/** What the boot of a design printed; the tests judge it. */
export interface Boot {
  dir: string;
  exported: Outcome;
  up: Outcome;
  seconds: number;
  /** Logs of each service as they were when `up --wait` came back. */
  logs: Record<string, string>;
}

declare module 'vitest' {
  export interface ProvidedContext {
    boots: Record<DesignName, Boot>;
  }
}

/**
 * Exports and boots every design, one after the other and then all side by side. STACK_DIR keeps the folder and the
 * running stacks for the next run, which then starts with its first test at once.
 */
export default async function setup(project: TestProject) {
  const kept = process.env.STACK_DIR;
  const root = kept ?? (await mkdtemp(path.join(os.tmpdir(), 'base2-stack-')));
  const boots: Partial<Record<DesignName, Boot>> = {};
  const stacks: Stack[] = [];
  const takeDown = async () => {
    if (kept) return;
    for (const stack of stacks) await stack.compose(['down', '--volumes', '--remove-orphans', '--rmi', 'local', '--timeout', '10']);
    await rm(root, { recursive: true, force: true });
  };
  try {
    for (const [name, design] of Object.entries(designs) as [DesignName, Design][]) {
      const stack = new Stack(design, path.join(root, design.folder));
      stacks.push(stack);
      boots[name] = await boot(stack, root);
      console.log(`${name}: up after ${boots[name].seconds.toFixed(0)} s`);
    }
  } catch (error) {
    await takeDown();
    throw error;
  }
  project.provide('boots', boots as Record<DesignName, Boot>);
  return takeDown;
}

async function boot(stack: Stack, root: string): Promise<Boot> {
  await mkdir(root, { recursive: true });
  const fresh = !existsSync(stack.file('local.docker.yml'));
  const exported = fresh ? await exportDesign(stack.design, stack.dir, root) : unchanged;
  if (exported.code !== 0) throw new Error(tell(exported));
  if (fresh) await writeOverride(stack);
  await provideImages(stack);
  if (fresh) await stack.compose(['down', '--volumes', '--remove-orphans']);
  const from = Date.now();
  const up = await stack.compose(['up', '-d', '--build', '--wait', '--wait-timeout', '300'], { timeoutMs: 1_800_000 });
  const seconds = (Date.now() - from) / 1000;
  const logs: Record<string, string> = {};
  for (const service of (await stack.containers()).keys()) logs[service] = await stack.logs(service);
  if (up.code !== 0) throw new Error(`${tell(up)}\n${Object.entries(logs).map(([name, text]) => `--- ${name}\n${text.split('\n').slice(-15).join('\n')}`).join('\n')}`);
  return { dir: stack.dir, exported, up, seconds, logs };
}

const unchanged: Outcome = { asked: 'kept from an earlier run', code: 0, stdout: '', stderr: '' };

/** S15: what a user adds beside the export. Here it fixes the addresses, so that an allowlist can be tested. */
async function writeOverride(stack: Stack): Promise<void> {
  if (!stack.design.subnet) return;
  const network = /^NETWORK_NAME=(.*)$/m.exec(await stack.read('.env'))?.[1]?.replaceAll(/['"]/g, '');
  if (!network) throw new Error('.env has no NETWORK_NAME');
  const { networks } = JSON.parse((await stack.mustCompose(['config', '--format', 'json'])).stdout) as { networks: Record<string, { name?: string }> };
  const key = Object.entries(networks).find(([, value]) => value.name === network)?.[0];
  if (!key) throw new Error(`no network is called ${network}: ${JSON.stringify(networks)}`);
  const gateway = stack.design.subnet.replace(/0\/24$/, '1');
  await writeFile(stack.file('compose.override.yml'), `networks:\n  ${key}:\n    ipam:\n      config:\n        - subnet: ${stack.design.subnet}\n          gateway: ${gateway}\n`);
}
