import type * as Questions from '@/lib/exposure';
import { type FileTree, keptFiles, type Templates } from '@/lib/kit/file-tree';
import type { Secrets, SecretSpec } from '@/lib/kit/secret';
import type { Stack } from '@/lib/stack';
import { inTasks } from './in-tasks';

/** What turns a design into files. It is loaded after the page has been painted, and stays out of its first code. */
export interface Engine {
  files(stack: Stack, secrets: Secrets): FileTree;
  specs(stack: Stack): readonly SecretSpec[];
  /** What the files of an export show to whom. */
  readonly exposure: typeof Questions;
  specsByService(stack: Stack): Readonly<Record<string, readonly SecretSpec[]>>;
  /** `root` names the folder that the files are in. */
  zip(files: FileTree, root: string): Promise<Uint8Array>;
}

async function loadTemplates(): Promise<Templates> {
  const answer = await fetch('/templates.json');
  if (!answer.ok) throw new Error(`templates.json: ${answer.status}`);
  return (await answer.json()) as Templates;
}

/** Calls `make` once for a design, or for its files: those of now are the ones to compare with at the next edit. */
function remembered<K extends object, A, R>(make: (key: K, argument: A) => R): (key: K, argument: A) => R {
  const known = new WeakMap<K, { readonly argument: A; readonly result: R }>();
  return (key, argument) => {
    const found = known.get(key);
    if (found && found.argument === argument) return found.result;
    const result = make(key, argument);
    known.set(key, { argument, result });
    return result;
  };
}

/** `first` is the design that will be asked for next. */
export async function loadEngine(first: Stack): Promise<Engine> {
  const [generator, exposure, templates] = await Promise.all([import('@/lib/generator'), import('@/lib/exposure'), loadTemplates()]);
  // All that is printed here for the first time is remembered: the first files are then as quick as those of an edit.
  const standIns = Object.fromEntries(generator.secretSpecs(first).map(({ name }) => [name, 'x'.repeat(32)]));
  await inTasks(generator.naming(await inTasks(generator.generating(first, { templates, secrets: standIns }))));
  const specs = remembered<Stack, undefined, readonly SecretSpec[]>((stack) => generator.secretSpecs(stack));
  const byService = remembered<Stack, undefined, ReturnType<Engine['specsByService']>>((stack) => generator.secretSpecsByService(stack));
  let latest: FileTree = [];
  return {
    files: remembered((stack: Stack, secrets: Secrets) => (latest = keptFiles(latest, generator.generate(stack, { templates, secrets })))),
    specs: (stack) => specs(stack, undefined),
    exposure,
    specsByService: (stack) => byService(stack, undefined),
    async zip(files, root) {
      const { zipFiles } = await import('@/lib/export/zip');
      return zipFiles(files, root);
    },
  };
}
