import { hasTraces } from '../../kit/observability';
import type { Context } from '../../kit/service';
import { ref, text } from '../../kit/text';
import type { YamlValue } from '../../kit/yaml-file';

/** Inside the network only: no port of the host leads here, and no router. */
export const METRICS_PORT = 8083;

/** Seconds. Traefik's own four would not tell a fast answer from a slow one. */
const LATENCIES = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function metrics({ observability }: Context): YamlValue | undefined {
  if (!observability.metrics) return undefined;
  return { prometheus: { entryPoint: 'metrics', addEntryPointsLabels: true, addRoutersLabels: true, addServicesLabels: true, buckets: LATENCIES } };
}

export function tracing(context: Context): YamlValue | undefined {
  if (!hasTraces(context)) return undefined;
  return {
    serviceName: 'traefik',
    resourceAttributes: { 'service.namespace': ref('COMPOSE_PROJECT_NAME') },
    sampleRate: context.observability.tracePercent / 100,
    otlp: { http: { endpoint: text`${ref('OTEL_EXPORTER_OTLP_ENDPOINT')}/v1/traces` } },
  };
}
