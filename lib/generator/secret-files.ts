import { PRIVATE_FOLDER, type File } from '../kit/file-tree';
import type { ComposeService } from '../kit/compose';
import { PLACEHOLDER, type Secrets } from '../kit/secret';
import { oncePer } from '../kit/remembered';
import { dotenvText, partsOf, type Text } from '../kit/text';
import type { Variable } from '../kit/variable';
import type { Plan } from '../stack';
import { variablesOf } from './variables';

/** Where compose puts a secret into a container. */
const MOUNTED_AT = '/run/secrets';

function isSensitive({ value, sensitive }: Variable): boolean {
  return sensitive === true || (typeof value === 'object' && 'fromSecrets' in value);
}

function keptInFiles(plan: Plan): Variable[] {
  return plan.stack.hardening.secrets === 'files' ? variablesOf(plan).filter(isSensitive) : [];
}

/** Variables that have a file of their own in place of a line in `.env`. */
export const secretFileNames = oncePer((plan: Plan): ReadonlySet<string> => new Set(keptInFiles(plan).map(({ name }) => name)));

function literal({ name, value }: Variable, secrets: Secrets): string {
  const text = typeof value === 'object' && 'fromSecrets' in value ? value.fromSecrets(secrets) : value;
  const parts = partsOf(text);
  if (!parts.every((part) => typeof part === 'string')) throw new Error(`the secret ${name} refers to a variable, which a file cannot`);
  return parts.join('');
}

/** Secrets that no variable holds: a person needs them, no program does. */
function forPeople(plan: Plan): string[] {
  const names = new Set(variablesOf(plan).map(({ name }) => name));
  return plan.services.flatMap(({ bound, context }) => bound.secrets(context)).flatMap(({ name }) => (names.has(name) ? [] : [name]));
}

/** `secrets/NAME` for each secret of a design that keeps them in files; a value that its owner wrote there stays. */
export function secretFiles(plan: Plan, secrets: Secrets, earlier: Readonly<Record<string, string>>): File[] {
  const variables = keptInFiles(plan);
  if (variables.length === 0) return [];
  const values = [
    ...variables.map((variable) => [variable.name, (variable.ownersChoice && earlier[variable.name]) || literal(variable, secrets)] as const),
    ...forPeople(plan).flatMap((name) => (secrets[name] === undefined ? [] : [[name, secrets[name]] as const])),
  ];
  return values.map(([name, value]) => ({ path: `${PRIVATE_FOLDER}/${name}`, text: `${value}\n`, mode: 0o644 }));
}

/** `secrets.example`: what a fresh clone of the repository makes its files from. */
export function secretsExample(plan: Plan): File[] {
  const variables = keptInFiles(plan);
  if (variables.length === 0) return [];
  const placeholders = Object.fromEntries(plan.services.flatMap(({ bound, context }) => bound.secrets(context)).map(({ name }) => [name, PLACEHOLDER]));
  const entries = variables.map((variable) => {
    const words = variable.comment.split('\n').map((line) => `# ${line}`);
    return [...words, `${variable.name}=${dotenvText(literal(variable, placeholders))}`].join('\n');
  });
  const head = `# Secrets of this stack: scripts/init-env makes a file secrets/NAME for each, with a new value for each ${PLACEHOLDER}.`;
  return [{ path: 'secrets.example', text: `${[head, ...entries].join('\n\n')}\n`, mode: 0o644 }];
}

export interface Mounted {
  readonly environment: Readonly<Record<string, Text>>;
  /** Secrets that the container sees, in order. */
  readonly secrets: readonly string[];
}

function secretIn(value: Text, names: ReadonlySet<string>): string | undefined {
  const parts = partsOf(value);
  const found = parts.flatMap((part) => (typeof part === 'object' && names.has(part.variable) ? [part.variable] : []));
  if (found.length > 0 && parts.length > 1) throw new Error(`the secret ${found[0]} stands inside a longer text, which a file cannot`);
  return found[0];
}

/** The environment of a container with `KEY_FILE` in place of each secret that is kept in a file. */
export function mountSecrets({ environment = {} }: ComposeService, names: ReadonlySet<string>): Mounted {
  const secrets: string[] = [];
  const entries = Object.entries(environment).map(([key, value]): [string, Text] => {
    const name = secretIn(value, names);
    if (name === undefined) return [key, value];
    if (!secrets.includes(name)) secrets.push(name);
    return [`${key}_FILE`, `${MOUNTED_AT}/${name}`];
  });
  return { environment: Object.fromEntries(entries), secrets };
}
