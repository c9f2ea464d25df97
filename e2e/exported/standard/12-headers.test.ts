import tls from 'node:tls';
import { beforeAll, describe, expect, it } from 'vitest';
import { booted } from '../support/booted';
import { expectStatus } from '../support/expecting';
import { header, headerValues, type Answer } from '../support/http';
import { complaintsAboutHeaders } from '../support/security-headers';

const { stack } = booted('standard');
const client = stack.https();

describe('S8 Every answer carries the security headers, once', () => {
  const asked: Record<string, () => Promise<Answer>> = {
    'the page': () => client.get('/'),
    'a deep link': () => client.get('/profile'),
    'a missing asset': () => client.get('/assets/none.js'),
    'the API': () => client.get('/api/health'),
    'a 401': () => client.get('/api/users/me'),
    'a JSON 404': () => client.get('/api/none'),
    'a 405': () => client.get('/api/auth/login'),
    'a 422': () => client.post('/api/auth/login', {}),
    'a 403': () => client.post('/api/auth/logout', undefined, { headers: { origin: 'https://evil.example' } }),
    'a log out': () => client.post('/api/auth/logout', undefined),
    'HEAD': () => client.ask('HEAD', '/'),
    'OPTIONS': () => client.ask('OPTIONS', '/api/health'),
  };

  it.each(Object.keys(asked))('%s', async (name) => {
    const answer = await asked[name]?.();
    if (!answer) throw new Error('nothing asked');
    expect(complaintsAboutHeaders(answer)).toEqual([]);
  });

  it('an asset and its 304', async () => {
    const page = await client.get('/');
    const script = /src="(\/[^"]+\.js)"/.exec(page.body)?.[1] ?? '/';
    const first = await client.get(script);
    expect(complaintsAboutHeaders(first)).toEqual([]);
    const etag = header(first, 'etag');
    const again = await client.get(script, { headers: { 'if-none-match': etag ?? '' } });
    expectStatus(again, 304);
    expect(complaintsAboutHeaders(again)).toEqual([]);
  });

  it('the redirect from http names no server', async () => {
    const answer = await stack.http().get('/x');
    expect(headerValues(answer, 'server')).toEqual([]);
    expect(headerValues(answer, 'x-powered-by')).toEqual([]);
  });
});

describe('S8 What the headers say', () => {
  let answer: Answer;
  beforeAll(async () => {
    answer = await client.get('/');
  });

  it('HSTS is short on localhost: five minutes, no subdomains, no preload (C16)', () => {
    expect(header(answer, 'strict-transport-security')).toBe('max-age=300');
  });

  it('the CSP has no unsafe word and closes what the SPA does not need', () => {
    const policy = header(answer, 'content-security-policy') ?? '';
    expect(policy).not.toMatch(/unsafe-|\*|http:|data:\s*;?\s*script/);
    for (const directive of ["default-src 'self'", "object-src 'none'", "frame-ancestors 'none'"]) expect(policy).toContain(directive);
    expect(policy).toMatch(/base-uri '(self|none)'/);
    expect(policy).toMatch(/form-action '(self|none)'/);
  });

  it('permissions are denied by name', () => {
    const policy = header(answer, 'permissions-policy') ?? '';
    for (const feature of ['camera', 'microphone', 'geolocation', 'payment', 'usb']) expect(policy).toContain(`${feature}=()`);
  });
});

/** A handshake with what is offered; undefined when the server wants none of it. */
function handshake(options: tls.ConnectionOptions): Promise<{ protocol: string | null; cipher: string; alpn: string | false | null; names: string } | undefined> {
  return new Promise((resolve) => {
    const socket = tls.connect({ host: '127.0.0.1', port: stack.design.httpsPort, servername: stack.design.domain, rejectUnauthorized: false, ...options }, () => {
      const found = { protocol: socket.getProtocol(), cipher: socket.getCipher().standardName, alpn: socket.alpnProtocol, names: socket.getPeerCertificate().subjectaltname ?? '' };
      socket.destroy();
      resolve(found);
    });
    socket.on('error', () => resolve(undefined));
  });
}

describe('18 TLS', () => {
  it('1.3 and 1.2 work, 1.1 does not', async () => {
    expect(await handshake({ minVersion: 'TLSv1.3' })).toMatchObject({ protocol: 'TLSv1.3' });
    expect(await handshake({ maxVersion: 'TLSv1.2', ecdhCurve: 'auto' })).toMatchObject({ protocol: 'TLSv1.2' });
    expect(await handshake({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' })).toBeUndefined();
  });

  it('no CBC and no plain RSA suite', async () => {
    for (const ciphers of ['AES128-SHA', 'AES256-GCM-SHA384', 'AES128-GCM-SHA256', 'ECDHE-RSA-AES128-SHA', 'ECDHE-ECDSA-AES256-SHA']) {
      expect(await handshake({ maxVersion: 'TLSv1.2', ciphers: `${ciphers}@SECLEVEL=0` }), ciphers).toBeUndefined();
    }
  });

  it('X25519 and P-256 work, P-521 does not', async () => {
    expect(await handshake({ ecdhCurve: 'X25519' })).toBeDefined();
    expect(await handshake({ ecdhCurve: 'prime256v1' })).toBeDefined();
    expect(await handshake({ ecdhCurve: 'secp521r1' })).toBeUndefined();
  });

  it('speaks HTTP/2', async () => {
    expect(await handshake({ ALPNProtocols: ['h2', 'http/1.1'] })).toMatchObject({ alpn: 'h2' });
  });
});
