import { settingOf, type Hit } from '../../kit/audit';
import type { Exposure } from '../../kit/exposure';
import { isPublicDomain } from '../../kit/project';
import { references } from '../../kit/references';
import type { Stack } from '../../stack';
import { breaksRules } from '../broken';
import type { StackRule } from '../rule';

const withTls = (stack: Stack, change: Partial<Stack['tls']>): Stack => ({ ...stack, tls: { ...stack.tls, ...change } });

type Map = Readonly<Record<string, unknown>>;
const mapOf = (value: unknown): Map => (typeof value === 'object' && value !== null ? (value as Map) : {});

/** `tls.options` of the dynamic files. */
function options({ dynamicFiles }: Exposure): { readonly name: string; readonly minimum: string; readonly where: Hit['where'] }[] {
  return dynamicFiles.flatMap((source) =>
    Object.entries(mapOf(mapOf(mapOf(source.data)['tls'])['options'])).map(([name, value]) => ({
      name,
      minimum: String(mapOf(value)['minVersion'] ?? ''),
      where: source.place(['tls', 'options', name, 'minVersion']),
    })),
  );
}

function resolvers({ staticFile }: Exposure): { readonly name: string; readonly server: string; readonly where: Hit['where'] }[] {
  if (!staticFile) return [];
  return Object.entries(mapOf(mapOf(staticFile.data)['certificatesResolvers'])).map(([name, value]) => ({
    name,
    server: String(mapOf(mapOf(value)['acme'])['caServer'] ?? ''),
    where: staticFile.place(['certificatesResolvers', name, 'acme', 'caServer']),
  }));
}

/** Whether only proxies connect, and all others are sent away. */
const hasFront = ({ entryPoints }: Exposure) => entryPoints.some(({ tls, believes }) => tls && believes.length > 0);

/** A public name with a certificate of the stack's own authority. */
function ownAuthority(exposure: Exposure): Hit[] {
  const edge = exposure.services.find(({ id }) => id === exposure.edge);
  const domain = settingOf(exposure, 'WEBSITE_DOMAIN');
  const isLocal = edge?.environment['TLS_MODE'] === 'local' && isPublicDomain(domain);
  return edge && isLocal ? [{ where: edge.place('environment', 'TLS_MODE'), what: `${domain} has a certificate of the stack's own authority.` }] : [];
}

/** Where the certificate comes from and what TLS allows. */
export const tlsRules: readonly StackRule[] = [
  {
    id: 'tls/staging', severity: 'medium', title: 'The certificate is a trial one',
    why: 'No browser believes it, so people learn to click warnings away.',
    reference: references.staging,
    find: (exposure) => resolvers(exposure).filter(({ server }) => server.includes('staging')).map(({ name, server, where }) => ({ where, what: `${name} asks ${server}.` })),
    fix: {
      label: "Let's Encrypt",
      apply: (stack) => (stack.tls.mode === 'le-staging' && !stack.tls.acmeDirectory.includes('staging') ? withTls(stack, { mode: 'le-production' }) : undefined),
    },
    byHand: { words: "Once a trial has worked, choose Let's Encrypt and leave the directory empty.", at: () => ['tls', 'acmeDirectory'] },
  },
  {
    id: 'tls/own-authority', severity: 'medium', title: 'A public domain has a certificate that nobody knows',
    why: 'Every visitor gets a warning, and cannot tell it from an attack.',
    reference: references.transport,
    find: (exposure) => (hasFront(exposure) ? [] : ownAuthority(exposure)),
    fix: {
      label: "Let's Encrypt",
      apply: (stack) => {
        const asked = withTls(stack, { mode: 'le-production' });
        return breaksRules(asked) ? undefined : asked;
      },
    },
    byHand: { words: "Choose Let's Encrypt for the certificate, and fill in what it asks for.", at: () => ['tls', 'mode'] },
  },
  {
    id: 'tls/own-authority-front', severity: 'medium', title: 'The proxy in front does not know the certificate of this stack',
    why: 'Visitors see the certificate of the proxy; one that checks this one refuses it (Cloudflare with "Full (strict)"), and one that does not check takes anybody on the way for this stack.',
    reference: references.transport,
    find: (exposure) => (hasFront(exposure) ? ownAuthority(exposure) : []),
    byHand: {
      words: "Choose own certificate files with one that the proxy checks, such as Cloudflare's origin certificate, or Let's Encrypt with a proof by DNS; a proxy of your own can be told to trust the authority of this stack instead.",
      at: () => ['tls', 'mode'],
    },
  },
  {
    id: 'tls/old', severity: 'high', title: 'TLS versions with known holes are taken',
    why: 'TLS 1.0 and 1.1 can be read along; browsers gave them up in 2020.',
    reference: references.tls,
    find: (exposure) => options(exposure).filter(({ minimum }) => !/^VersionTLS1[23]$/.test(minimum)).map(({ name, minimum, where }) => ({ where, what: `${name} takes ${minimum === '' ? 'whatever Traefik takes' : minimum}.`, key: name })),
    byHand: { words: 'Write minVersion: VersionTLS12 there.' },
  },
  {
    id: 'tls/intermediate', severity: 'info', title: 'TLS 1.2 is taken too',
    why: 'It is sound with these ciphers; every browser since 2019 can do without.',
    reference: references.tls,
    find: (exposure) => options(exposure).filter(({ minimum }) => minimum === 'VersionTLS12').map(({ name, where }) => ({ where, what: `${name} takes TLS 1.2.`, key: name })),
    fix: { label: 'TLS 1.3 alone', apply: (stack) => withTls(stack, { profile: 'modern' }) },
  },
  {
    id: 'tls/plain-inside', severity: 'low', title: 'Between the proxy and this stack nothing is encrypted',
    why: 'Whoever is on that network reads passwords and sessions along.',
    reference: references.transport,
    find: ({ entryPoints, staticFile }) => entryPoints.filter(({ tls, ports, believes }) => staticFile && !tls && ports.length > 0 && believes.length > 0 && !entryPoints.some((other) => other.tls)).map(({ name, where }) => ({ where, what: `${name} speaks plain HTTP with the proxy in front.`, key: name })),
    byHand: { words: 'Keep the proxy and this stack on one private network, or choose a certificate that the stack has itself.', at: () => ['tls', 'mode'] },
  },
];
