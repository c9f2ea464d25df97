import * as z from 'zod';
import type { Facts } from './facts';
import { ref, text, type Text } from './text';

const COLLECTOR = /^(https?:\/\/[a-z0-9]([a-z0-9.-]{0,200}[a-z0-9])?(:[1-9][0-9]{0,4})?(\/[A-Za-z0-9._~-]{1,60}){0,6})?$/;

/** Where the containers of applications keep the numbers that their processes share; a folder in memory. */
const METRICS_DIRECTORY = '/tmp/metrics';

export const Observability = z.strictObject({
  metrics: z.boolean().default(false).meta({
    title: 'Metrics for Prometheus',
    description: 'Traefik, the API and Django answer /metrics inside the network, and never from outside.',
  }),
  otlpEndpoint: z
    .string()
    .regex(COLLECTOR, { error: 'Use an address such as http://otel-collector:4318, without a slash at the end' })
    .default('')
    .meta({
      title: 'OpenTelemetry collector',
      description: 'Takes traces as OTLP over HTTP. Empty: no traces.',
      variable: 'OTEL_EXPORTER_OTLP_ENDPOINT',
      placeholder: 'http://otel-collector:4318',
    }),
  tracePercent: z.int().min(1).max(100).default(100).meta({
    title: 'Traced requests',
    unit: '%',
    description: 'How many of all requests, where a collector is named. Traefik decides, and the applications follow.',
  }),
});
export type Observability = z.infer<typeof Observability>;

export function hasTraces({ observability }: Facts): boolean {
  return observability.otlpEndpoint !== '';
}

/** What a Python application is told, in the names that Prometheus and OpenTelemetry gave these variables. */
export function telemetryEnvironment(name: string, facts: Facts): Record<string, Text> {
  return {
    ...(facts.observability.metrics && { PROMETHEUS_MULTIPROC_DIR: METRICS_DIRECTORY }),
    ...(hasTraces(facts) && {
      OTEL_EXPORTER_OTLP_ENDPOINT: ref('OTEL_EXPORTER_OTLP_ENDPOINT'),
      // Seconds: whoever stops must not wait for a collector that is away.
      OTEL_EXPORTER_OTLP_TIMEOUT: '2',
      OTEL_SERVICE_NAME: name,
      OTEL_RESOURCE_ATTRIBUTES: text`service.namespace=${ref('COMPOSE_PROJECT_NAME')}`,
    }),
  };
}

/** Lists of packages that a Python application of this design does without. */
export function telemetryOmissions(folder: string, facts: Facts): string[] {
  const without = [...(facts.observability.metrics ? [] : ['metrics']), ...(hasTraces(facts) ? [] : ['otel'])];
  return without.flatMap((list) => ['in', 'txt'].map((ending) => `${folder}/requirements-${list}.${ending}`));
}
