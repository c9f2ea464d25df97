import type { Facts } from '../../kit/facts';
import type { YamlFile, YamlValue } from '../../kit/yaml-file';
import { contentSecurityPolicy } from './headers';
import { plainTlsOf, siteEntryPoint } from './tls';

/** Above every router of a design; Traefik keeps only the last thousand below the largest number for itself. */
const PRIORITY = 1_000_000;

/** Seconds after which programs may ask again. */
const RETRY_AFTER = '300';

/** The page has one style element and nothing else that loads or runs; its test compares the hash with the page. */
export const MAINTENANCE_CSP =
  "default-src 'none'; style-src 'sha256-1/d1kamPDUPPnGkVd8iAn0jYR343WHE8Rt9tOAEI9Ns='; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

// `noop@internal` answers 418 by itself, so that no container has to be there for a 503.
function answer(query: string): YamlValue {
  return { errors: { status: ['418'], statusRewrites: { '418': 503 }, service: 'edge-pages', query } };
}

function router(rule: string, above: number, csp: string, page: string, facts: Facts): YamlValue {
  return {
    rule, entryPoints: [siteEntryPoint(facts)], priority: PRIORITY + above,
    middlewares: ['security-headers', csp, 'maintenance-retry', page], service: 'noop@internal', tls: plainTlsOf(facts),
  };
}

/**
 * `traefik/maintenance.yml`: lies beside the folder that Traefik reads until `scripts/maintenance on` copies it there.
 * That script adds conditions to the end of each line `rule:`.
 */
export function maintenanceConfig(facts: Facts): YamlFile {
  return {
    kind: 'yaml',
    path: 'traefik/maintenance.yml',
    references: 'go-template',
    head: `What Traefik answers while scripts/maintenance is on: that script copies this file into traefik-config/, where
Traefik reads it at once, and takes it away again.`,
    data: {
      http: {
        routers: {
          maintenance: router('PathPrefix(`/`)', 0, 'csp-maintenance', 'maintenance-page', facts),
          'maintenance-api': router('(Path(`/api`) || PathPrefix(`/api/`))', 1, 'csp-api', 'maintenance-json', facts),
        },
        middlewares: {
          'maintenance-page': answer('/.edge/maintenance'),
          'maintenance-json': answer('/.edge/maintenance.json'),
          'maintenance-retry': { headers: { customResponseHeaders: { 'Retry-After': RETRY_AFTER, 'Cache-Control': 'no-store' } } },
          'csp-maintenance': contentSecurityPolicy(MAINTENANCE_CSP),
        },
      },
    },
    notes: {
      'http.routers': 'Before every other router. tls is empty: the certificates are those that Traefik has anyway.',
      'http.middlewares.maintenance-page': 'Traefik itself says 503; the page is fetched from the container of the site, if that is there.',
    },
  };
}

