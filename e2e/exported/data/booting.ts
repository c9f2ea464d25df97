import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Design } from '../designs';
import { exportDesign } from '../support/export';
import { provideImages } from '../support/images';
import { tell } from '../support/run';
import { removeSources } from '../support/source';
import { Stack } from '../support/stack';

/** A design of these tests on `127.0.0.1`, for ports that nobody else uses. */
export function designOf(project: string, httpPort: number, set: Record<string, string> = {}): Design {
  return {
    project, folder: project, domain: 'localhost', httpPort, httpsPort: httpPort + 1,
    set: {
      'project.name': project,
      'services.traefik.httpPort': String(httpPort),
      'services.traefik.httpsPort': String(httpPort + 1),
      'services.traefik.bindAddress': '127.0.0.1',
      ...set,
    },
    secrets: {}, edits: {},
  };
}

/** Exports a design into a folder of its own, without starting anything. */
export async function exported(design: Design): Promise<Stack> {
  const stack = await written(design);
  await provideImages(stack);
  return stack;
}

/** The same, where compose reads nothing until a person has filled in what is theirs. */
export async function written(design: Design): Promise<Stack> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'base2-data-'));
  const stack = new Stack(design, path.join(root, design.folder));
  await write(stack, design, root);
  return stack;
}

async function write(stack: Stack, design: Design, scratch: string, more: string[] = []): Promise<void> {
  const outcome = await exportDesign(design, stack.dir, scratch, ['--force', ...more]);
  if (outcome.code !== 0) throw new Error(tell(outcome));
}

/** What a second export over the same folder does. */
export async function exportAgain(stack: Stack, design: Design, scratch = path.dirname(stack.dir), more: string[] = []): Promise<void> {
  await write(stack, design, scratch, more);
  await provideImages(stack);
}

/** Starts all services, or those named and nothing that they depend on. */
export async function start(stack: Stack, services: string[] = []): Promise<void> {
  const some = services.length > 0 ? ['--no-deps', ...services] : [];
  const up = await stack.compose(['up', '-d', '--build', '--wait', '--wait-timeout', '300', ...some], { timeoutMs: 1_800_000 });
  if (up.code === 0) return;
  const logs = await Promise.all([...(await stack.containers()).keys()].map(async (service) => `--- ${service}\n${(await stack.logs(service)).split('\n').slice(-15).join('\n')}`));
  throw new Error([tell(up), ...logs].join('\n'));
}

export async function remove(stack: Stack): Promise<void> {
  await removeSources(stack);
  await stack.compose(['down', '--volumes', '--remove-orphans', '--rmi', 'local', '--timeout', '10']);
  await rm(path.dirname(stack.dir), { recursive: true, force: true });
}

/** Writes a line of `.env` anew, as a person does in an editor. */
export async function setLine(stack: Stack, name: string, value: string): Promise<void> {
  const text = await stack.read('.env');
  if (!new RegExp(`^${name}=`, 'm').test(text)) throw new Error(`.env has no line for ${name}`);
  await writeFile(stack.file('.env'), text.replace(new RegExp(`^${name}=.*$`, 'm'), () => `${name}=${value}`));
}
