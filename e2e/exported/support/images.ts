import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { must, run } from './run';
import type { Stack } from './stack';

interface ComposeModel {
  services: Record<string, { image?: string; build?: { context: string; dockerfile?: string; args?: Record<string, string> }; depends_on?: Record<string, unknown> }>;
}

export async function composeModel<T = ComposeModel>(stack: Stack): Promise<T> {
  return JSON.parse((await stack.mustCompose(['config', '--format', 'json'])).stdout) as T;
}

/** A service, and all that compose starts for it. */
function withDependencies(services: ComposeModel['services'], name: string, found = new Set<string>()): Set<string> {
  if (found.has(name)) return found;
  found.add(name);
  for (const each of Object.keys(services[name]?.depends_on ?? {})) withDependencies(services, each, found);
  return found;
}

/**
 * Every image that the export pulls: those it runs as they are, and those its Dockerfiles start from.
 * @param service nothing but what this one needs to start
 */
export async function pulledImages(stack: Stack, service?: string): Promise<string[]> {
  const { services } = await composeModel(stack);
  const wanted = service === undefined ? Object.keys(services) : [...withDependencies(services, service)];
  const found = new Set<string>();
  for (const name of wanted) {
    const { image, build } = services[name] ?? {};
    if (!build) found.add(image ?? '');
    else for (const name of await baseImages(build.context, build.dockerfile ?? 'Dockerfile', build.args ?? {})) found.add(name);
  }
  return [...found].filter(Boolean).sort();
}

/** The image of that repository as the export names it, with its tag: `python` is `python:3.14.10-slim`. */
export async function imageOf(stack: Stack, repository: string): Promise<string> {
  const all = await pulledImages(stack);
  const found = all.find((image) => image.startsWith(`${repository}:`));
  if (!found) throw new Error(`${stack.project} has no image of ${repository}: ${all.join(' ')}`);
  return found;
}

async function baseImages(context: string, dockerfile: string, args: Record<string, string>): Promise<string[]> {
  const text = await readFile(path.resolve(context, dockerfile), 'utf8');
  const values = new Map<string, string>();
  const stages = new Set<string>();
  const images: string[] = [];
  for (const line of text.split('\n')) {
    const argument = /^ARG\s+(\w+)(?:=(\S*))?/.exec(line);
    if (argument?.[1]) values.set(argument[1], args[argument[1]] ?? argument[2]?.replaceAll('"', '') ?? '');
    const from = /^FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i.exec(line);
    if (!from?.[1]) continue;
    const name = from[1].replace(/\$\{(\w+)(?::?-[^}]*)?\}|\$(\w+)/g, (_, a?: string, b?: string) => values.get(a ?? b ?? '') ?? '');
    if (!stages.has(name)) images.push(name);
    if (from[2]) stages.add(from[2]);
  }
  return images;
}

/**
 * STACK_IMAGE_HELPER names a command that can provide images which are neither local nor to be pulled; without it
 * compose pulls them.
 * @param service nothing but what this one needs to start
 */
export async function provideImages(stack: Stack, service?: string): Promise<void> {
  const helper = process.env.STACK_IMAGE_HELPER;
  if (!helper) return;
  for (const image of await pulledImages(stack, service)) {
    const local = await run('docker', ['image', 'inspect', image]);
    if (local.code !== 0) await must(helper, [image]);
  }
}
