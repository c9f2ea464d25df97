import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { must, run } from './run';
import type { Stack } from './stack';

interface ComposeModel {
  services: Record<string, { image?: string; build?: { context: string; dockerfile?: string; args?: Record<string, string> } }>;
}

export async function composeModel<T = ComposeModel>(stack: Stack): Promise<T> {
  return JSON.parse((await stack.mustCompose(['config', '--format', 'json'])).stdout) as T;
}

/** Every image that the export pulls: those it runs as they are, and those its Dockerfiles start from. */
export async function pulledImages(stack: Stack): Promise<string[]> {
  const { services } = await composeModel(stack);
  const found = new Set<string>();
  for (const { image, build } of Object.values(services)) {
    if (!build) found.add(image ?? '');
    else for (const name of await baseImages(build.context, build.dockerfile ?? 'Dockerfile', build.args ?? {})) found.add(name);
  }
  return [...found].filter(Boolean).sort();
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
 */
export async function provideImages(stack: Stack): Promise<void> {
  const helper = process.env.STACK_IMAGE_HELPER;
  if (!helper) return;
  for (const image of await pulledImages(stack)) {
    const local = await run('docker', ['image', 'inspect', image]);
    if (local.code !== 0) await must(helper, [image]);
  }
}
