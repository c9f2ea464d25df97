import type { Facts } from '../../kit/facts';
import type { Violation } from '../../kit/service';
import { emptyAllowlist } from '../../kit/values';
import type { Traefik } from './schema';

/** Seconds. Longer, and a browser holds it against every other project on the same host name. */
const LOCAL_HSTS_LIMIT = 300;
/** Seconds; what the preload list asks for (https://hstspreload.org). */
const PRELOAD_SECONDS = 31_536_000;

function localHsts(config: Traefik): Violation[] {
  const why = 'a browser would hold it against every other project on this host name; use a real certificate first';
  const violation = (field: string, message: string): Violation => ({ rule: 'hsts-local', field, message: `${message}: ${why}` });
  return [
    ...(config.hstsSeconds > LOCAL_HSTS_LIMIT ? [violation('hstsSeconds', `With local TLS at most ${LOCAL_HSTS_LIMIT} seconds`)] : []),
    ...(config.hstsSubdomains ? [violation('hstsSubdomains', 'Not with local TLS')] : []),
    ...(config.hstsPreload ? [violation('hstsPreload', 'Not with local TLS')] : []),
  ];
}

function realCertificate(config: Traefik, mode: string): Violation[] {
  const tooSoft = !config.hstsSubdomains || config.hstsSeconds < PRELOAD_SECONDS;
  return [
    ...(config.hstsPreload && tooSoft
      ? [{ rule: 'hsts-preload', field: 'hstsPreload', message: `The preload list takes only sites with HSTS for subdomains and at least ${PRELOAD_SECONDS} seconds` }]
      : []),
    ...(config.httpsPort !== 443
      ? [{ rule: 'acme-port', field: 'httpsPort', message: `${mode} needs HTTPS port 443: Let's Encrypt connects there to check the domain` }]
      : []),
  ];
}

export function rules(config: Traefik, { tls }: Facts): Violation[] {
  return [
    ...(tls.mode === 'local' ? localHsts(config) : realCertificate(config, tls.mode)),
    ...(config.httpPort === config.httpsPort ? [{ rule: 'ports', field: 'httpsPort', message: 'HTTP and HTTPS need two ports of the host' }] : []),
    ...emptyAllowlist('dashboardAllow', config.dashboard, config.dashboardAllow),
  ];
}
