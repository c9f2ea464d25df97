import type { YamlValue } from '../../kit/yaml-file';
import { browserFeatures, type Traefik } from './schema';

/** Features that nobody gets (OWASP Secure Headers Project, list of 2026-07), besides those a design may allow. */
const ALWAYS_DENIED = [
  'accelerometer', 'autoplay', 'cross-origin-isolated', 'display-capture', 'encrypted-media', 'gamepad', 'gyroscope', 'hid',
  'idle-detection', 'keyboard-map', 'magnetometer', 'midi', 'otp-credentials', 'picture-in-picture', 'serial', 'sync-xhr', 'usb', 'xr-spatial-tracking',
];

/** For JSON: nothing in it is ever rendered. */
export const API_CSP = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** Features without an allowance are denied with an empty list. */
export function permissionsPolicy(allowed: readonly string[]): string {
  return [...ALWAYS_DENIED, ...browserFeatures]
    .sort()
    .map((feature) => `${feature}=(${allowed.includes(feature) ? 'self' : ''})`)
    .join(', ');
}

/** Everything but the Content-Security-Policy, which differs by route. */
export function securityHeaders(config: Traefik): YamlValue {
  return {
    headers: {
      stsSeconds: config.hstsSeconds,
      stsIncludeSubdomains: config.hstsSubdomains,
      stsPreload: config.hstsPreload,
      // Behind a host port other than 443 Traefik still terminates TLS itself.
      forceSTSHeader: true,
      contentTypeNosniff: true,
      customFrameOptionsValue: config.frame,
      referrerPolicy: config.referrer,
      permissionsPolicy: permissionsPolicy(config.permissions),
      customResponseHeaders: {
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Resource-Policy': 'same-origin',
        'X-Permitted-Cross-Domain-Policies': 'none',
        'X-DNS-Prefetch-Control': 'off',
        // An empty value removes what an application sends.
        Server: '',
        // Obsolete, and itself a hole in old browsers.
        'X-XSS-Protection': '',
        'X-Powered-By': '',
      },
    },
  };
}

export function contentSecurityPolicy(policy: string): YamlValue {
  return { headers: { contentSecurityPolicy: policy } };
}

/** For the page, which loads nothing from elsewhere: it is isolated from every other site as well. */
export function sitePolicy(policy: string): YamlValue {
  return { headers: { contentSecurityPolicy: policy, customResponseHeaders: { 'Cross-Origin-Embedder-Policy': 'require-corp' } } };
}
