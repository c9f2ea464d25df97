import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { designs, type Design, type DesignName } from '../designs';
import { exportDesign } from './export';
import { provideImages } from './images';
import { tell, type Outcome } from './run';
import { removeSources } from './source';
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
    for (const stack of stacks) {
      await removeSources(stack);
      await stack.compose(['down', '--volumes', '--remove-orphans', '--rmi', 'local', '--timeout', '10']);
    }
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
  if (fresh) await editByHand(stack);
  await provideImages(stack);
  if (fresh) {
    await removeSources(stack);
    await stack.compose(['down', '--volumes', '--remove-orphans']);
  }
  const from = Date.now();
  const up = await stack.compose(['up', '-d', '--build', '--wait', '--wait-timeout', '300'], { timeoutMs: 1_800_000 });
  const seconds = (Date.now() - from) / 1000;
  const logs: Record<string, string> = {};
  for (const service of (await stack.containers()).keys()) logs[service] = await stack.logs(service);
  if (up.code !== 0) throw new Error(`${tell(up)}\n${Object.entries(logs).map(([name, text]) => `--- ${name}\n${text.split('\n').slice(-15).join('\n')}`).join('\n')}`);
  return { dir: stack.dir, exported, up, seconds, logs };
}

const unchanged: Outcome = { asked: 'kept from an earlier run', code: 0, stdout: '', stderr: '' };

/**
 * What a user changes after the export. S15: the override file fixes the addresses of Traefik's network, so that an
 * allowlist can be tested.
 */
async function editByHand(stack: Stack): Promise<void> {
  const { edits, subnet } = stack.design;
  let env = await stack.read('.env');
  for (const [name, value] of Object.entries(edits)) {
    if (!new RegExp(`^${name}=`, 'm').test(env)) throw new Error(`.env has no line for ${name}`);
    env = env.replace(new RegExp(`^${name}=.*$`, 'm'), () => `${name}=${value}`);
  }
  await writeFile(stack.file('.env'), env);
  if (!subnet) return;
  const gateway = subnet.replace(/0\/24$/, '1');
  await writeFile(stack.file('compose.override.yml'), `networks:\n  main:\n    ipam:\n      config:\n        - subnet: ${subnet}\n          gateway: ${gateway}\n`);
}
