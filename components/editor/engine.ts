import type * as Questions from '@/lib/exposure';
import type { FileTree, Templates } from '@/lib/kit/file-tree';
import type { Secrets, SecretSpec } from '@/lib/kit/secret';
import type { Stack } from '@/lib/stack';

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

/** Calls `make` once for a design: the files of now are those to compare with at the next edit. */
function remembered<A, R>(make: (stack: Stack, argument: A) => R): (stack: Stack, argument: A) => R {
  const known = new WeakMap<Stack, { readonly argument: A; readonly result: R }>();
  return (stack, argument) => {
    const found = known.get(stack);
    if (found && found.argument === argument) return found.result;
    const result = make(stack, argument);
    known.set(stack, { argument, result });
    return result;
  };
}

export async function loadEngine(): Promise<Engine> {
  const [generator, exposure, templates] = await Promise.all([import('@/lib/generator'), import('@/lib/exposure'), loadTemplates()]);
  const specs = remembered<undefined, readonly SecretSpec[]>((stack) => generator.secretSpecs(stack));
  const byService = remembered<undefined, ReturnType<Engine['specsByService']>>((stack) => generator.secretSpecsByService(stack));
  return {
    files: remembered((stack, secrets: Secrets) => generator.generate(stack, { templates, secrets })),
    specs: (stack) => specs(stack, undefined),
    exposure,
    specsByService: (stack) => byService(stack, undefined),
    async zip(files, root) {
      const { zipFiles } = await import('@/lib/export/zip');
      return zipFiles(files, root);
    },
  };
}
