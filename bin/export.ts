#!/usr/bin/env tsx
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { zipFiles } from '../lib/export/zip';
import { generate, nothingEarlier, secretSpecs, type Earlier } from '../lib/generator';
import type { Problem } from '../lib/kit/finding';
import { makeSecrets, type Secrets, type SecretSpec } from '../lib/kit/secret';
import { dotenvValues } from '../lib/server/dotenv-values';
import { nodeSecretSource } from '../lib/server/secrets';
import { readTemplates } from '../lib/server/templates';
import { TargetError, existingSecrets, existingText, writeFolder, writeWhole } from '../lib/server/write-export';
import { applySetting, checkStack, defaultStack, designSchema, pathText, type Draft, type Stack } from '../lib/stack';

const HELP = `Writes the stack that a design describes.

  npm run --silent export -- [stack.json] [--set path=value …] --out DIR|FILE.zip

  stack.json           the design; without it, the default one
  --set path=value     changes one field, e.g. --set project.domain=app.example.com
                       --set services.nginx=true adds a service, =false takes it out
                       lists are written with commas: --set services.django.adminAllow=203.0.113.7,2001:db8::/32
  --secrets FILE.json  values for secrets, {"JWT_SECRET": "…"}; all others are made
  --out DIR            a new or empty folder
  --out FILE.zip       a zip file
  --force              replaces the generated files in a folder that is not empty; its secrets are kept
  --schema             writes the JSON Schema of a design to standard output, and nothing else
  --help               this text

Exit codes: 0 written, 1 something failed, 2 the design or the call is wrong (nothing is written).`;

/** The call or the design is wrong: said on standard error, exit 2. */
class UsageError extends Error {}

function options() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        set: { type: 'string', multiple: true, default: [] },
        secrets: { type: 'string' },
        out: { type: 'string' },
        force: { type: 'boolean', default: false },
        schema: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\nSee --help.`);
  }
}

async function readJson(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UsageError(`${file}: is not JSON: ${(error as Error).message}`);
  }
}

function told(problems: readonly Problem[]): UsageError {
  return new UsageError(problems.map(({ path: where, message }) => `${pathText(where)}: ${message}`).join('\n'));
}

async function designOf(file: string | undefined, settings: readonly string[]): Promise<Stack> {
  let draft: unknown = file === undefined ? defaultStack : await readJson(file);
  for (const setting of settings) {
    if (typeof draft !== 'object' || draft === null) break;
    const result = applySetting(draft as Draft, setting);
    if ('problem' in result) throw told([result.problem]);
    draft = result.draft;
  }
  const checked = checkStack(draft);
  if (!checked.ok) throw told(checked.problems);
  return checked.stack;
}

async function givenSecrets(file: string | undefined): Promise<Secrets> {
  if (file === undefined) return {};
  const value = await readJson(file);
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isMap) throw new UsageError(`${file}: use an object {"NAME": "value"}`);
  for (const [name, secret] of Object.entries(value)) {
    if (typeof secret !== 'string' || secret === '') throw new UsageError(`${file}: ${name}: use a text that is not empty`);
    if (/[\r\n\0]/.test(secret)) throw new UsageError(`${file}: ${name}: a secret cannot hold a line break`);
  }
  return value as Secrets;
}

/** What is given, and what an earlier export had besides; its hash does not outlive a password that is given anew. */
function withEarlier(specs: readonly SecretSpec[], earlier: Secrets, given: Secrets): Secrets {
  const outdated = specs.flatMap((spec) => (spec.kind === 'htpasswd' && spec.password in given ? [spec.name] : []));
  return { ...Object.fromEntries(Object.entries(earlier).filter(([name]) => !outdated.includes(name))), ...given };
}

/** The `.env` and the secrets of an earlier export in the same folder; its example says which names an export had written. */
async function earlierOf(folder: string | undefined): Promise<Earlier> {
  if (folder === undefined) return nothingEarlier;
  const [values = '', example = '', secrets] = await Promise.all([existingText(folder, '.env'), existingText(folder, '.env.example'), existingSecrets(folder)]);
  return { values: { ...dotenvValues(values), ...secrets }, generated: new Set([...Object.keys(dotenvValues(example)), ...Object.keys(secrets)]) };
}

async function main(): Promise<void> {
  const { values, positionals } = options();
  if (values.help) return console.log(HELP);
  if (values.schema) return console.log(JSON.stringify(designSchema(), null, 2));
  if (values.out === undefined) throw new UsageError('--out is missing: name a folder or a .zip file. See --help.');
  if (positionals.length > 1) throw new UsageError(`only one design can be exported, not ${positionals.length}`);
  const { out, force } = values;
  const toZip = out.endsWith('.zip');
  const stack = await designOf(positionals[0], values.set);
  const earlier = await earlierOf(force && !toZip ? out : undefined);
  const specs = secretSpecs(stack);
  const secrets = makeSecrets(specs, nodeSecretSource, withEarlier(specs, earlier.values, await givenSecrets(values.secrets)));
  const files = generate(stack, { templates: await readTemplates(path.join(import.meta.dirname, '../templates')), secrets, earlier });
  if (toZip) await writeWhole(out, zipFiles(files, stack.project.name), { force });
  else await writeFolder(out, files, { force });
  console.log(`${files.length} files in ${out}`);
}

main().catch((error: unknown) => {
  const expected = error instanceof UsageError || error instanceof TargetError;
  console.error(expected ? error.message : error);
  process.exitCode = expected ? 2 : 1;
});
