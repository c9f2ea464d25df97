import { oncePerPair } from '../../kit/remembered';
import type { Context } from '../../kit/service';
import { endsTls } from '../../kit/tls';
import { ref, text } from '../../kit/text';
import type { YamlFile, YamlValue } from '../../kit/yaml-file';
import type { Traefik } from './schema';
import { forwardedHeaders, FROM_PROXY } from './clients';
import { answerBegins, respondingTimeouts } from './limits';
import { METRICS_PORT, metrics, tracing } from './telemetry';
import { certificatesResolvers, resolverNote } from './tls';

/** Ports inside the container: above 1023, so that no capability is needed. */
export const CONTAINER_PORTS = { web: 8080, websecure: 8443 } as const;

// All seven are said, because Traefik warns at start about each that is not.
const NO_ENCODED_CHARACTERS = {
  allowEncodedSlash: false,
  allowEncodedBackSlash: false,
  allowEncodedNullCharacter: false,
  allowEncodedSemicolon: false,
  allowEncodedPercent: false,
  allowEncodedQuestionMark: false,
  allowEncodedHash: false,
};

function entryPoint(port: number, config: Traefik, context: Context): Record<string, YamlValue | undefined> {
  const believed = forwardedHeaders(context);
  return {
    address: `:${port}`,
    forwardedHeaders: believed,
    http: {
      middlewares: believed && ['security-headers@file', `${FROM_PROXY}@file`],
      // WSGI reads X_Forwarded_For like X-Forwarded-For: such twins are dropped.
      aliasHeadersStrategy: 'delete',
      maxHeaderBytes: 65536,
      encodedCharacters: NO_ENCODED_CHARACTERS,
    },
    http2: { maxConcurrentStreams: 100 },
    transport: {
      respondingTimeouts: respondingTimeouts(config),
      lifeCycle: { requestAcceptGraceTimeout: '0s', graceTimeOut: '8s' },
    },
  };
}

function dockerProvider(config: Traefik): YamlValue | undefined {
  if (config.socket === 'none') return undefined;
  return {
    ...(config.socket === 'proxy' && { endpoint: 'tcp://traefik-socket-proxy:2375' }),
    exposedByDefault: false,
    network: ref('TRAEFIK_DOCKER_NETWORK'),
    constraints: text`Label(\`com.docker.compose.project\`, \`${ref('COMPOSE_PROJECT_NAME')}\`)`,
  };
}

function webNote(config: Traefik, context: Context): string {
  if (!endsTls(context.tls)) return 'The proxy in front ends TLS and connects here. Nobody else may, and only it is believed who the client is.';
  return config.redirect ? 'Plain HTTP: redirects only.' : 'Plain HTTP: every request gets 404.';
}

/** `traefik/traefik.yml`: what Traefik reads once, when it starts. */
export const staticConfig = oncePerPair((config: Traefik, context: Context): YamlFile => {
  return {
    kind: 'yaml',
    path: 'traefik/traefik.yml',
    references: 'shell',
    head: `Traefik's static configuration: read once at start (docker compose restart traefik).
Traefik does not read the environment in this file; start.sh fills in \${…} and stops when one is empty.`,
    data: {
      global: { checkNewVersion: false, sendAnonymousUsage: false },
      log: { level: config.logLevel, format: 'json' },
      accessLog: {
        format: 'json',
        fields: { headers: { defaultMode: 'drop', names: { 'User-Agent': 'keep', 'X-Request-Id': 'keep' } } },
      },
      ...(config.dashboard !== 'none' && { api: { dashboard: true, basePath: '/traefik', disableDashboardAd: true } }),
      ping: { entryPoint: 'ping' },
      metrics: metrics(context),
      tracing: tracing(context),
      entryPoints: {
        web: entryPoint(CONTAINER_PORTS.web, config, context),
        ...(endsTls(context.tls) && { websecure: { ...entryPoint(CONTAINER_PORTS.websecure, config, context), ...(config.http3 && { http3: { advertisedPort: config.httpsPort } }) } }),
        ping: entryPointInside('127.0.0.1:8082'),
        ...(context.observability.metrics && { metrics: entryPointInside(`:${METRICS_PORT}`) }),
      },
      serversTransport: { forwardingTimeouts: { dialTimeout: '1s', responseHeaderTimeout: answerBegins(config), idleConnTimeout: '60s' } },
      providers: {
        providersThrottleDuration: '200ms',
        docker: dockerProvider(config),
        file: { directory: '/etc/traefik/dynamic', watch: true },
      },
      certificatesResolvers: certificatesResolvers(context),
    },
    notes: {
      accessLog: 'One JSON object per request. Headers are dropped (Authorization, Cookie) but for those named.\ndownstream_X-Request-Id is the id that API and Django write into their lines; request_X-Request-Id is what a client claimed.',
      api: 'The dashboard has a router of its own, behind authentication, in dynamic.yml.',
      'entryPoints.web': webNote(config, context),
      tracing: 'Where a request spends its time. traceparent goes on to the API, and from there to Django.',
      'entryPoints.metrics': 'For Prometheus on the network of this stack. No port of the host leads here.',
      'entryPoints.ping': 'For the health check inside the container; not reachable from elsewhere.',
      'entryPoints.websecure': context.project.inFront === 'none'
        ? 'HTTPS. No address is trusted to say X-Forwarded-For: a client cannot choose its own address.'
        : 'HTTPS, for the proxies in front alone. What they say in X-Forwarded-For is believed.',
      'providers.providersThrottleDuration': 'A container that became healthy is used at once, not after two seconds.',
      'providers.docker': 'Only containers of this project that ask for it: two stacks on one host do not see each other.',
      certificatesResolvers: resolverNote(context),
    },
  };
});

function entryPointInside(address: string): YamlValue {
  return { address, http: { aliasHeadersStrategy: 'delete', encodedCharacters: NO_ENCODED_CHARACTERS } };
}
