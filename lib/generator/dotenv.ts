import { dotenvText, ref, text } from '../kit/text';
import { PLACEHOLDER, type Secrets } from '../kit/secret';
import type { Variable } from '../kit/variable';
import type { Stack } from '../stack';
import type { Plan, PlannedService } from './plan';

interface Group {
  readonly title: string;
  readonly variables: readonly Variable[];
}

function stackVariables({ project, observability }: Stack): Variable[] {
  return [
    { name: 'COMPOSE_FILE', comment: 'Which files docker compose reads. Add your own behind it: local.docker.yml:compose.override.yml', value: 'local.docker.yml', ownersChoice: true },
    { name: 'COMPOSE_PATH_SEPARATOR', comment: 'So that the line above reads the same on Windows.', value: ':' },
    { name: 'COMPOSE_PROJECT_NAME', comment: 'Names containers and volumes. Another name is another, empty stack.', value: project.name },
    {
      name: 'NETWORK_NAME',
      comment: 'Two stacks on one host need two networks.',
      value: project.network === '' ? text`${ref('COMPOSE_PROJECT_NAME')}_network` : project.network,
    },
    { name: 'WEBSITE_DOMAIN', comment: 'The host name that people type.', value: project.domain },
    { name: 'ENV', comment: 'production or development. In development the API shows its documentation.', value: project.environment },
    ...(observability.otlpEndpoint === ''
      ? []
      : [{ name: 'OTEL_EXPORTER_OTLP_ENDPOINT', comment: 'The OpenTelemetry collector, without /v1/traces.', value: observability.otlpEndpoint }]),
  ];
}

/** Compose fills a reference in `.env` in from the lines above it: whoever is called comes before its callers. */
function providersFirst(plan: Plan): PlannedService[] {
  const ordered: PlannedService[] = [];
  const visit = (planned: PlannedService): void => {
    if (ordered.includes(planned)) return;
    const called = planned.context.outgoing.filter(({ route }) => !route).map(({ to }) => to);
    plan.services.filter(({ bound }) => called.includes(bound.id)).forEach(visit);
    ordered.push(planned);
  };
  plan.services.forEach(visit);
  return ordered;
}

function groupsOf(plan: Plan): Group[] {
  return [
    { title: 'Stack', variables: stackVariables(plan.stack) },
    ...providersFirst(plan).map(({ bound, context }) => ({ title: bound.title, variables: bound.variables(context) })),
  ].filter(({ variables }) => variables.length > 0);
}

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

function withOwnersChoices(groups: readonly Group[], { values, generated }: Earlier): Group[] {
  const known = new Set(groups.flatMap(({ variables }) => variables.map(({ name }) => name)));
  const kept = groups.map(({ title, variables }) => ({
    title,
    variables: variables.map((variable) => choiceOf(variable, values)),
  }));
  const own = Object.entries(values)
    .filter(([key]) => !known.has(key) && !generated.has(key))
    .map(([key, value]) => ({ name: key, comment: 'Yours, from before this export.', value }));
  return own.length === 0 ? kept : [...kept, { title: 'Your own', variables: own }];
}

function print(plan: Plan, head: string, secrets: Secrets, earlier = nothingEarlier): string {
  const groups = withOwnersChoices(groupsOf(plan), earlier).map(({ title, variables }) => {
    const rule = '# ' + '='.repeat(44);
    return [rule, `# ${title}`, rule, ...variables.flatMap((variable) => linesOf(variable, secrets))].join('\n');
  });
  return [commentLines(head).join('\n'), ...groups].join('\n\n') + '\n';
}

/** `.env`: every variable with its value and the secrets. */
export function dotenvFile(plan: Plan, secrets: Secrets, earlier?: Earlier): string {
  return print(plan, 'Settings and secrets of this stack. Never commit this file: .gitignore keeps it out.\nA change takes effect with: docker compose up -d --build --wait', secrets, earlier);
}

/** `.env.example`: the same without secrets, for the repository. Compose reads it without a complaint. */
export function dotenvExample(plan: Plan): string {
  const names = plan.services.flatMap(({ bound, context }) => bound.secrets(context)).map(({ name }) => name);
  const head = `scripts/init-env makes .env from this file, with a new secret for each ${PLACEHOLDER}. By hand: copy it and replace them all;
the applications refuse to start with one.`;
  return print(plan, head, Object.fromEntries(names.map((name) => [name, PLACEHOLDER])));
}

/** Every variable that `.env` defines, for checks and for the README. */
export function variablesOf(plan: Plan): Variable[] {
  return groupsOf(plan).flatMap(({ variables }) => variables);
}

