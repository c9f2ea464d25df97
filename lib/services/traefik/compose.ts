import { images } from '../../kit/images';
import type { ComposeContribution, ComposeService, Mount } from '../../kit/compose';
import type { Context } from '../../kit/service';
import { endsTls } from '../../kit/tls';
import { ref, text, variablesIn, type Text } from '../../kit/text';
import { textsIn } from '../../kit/yaml-file';
import { CERTIFICATES_GROUP, CERTIFICATES_JOB, certificateMounts, certificatesJob, hasCertificatesJob } from './certificates';
import { asksForPassword, dynamicConfig, routesOf } from './dynamic-config';
import { DEVELOPMENT_FILE } from './development';
import type { Traefik } from './schema';
import { isShared } from './shared';
import { CONTAINER_PORTS, staticConfig } from './static-config';
import { dnsEnvironment } from './tls';

const UNPRIVILEGED = 65532;

const DYNAMIC_FOLDER = '/etc/traefik/dynamic';

/** The mounted socket belongs to root; every other way works without. */
function uid(config: Traefik): number {
  return config.socket === 'socket' ? 0 : UNPRIVILEGED;
}

function mounts(config: Traefik, context: Context): Mount[] {
  return [
    { kind: 'bind', source: './traefik/traefik.yml', target: '/etc/traefik/traefik.yml', readOnly: true },
    { kind: 'bind', source: './traefik/traefik-config', target: DYNAMIC_FOLDER, readOnly: true },
    ...(config.socket === 'socket'
      ? [{ kind: 'bind', source: '/var/run/docker.sock', target: '/var/run/docker.sock', readOnly: true } as const]
      : []),
    ...certificateMounts(context),
  ];
}

/**
 * Exactly the variables that Traefik's two files refer to, the log-in that start.sh puts beside them, and what the DNS
 * provider is called with. With the mode among them, compose makes a new container when the mode changes.
 */
function environment(config: Traefik, context: Context): Record<string, Text> {
  const files = [staticConfig(config, context), dynamicConfig(config, context)];
  const names = files.flatMap((file) => textsIn(file.data).flatMap(variablesIn));
  if (asksForPassword(routesOf(config, context), config)) names.push('TRAEFIK_USER');
  const dns = dnsEnvironment(context);
  return {
    TLS_MODE: context.tls.mode,
    ...(dns.length > 0 && { DNS_VARIABLES: dns.join(' ') }),
    ...Object.fromEntries([...new Set([...names, ...dns])].sort().map((name) => [name, ref(name)])),
  };
}

function socketProxy(): ComposeService {
  return {
    image: `${images.socketProxy.name}:${images.socketProxy.tags[0]}`,
    user: '0:0',
    environment: { CONTAINERS: '1', EVENTS: '1', PING: '1', VERSION: '1', POST: '0', LOG_LEVEL: 'warning' },
    mounts: [{ kind: 'bind', source: '/var/run/docker.sock', target: '/var/run/docker.sock', readOnly: true }],
    tmpfs: [{ path: '/run', sizeMb: 8 }, { path: '/tmp', sizeMb: 8 }],
    networks: ['socket'],
    healthcheck: { test: ['CMD', 'wget', '-q', '--spider', 'http://127.0.0.1:2375/_ping'], intervalSeconds: 15 },
    resources: { memoryMb: 64, cpus: 0.25, pids: 64 },
    note: 'Answers read-only questions about containers; the only one that sees the Docker socket.\nOnly traefik is on its network.',
    notes: { user: 'Root without capabilities: the socket belongs to root.' },
  };
}

export function compose(config: Traefik, context: Context): ComposeContribution {
  return isShared(config) ? {} : ownTraefik(config, context);
}

function ownTraefik(config: Traefik, context: Context): ComposeContribution {
  const asksProxy = config.socket === 'proxy';
  const dynamic = `${DYNAMIC_FOLDER}/dynamic.yml`;
  const address = config.bindAddress === '' ? {} : { address: ref('TRAEFIK_BIND_IP') };
  return {
    service: {
      build: { context: './traefik', args: { TRAEFIK_VERSION: ref('TRAEFIK_VERSION'), TRAEFIK_UID: String(uid(config)) } },
      containerName: text`${ref('COMPOSE_PROJECT_NAME')}_traefik`,
      user: `${uid(config)}:${CERTIFICATES_GROUP}`,
      environment: environment(config, context),
      ports: [
        { ...address, host: ref('TRAEFIK_HOST_PORT'), container: CONTAINER_PORTS.web },
        ...(endsTls(context.tls) ? [{ ...address, host: ref('TRAEFIK_HOST_PORT_TLS'), container: CONTAINER_PORTS.websecure }] : []),
        ...(endsTls(context.tls) && config.http3 ? [{ ...address, host: ref('TRAEFIK_HOST_PORT_TLS'), container: CONTAINER_PORTS.websecure, protocol: 'udp' } as const] : []),
      ],
      mounts: mounts(config, context),
      tmpfs: [{ path: '/tmp', sizeMb: 16 }],
      healthcheck: { test: ['CMD', 'traefik', 'healthcheck', '--configFile=/tmp/traefik.yml'], intervalSeconds: 15 },
      resources: { memoryMb: 256, cpus: 1, pids: 128 },
      stopGraceSeconds: 10,
      ...(asksProxy && { networks: ['socket'] }),
      dependsOn: { ...(asksProxy && { 'traefik-socket-proxy': 'healthy' }), ...(hasCertificatesJob(context) && { [CERTIFICATES_JOB]: 'completed' }) },
      note: 'The only service with ports on the host. Note that published ports pass by UFW and firewalld.',
      notes: config.socket === 'socket'
        ? { user: 'Root, because the Docker socket belongs to root; it has no capability at all. Whoever takes over this\ncontainer can still ask Docker for everything: the designer offers a read-only proxy, or no socket.' }
        : {},
    },
    companions: {
      ...(asksProxy && { 'traefik-socket-proxy': socketProxy() }),
      ...(hasCertificatesJob(context) && { [CERTIFICATES_JOB]: certificatesJob(context) }),
    },
    ...(asksProxy && { networks: { socket: 'Only Traefik and the proxy of the Docker socket.' } }),
    development: {
      traefik: {
        mounts: [{ kind: 'bind', source: `./${DEVELOPMENT_FILE}`, target: dynamic, readOnly: true }],
        note: "The same routes and headers. Only the page's content security policy knows Vite.",
      },
    },
  };
}
