import { dnsVariables, type DnsVariable } from '../../kit/dns-providers';
import type { Facts } from '../../kit/facts';
import { acmeMode, endsTls, type AcmeMode } from '../../kit/tls';
import { ref, text } from '../../kit/text';
import type { YamlValue } from '../../kit/yaml-file';
import type { Variable } from '../../kit/variable';

const DIRECTORIES: Record<AcmeMode, string> = {
  'le-staging': 'https://acme-staging-v02.api.letsencrypt.org/directory',
  'le-production': 'https://acme-v02.api.letsencrypt.org/directory',
};

/** Where certificate files are inside the container: from the owner's folder, or from the volume of the own authority. */
export const CERTIFICATES = '/certificates';

/** The entry point of everything but redirects. Behind a proxy there is one only, without TLS. */
export function siteEntryPoint({ tls }: Facts): 'web' | 'websecure' {
  return endsTls(tls) ? 'websecure' : 'web';
}

/** What stands under `tls` of a router; nothing where TLS ends elsewhere. */
export function tlsOf({ tls }: Facts): YamlValue | undefined {
  if (!endsTls(tls)) return undefined;
  const resolver = acmeMode(tls);
  if (!resolver) return {};
  const domains = [{ main: ref('WEBSITE_DOMAIN'), sans: [text`*.${ref('WEBSITE_DOMAIN')}`] }];
  return { certResolver: resolver, ...(tls.wildcard && { domains }) };
}

/** The same for a router that must not ask for a certificate. */
export function plainTlsOf({ tls }: Facts): YamlValue | undefined {
  return endsTls(tls) ? {} : undefined;
}

/** The same as labels. */
export function tlsLabels(facts: Facts, router: string): Record<string, ReturnType<typeof text> | string> {
  const { tls } = facts;
  if (!endsTls(tls)) return {};
  const resolver = acmeMode(tls);
  if (!resolver) return { [`${router}.tls`]: 'true' };
  return {
    [`${router}.tls.certresolver`]: resolver,
    ...(tls.wildcard && {
      [`${router}.tls.domains[0].main`]: ref('WEBSITE_DOMAIN'),
      [`${router}.tls.domains[0].sans`]: text`*.${ref('WEBSITE_DOMAIN')}`,
    }),
  };
}

const INTERMEDIATE_SUITES = [
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256',
  'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
];

/** The `tls` part of the dynamic file. */
export function tlsOptions({ tls }: Facts): YamlValue | undefined {
  if (!endsTls(tls)) return undefined;
  const options = {
    default: {
      minVersion: tls.profile === 'modern' ? 'VersionTLS13' : 'VersionTLS12',
      ...(tls.profile === 'intermediate' && { cipherSuites: INTERMEDIATE_SUITES }),
      curvePreferences: ['X25519MLKEM768', 'X25519', 'CurveP256', 'CurveP384'],
      // Without a real name a browser gets the own certificate and a warning that says why.
      ...(tls.mode !== 'local' && { sniStrict: true }),
    },
  };
  if (acmeMode(tls)) return { options };
  const files = { certFile: `${CERTIFICATES}/site.crt`, keyFile: `${CERTIFICATES}/site.key` };
  return tls.mode === 'files' ? { options, certificates: [files] } : { options, stores: { default: { defaultCertificate: files } } };
}

/** A store for each authority, so that a certificate of the one is never served for the other. */
export function acmeStorage(mode: AcmeMode, directory: string): string {
  const other = directory.replace(/^https:\/\//, '').replace(/[^a-z0-9]+/gi, '-').replace(/-$/, '');
  return `/acme/${mode}${other === '' ? '' : `-${other}`}.json`;
}

function challenge({ tls }: Facts): Record<string, YamlValue> {
  if (tls.challenge === 'http') return { httpChallenge: { entryPoint: 'web' } };
  return tls.challenge === 'dns' ? { dnsChallenge: { provider: tls.dnsProvider } } : { tlsChallenge: {} };
}

/** The `certificatesResolvers` of the static file. */
export function certificatesResolvers(facts: Facts): YamlValue | undefined {
  const { tls } = facts;
  const mode = acmeMode(tls);
  if (!mode) return undefined;
  return {
    [mode]: {
      acme: {
        email: ref('TRAEFIK_CERT_EMAIL'),
        caServer: tls.acmeDirectory === '' ? DIRECTORIES[mode] : tls.acmeDirectory,
        ...(tls.acmeCaFile && { caCertificates: [`${CERTIFICATES}/acme-ca.crt`] }),
        storage: acmeStorage(mode, tls.acmeDirectory),
        keyType: 'EC256',
        ...challenge(facts),
      },
    },
  };
}

const HOW = {
  'tls-alpn': 'TLS-ALPN-01: the certificate authority connects to port 443 of the domain.',
  http: 'HTTP-01: the certificate authority asks at port 80 of the domain. The redirect to https leaves that path alone.',
  dns: 'DNS-01: Traefik makes a TXT record at the DNS provider, with the keys of .env.',
};

export function resolverNote({ tls }: Facts): string {
  return acmeMode(tls) ? `${HOW[tls.challenge]} Certificates are kept in a volume.` : '';
}

/** What the DNS provider's API is called with; empty until the owner fills it in. */
export function dnsEnvironment({ tls }: Facts): readonly string[] {
  return acmeMode(tls) && tls.challenge === 'dns' ? dnsVariables(tls.dnsProvider).map(({ name }) => name) : [];
}

function keyVariable({ name, what, open }: DnsVariable, provider: string): Variable {
  return {
    name,
    comment: `Fill it in: ${what}. Traefik makes DNS records with it (${provider}).`,
    value: '',
    ownersChoice: true,
    ownerFillsIn: true,
    ...(open ? {} : { sensitive: true }),
  };
}

export function tlsVariables({ tls }: Facts): Variable[] {
  if (!acmeMode(tls)) return [];
  const keys = tls.challenge === 'dns' ? dnsVariables(tls.dnsProvider) : [];
  return [
    { name: 'TRAEFIK_CERT_EMAIL', comment: 'The certificate authority writes here when something is wrong.', value: tls.email },
    ...keys.map((key) => keyVariable(key, tls.dnsProvider)),
  ];
}
