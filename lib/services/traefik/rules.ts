import { openAllowlist } from '../../kit/cidr';
import type { Facts } from '../../kit/facts';
import { acmeMode, endsTls, isPubliclyTrusted, type Tls } from '../../kit/tls';
import { ask, setTo, type Step } from '../../kit/remedy';
import type { Violation } from '../../kit/service';
import { emptyAllowlist } from '../../kit/values';
import type { Traefik } from './schema';
import { isShared, sharedRules } from './shared';

/** Seconds. Longer, and a browser holds it against every other project on the same host name. */
const LOCAL_HSTS_LIMIT = 300;
/** Seconds; what the preload list asks for (https://hstspreload.org). */
const PRELOAD_SECONDS = 31_536_000;

const allowlists = ['siteAllow', 'apiAllow', 'dashboardAllow'] as const;

function localHsts(config: Traefik): Violation[] {
  const why = 'a browser would hold it against every other project on this host name; use a real certificate first';
  const violation = (field: keyof Traefik, message: string, to: unknown): Violation => ({ rule: 'hsts-local', field, message: `${message}: ${why}`, remedies: [[setTo(field, to)]] });
  return [
    ...(config.hstsSeconds > LOCAL_HSTS_LIMIT ? [violation('hstsSeconds', `With “Own small authority” at most ${LOCAL_HSTS_LIMIT} seconds`, LOCAL_HSTS_LIMIT)] : []),
    ...(config.hstsSubdomains ? [violation('hstsSubdomains', 'Not with “Own small authority”', false)] : []),
    ...(config.hstsPreload ? [violation('hstsPreload', 'Not with “Own small authority”', false)] : []),
  ];
}

/** Where the authority connects is fixed (RFC 8555 8.3, RFC 8737); one of your own may be set up differently. */
function acmePorts(config: Traefik, tls: Tls): Violation[] {
  if (!acmeMode(tls) || tls.acmeDirectory !== '') return [];
  const needs = (field: 'httpPort' | 'httpsPort', port: number): Violation[] =>
    config[field] === port ? [] : [{ rule: 'acme-port', field, message: `${tls.mode} needs port ${port}: the authority connects there to check the domain`, remedies: [[setTo(field, port)], [setTo('challenge', 'dns', 'tls')]] }];
  if (tls.challenge === 'dns') return [];
  return tls.challenge === 'http' ? needs('httpPort', 80) : needs('httpsPort', 443);
}

/** What the preload list asks for and the configuration does not do yet. */
function preloadSteps({ hstsSubdomains, hstsSeconds }: Traefik): Step[] {
  return [
    ...(hstsSubdomains ? [] : [setTo('hstsSubdomains', true)]),
    ...(hstsSeconds < PRELOAD_SECONDS ? [setTo('hstsSeconds', 2 * PRELOAD_SECONDS)] : []),
  ];
}

function realCertificate(config: Traefik): Violation[] {
  const tooSoft = !config.hstsSubdomains || config.hstsSeconds < PRELOAD_SECONDS;
  return [
    ...(config.hstsPreload && tooSoft
      ? [{ rule: 'hsts-preload', field: 'hstsPreload', message: `The preload list takes only sites with HSTS for subdomains and at least ${PRELOAD_SECONDS} seconds`, remedies: [preloadSteps(config)] }]
      : []),
  ];
}

/** What holds where TLS ends at this stack's own Traefik. */
function ownRules(config: Traefik, { tls }: Facts): Violation[] {
  return [
    ...(tls.mode === 'local' ? localHsts(config) : realCertificate(config)),
    ...acmePorts(config, tls),
    ...(config.hstsSeconds === 0 && isPubliclyTrusted(tls)
      ? [{ rule: 'no-hsts', field: 'hstsSeconds', severity: 'warning', message: 'A browser may be led to a page without TLS at its first try: with HSTS it remembers never to', remedies: [[setTo('hstsSeconds', 300)]] } as const]
      : []),
    ...(config.httpPort === config.httpsPort && endsTls(tls) ? [{ rule: 'ports', field: 'httpsPort', message: 'HTTP and HTTPS need two ports of the host', remedies: [[ask('httpsPort')], [setTo('httpPort', 80), setTo('httpsPort', 443)]] }] : []),
  ];
}

export function rules(config: Traefik, facts: Facts): Violation[] {
  return [
    ...(isShared(config) ? [...sharedRules(config, facts), ...realCertificate(config)] : ownRules(config, facts)),
    ...emptyAllowlist('dashboardAllow', config.dashboard, config.dashboardAllow),
    ...allowlists.flatMap((field) => openAllowlist(field, config[field])),
  ];
}
