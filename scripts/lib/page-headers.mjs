// What every answer of the server says about safety: docs/adr/0012-hashes-not-nonces.md tells why it is so.

/** Stands in the built headers until `seal-build.mjs` puts the hashes there: without them the page does not run. */
export const HASHES = "'sha256-not-sealed-yet'";

const directives = (policy) => Object.entries(policy).map(([name, value]) => `${name} ${value}`).join('; ');

const everywhere = {
  'default-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'object-src': "'none'",
};

const page = directives({
  ...everywhere,
  'script-src': `'self' ${HASHES}`,
  'script-src-attr': "'none'",
  'style-src': "'self'",
  'style-src-attr': "'none'",
  // Pictures of the diagram are made in the page: as blob: and data:, never fetched.
  'img-src': "'self' blob: data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'manifest-src': "'self'",
  'worker-src': "'self'",
  // One policy, made in app/before-paint.js, and the addresses of our own scripts are all that it lets through.
  'require-trusted-types-for': "'script'",
  'trusted-types': 'default',
});

/** A script that runs as a worker obeys the headers it came with itself; it has no document to protect. */
const script = directives({ ...everywhere, 'script-src': "'self'", 'connect-src': "'self'" });

/** Data: nothing in it may run, whatever it looks like. */
const data = directives({ ...everywhere, sandbox: '' }).trim();

/** The development server evaluates code, puts styles into the page and talks over a socket. */
const development = directives({
  ...everywhere,
  'script-src': "'self' 'unsafe-inline' 'unsafe-eval'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' blob: data:",
  'font-src': "'self'",
  'connect-src': "'self' ws:",
  'manifest-src': "'self'",
  'worker-src': "'self' blob:",
});

const UNUSED = [
  'accelerometer', 'autoplay', 'camera', 'display-capture', 'encrypted-media', 'fullscreen', 'geolocation', 'gyroscope',
  'hid', 'idle-detection', 'local-fonts', 'magnetometer', 'microphone', 'midi', 'payment', 'picture-in-picture',
  'publickey-credentials-get', 'screen-wake-lock', 'serial', 'usb', 'xr-spatial-tracking',
];

const common = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': UNUSED.map((feature) => `${feature}=()`).join(', '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Origin-Agent-Cluster': '?1',
};

const route = (source, headers) => ({ source, headers: Object.entries(headers).map(([key, value]) => ({ key, value })) });

/** For `headers` of next.config.js: of two that match, the later one counts. */
export function pageHeaders(isDevelopment) {
  return [
    route('/:path*', { ...common, 'Content-Security-Policy': isDevelopment ? development : page }),
    ...(isDevelopment ? [] : [route('/_next/static/:path*', { 'Content-Security-Policy': script })]),
    route('/api/:path*', { 'Content-Security-Policy': data }),
  ];
}
