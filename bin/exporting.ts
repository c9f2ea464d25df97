import { zipFiles } from '../lib/export/zip';
import { generate, nothingEarlier, secretSpecs, type Earlier } from '../lib/generator';
import type { FileTree } from '../lib/kit/file-tree';
import { makeSecrets, type Secrets, type SecretSpec } from '../lib/kit/secret';
import { dotenvValues } from '../lib/server/dotenv-values';
import { nodeSecretSource } from '../lib/server/secrets';
import { existingSecrets, existingText, writeFolder, writeWhole } from '../lib/server/write-export';
import type { Stack } from '../lib/stack';
import { templatesOfThisVersion } from './home';

/** What is given, and what an earlier export had besides; its hash does not outlive a password that is given anew. */
function withEarlier(specs: readonly SecretSpec[], earlier: Secrets, given: Secrets): Secrets {
  const outdated = specs.flatMap((spec) => (spec.kind === 'htpasswd' && spec.password in given ? [spec.name] : []));
  return { ...Object.fromEntries(Object.entries(earlier).filter(([name]) => !outdated.includes(name))), ...given };
}

/** The `.env` and the secrets of an earlier export in a folder; its example says which names an export had written. */
export async function earlierOf(folder: string): Promise<Earlier> {
  const [values = '', example = '', secrets] = await Promise.all([existingText(folder, '.env'), existingText(folder, '.env.example'), existingSecrets(folder)]);
  return { values: { ...dotenvValues(values), ...secrets }, generated: new Set([...Object.keys(dotenvValues(example)), ...Object.keys(secrets)]) };
}

interface Origin {
  readonly earlier?: Earlier;
  /** Values for secrets; all others are made. */
  readonly given?: Secrets;
}

/** All files of a design, with secrets made by this machine. */
export async function filesOf(stack: Stack, { earlier = nothingEarlier, given = {} }: Origin = {}): Promise<FileTree> {
  const specs = secretSpecs(stack);
  const secrets = makeSecrets(specs, nodeSecretSource, withEarlier(specs, earlier.values, given));
  return generate(stack, { templates: await templatesOfThisVersion(), secrets, earlier });
}

interface Target {
  readonly out: string;
  readonly force: boolean;
  readonly given?: Secrets;
}

/** Writes a design into a folder, or a file that ends in `.zip`; gives its files. @throws TargetError */
export async function writeExport(stack: Stack, { out, force, given = {} }: Target): Promise<FileTree> {
  const toZip = out.endsWith('.zip');
  const earlier = force && !toZip ? await earlierOf(out) : nothingEarlier;
  const files = await filesOf(stack, { earlier, given });
  if (toZip) await writeWhole(out, zipFiles(files, stack.project.name), { force });
  else await writeFolder(out, files, { force });
  return files;
}
