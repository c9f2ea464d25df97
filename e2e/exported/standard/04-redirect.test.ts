import { describe, expect, it } from 'vitest';
import { booted } from '../support/booted';
import { header, say } from '../support/http';

const { stack } = booted('standard');
const origin = `https://${stack.design.domain}:${stack.design.httpsPort}`;

describe('S2 http goes to https', () => {
  it.each(['/', '/deep/path', '/api/health', '/find?q=a%20b&q=c', '/enc%C3%B6ded/?x=%2F'])('%s keeps path, query and the https port', async (path) => {
    const answer = await stack.http().get(path);
    expect([301, 308], say(answer)).toContain(answer.status);
    expect(header(answer, 'location'), say(answer)).toBe(`${origin}${path}`);
  });

  it('redirects a POST too, and serves it nothing', async () => {
    const answer = await stack.http().post('/api/auth/login', { email: 'a@example.com', password: 'x' });
    expect([301, 308], say(answer)).toContain(answer.status);
    expect(header(answer, 'set-cookie')).toBeUndefined();
  });

  it('is not talked into sending people to another host', async () => {
    const answer = await stack.http().get('//evil.example/%2e%2e');
    const location = header(answer, 'location');
    if (location) expect(new URL(location, origin).hostname, say(answer)).toBe(stack.design.domain);
  });
});

describe('36 A name that is not the stack’s', () => {
  it('gets no page of the app over TLS', async () => {
    const answer = await stack.https().get('/', { headers: { host: `other.example:${stack.design.httpsPort}` } });
    expect([404, 421], say(answer)).toContain(answer.status);
    expect(answer.body).not.toContain('<div id="root"');
  });
});
