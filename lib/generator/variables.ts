import { canonicalHost } from '../kit/project';
import { oncePer } from '../kit/remembered';
import { ref, text } from '../kit/text';
import type { Variable } from '../kit/variable';
import type { Stack, Plan, PlannedService } from '../stack';

export interface Group {
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
    { name: 'WEBSITE_DOMAIN', comment: 'The host name that people type.', value: canonicalHost(project) },
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

/** Every variable of a design, in the order in which `.env` has them. */
export const groupsOf = oncePer((plan: Plan): readonly Group[] =>
  [
    { title: 'Stack', variables: stackVariables(plan.stack) },
    ...providersFirst(plan).map(({ bound, context }) => ({ title: bound.title, variables: bound.variables(context) })),
  ].filter(({ variables }) => variables.length > 0),
);

/** Every variable that a design defines, wherever the export keeps it. */
export function variablesOf(plan: Plan): Variable[] {
  return groupsOf(plan).flatMap(({ variables }) => variables);
}
