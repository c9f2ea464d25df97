import { sortFiles, type File, type FileTree, type Templates } from '../kit/file-tree';
import type { SecretSpec, Secrets } from '../kit/secret';
import type { ComputedFile } from '../kit/service';
import { atOnce } from '../kit/steps';
import { SCHEMA_FILE, planOf, type Plan, type Stack } from '../stack';
import { composing } from './compose';
import { deployFile } from './deploy';
import { developing } from './development';
import { dotenvExample, dotenvFile, type Earlier } from './dotenv';
import { STACK_FILE, generatedList } from './generated-file';
import { readmeFile } from './readme';
import { secretFiles, secretsExample } from './secret-files';
import { securityFile } from './security';
import { schemaJson, stackJson } from './stack-json';
import { startersOf, templateFiles } from './template-files';
import { printingYamlFile } from './yaml-document';

export interface Ports {
  readonly templates: Templates;
  /** A value for every `secretSpecs(stack)`. */
  readonly secrets: Secrets;
  /** The `.env` that this export takes the place of. */
  readonly earlier?: Earlier;
}

/** The secrets that an export of this design needs. */
export function secretSpecs(stack: Stack): SecretSpec[] {
  return planOf(stack).services.flatMap(({ bound, context }) => bound.secrets(context));
}

/** The same by the service that asks for them. */
export function secretSpecsByService(stack: Stack): Readonly<Record<string, readonly SecretSpec[]>> {
  return Object.fromEntries(planOf(stack).services.map(({ bound, context }) => [bound.id, bound.secrets(context)]));
}

function* printing(file: ComputedFile): Generator<undefined, File> {
  const text = file.kind === 'yaml' ? yield* printingYamlFile(file) : `${JSON.stringify(file.data, null, 2)}\n`;
  return { path: file.path, text, mode: 0o644 };
}

function* makingShared(plan: Plan, { templates, secrets, earlier }: Ports): Generator<undefined, File[]> {
  const texts = {
    '.env.example': () => dotenvExample(plan),
    'README.md': () => readmeFile(plan, templates),
    'docs/deploy.md': () => deployFile(plan, templates),
    'SECURITY.md': () => securityFile(plan, templates),
    [STACK_FILE]: () => stackJson(plan.stack),
    [SCHEMA_FILE]: schemaJson,
  };
  const files: File[] = [{ path: '.env', text: dotenvFile(plan, secrets, earlier), mode: 0o600 }, ...secretFiles(plan, secrets, earlier?.values ?? {}), ...secretsExample(plan)];
  for (const [path, make] of Object.entries(texts)) {
    yield;
    files.push({ path, text: make(), mode: 0o644 });
  }
  return files;
}

/**
 * All files of an export, made in steps: whoever asks for the next one may let others work in between.
 *
 * @throws Error when a secret or a template is missing, or when two sources write one path.
 */
export function* generating(stack: Stack, ports: Ports): Generator<undefined, FileTree> {
  const plan = planOf(stack);
  yield;
  const compose: File = { path: 'local.docker.yml', text: yield* composing(plan), mode: 0o644 };
  yield;
  const development: File = { path: 'development.docker.yml', text: yield* developing(plan), mode: 0o644 };
  yield;
  const contributed = plan.services.map(({ bound, context }) => bound.files(context));
  yield;
  const added: File[] = [];
  for (const file of contributed.flatMap((each) => each.add ?? [])) {
    added.push(yield* printing(file));
    yield;
  }
  const omit = new Set(contributed.flatMap((files) => files.omit ?? []));
  const ids = new Set(plan.services.map(({ bound }) => bound.id));
  const shared = yield* makingShared(plan, ports);
  const files = sortFiles([
    ...templateFiles(ports.templates, ids, omit),
    ...startersOf(ports.templates, contributed.flatMap((each) => each.starter ?? [])),
    ...added,
    compose,
    development,
    ...shared,
  ]);
  yield;
  const twice = files.find((file, index) => file.path === files[index + 1]?.path);
  if (twice) throw new Error(`two sources write ${twice.path}`);
  return sortFiles([...files, generatedList(files)]);
}

/** The same at once. A pure function: the same design, templates and secrets give the same bytes. */
export function generate(stack: Stack, ports: Ports): FileTree {
  return atOnce(generating(stack, ports));
}

export { GENERATED_FILE, STACK_FILE, naming, readGenerated } from './generated-file';
export { nothingEarlier, type Earlier } from './dotenv';
