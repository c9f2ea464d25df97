import { dotenvText } from '../kit/text';
import { PLACEHOLDER, type Secrets } from '../kit/secret';
import type { Variable } from '../kit/variable';
import type { Plan } from '../stack';
import { secretFileNames } from './secret-files';
import { groupsOf, type Group } from './variables';

function commentLines(words: string): string[] {
  return words.split('\n').map((line) => `# ${line}`);
}

/** What stands in an earlier `.env` of the same stack. */
export interface Earlier {
  readonly values: Readonly<Record<string, string>>;
  /** Names that an export wrote; all others are the owner's own. */
  readonly generated: ReadonlySet<string>;
}

export const nothingEarlier: Earlier = { values: {}, generated: new Set() };

function linesOf({ name, comment, value }: Variable, secrets: Secrets): string[] {
  const isSecret = typeof value === 'object' && 'fromSecrets' in value;
  if (!isSecret) return [...commentLines(comment), `${name}=${dotenvText(value)}`];
  const words = value.remark?.(secrets);
  const remark = words === undefined ? [] : commentLines(words);
  return [...commentLines(comment), ...remark, `${name}=${dotenvText(value.fromSecrets(secrets))}`];
}

function choiceOf(variable: Variable, values: Earlier['values']): Variable {
  const value = values[variable.name];
  return variable.ownersChoice && value !== undefined ? { ...variable, value } : variable;
}

/** What `.env` holds: everything that has no file of its own. */
function kept(groups: readonly Group[], elsewhere: ReadonlySet<string>): Group[] {
  return groups
    .map(({ title, variables }) => ({ title, variables: variables.filter(({ name }) => !elsewhere.has(name)) }))
    .filter(({ variables }) => variables.length > 0);
}

function withOwnersChoices(plan: Plan, { values, generated }: Earlier): Group[] {
  const groups = groupsOf(plan);
  const inFiles = secretFileNames(plan);
  const secrets = plan.services.flatMap(({ bound, context }) => bound.secrets(context)).map(({ name }) => name);
  const known = new Set([...groups.flatMap(({ variables }) => variables.map(({ name }) => name)), ...secrets]);
  const chosen = kept(groups, inFiles).map(({ title, variables }) => ({
    title,
    variables: variables.map((variable) => choiceOf(variable, values)),
  }));
  const own = Object.entries(values)
    .filter(([key]) => !known.has(key) && !generated.has(key))
    .map(([key, value]) => ({ name: key, comment: 'Yours, from before this export.', value }));
  return own.length === 0 ? chosen : [...chosen, { title: 'Your own', variables: own }];
}

function print(plan: Plan, head: string, secrets: Secrets, earlier = nothingEarlier): string {
  const groups = withOwnersChoices(plan, earlier).map(({ title, variables }) => {
    const rule = '# ' + '='.repeat(44);
    return [rule, `# ${title}`, rule, ...variables.flatMap((variable) => linesOf(variable, secrets))].join('\n');
  });
  return [commentLines(head).join('\n'), ...groups].join('\n\n') + '\n';
}

/** `.env`: every variable with its value and the secrets. */
export function dotenvFile(plan: Plan, secrets: Secrets, earlier?: Earlier): string {
  const what = secretFileNames(plan).size > 0 ? 'Settings of this stack. Its secrets are files in secrets/.' : 'Settings and secrets of this stack.';
  return print(plan, `${what} Never commit this file: .gitignore keeps it out.\nA change takes effect with: docker compose up -d --build --wait`, secrets, earlier);
}

/** `.env.example`: the same without secrets, for the repository. Compose reads it without a complaint. */
export function dotenvExample(plan: Plan): string {
  const names = plan.services.flatMap(({ bound, context }) => bound.secrets(context)).map(({ name }) => name);
  const head = secretFileNames(plan).size > 0
    ? 'scripts/init-env makes .env from this file, and the files in secrets/ from secrets.example.'
    : `scripts/init-env makes .env from this file, with a new secret for each ${PLACEHOLDER}. By hand: copy it and replace them all;
the applications refuse to start with one.`;
  return print(plan, head, Object.fromEntries(names.map((name) => [name, PLACEHOLDER])));
}
