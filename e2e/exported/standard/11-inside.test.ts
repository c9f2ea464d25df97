import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { booted } from '../support/booted';
import { isSpa } from '../support/expecting';
import { say } from '../support/http';
import { tell } from '../support/run';

const { stack } = booted('standard');
const client = stack.https();

/** A request from the API's container to Django, as the API makes it, but with the headers given. */
async function askDjango(path: string, headers: Record<string, string>, method = 'GET') {
  const { DJANGO_PORT } = await stack.environment();
  const program = `
import http.client, json, sys
path, method, headers = json.loads(sys.argv[1])
connection = http.client.HTTPConnection('django', ${DJANGO_PORT}, timeout=10)
connection.request(method, path, headers=headers)
answer = connection.getresponse()
print(json.dumps({'status': answer.status, 'type': answer.getheader('content-type'), 'body': answer.read().decode()[:500]}))`;
  const outcome = await stack.exec('api', ['python', '-c', program, JSON.stringify([path, method, headers])]);
  expect(outcome.code, tell(outcome)).toBe(0);
  return JSON.parse(outcome.stdout) as { status: number; type: string; body: string };
}

describe('S6 Django is not to be reached from outside', () => {
  const mark = randomBytes(6).toString('hex');
  const paths = [
    ...['/admin', '/admin/', '/admin/login/', '/admin/static/admin/css/base.css', '/static/admin/css/base.css', '/django/', '/ADMIN/', '//admin/'],
    ...['/internal/users/me', '/internal/auth/login', '//internal/users/me', '/INTERNAL/users/me', '/%69nternal/users/me', '/internal%2fusers%2fme'],
    ...['/api/../internal/users/me', '/api/%2e%2e/internal/users/me', '/api/..%2finternal/users/me', '/api/internal/users/me', '/./internal/users/me', '/healthz'],
  ];

  it.each(paths)('%s is the SPA or an error', async (path) => {
    const answer = await client.get(`${path}${path.includes('?') ? '&' : '?'}mark=${mark}`);
    expect(answer.body, say(answer)).not.toMatch(/csrfmiddlewaretoken|django|DisallowedHost|invalid_session|service token/i);
    if (answer.status < 300) expect(isSpa(answer), say(answer)).toBe(true);
    else expect([301, 307, 308, 400, 404], say(answer)).toContain(answer.status);
  });

  it('and Django’s log has none of those requests', async () => {
    expect(await stack.logs('django')).not.toContain(mark);
  });

  it('a Host header with its internal name leads nowhere', async () => {
    for (const host of ['django', 'django:8001', 'api', 'postgres']) {
      const answer = await client.get('/internal/users/me', { headers: { host } });
      expect([404, 421], say(answer)).toContain(answer.status);
    }
  });
});

describe('S6 /internal asks for the service token', () => {
  it.each<Record<string, string>>([{}, { authorization: 'Bearer ' }, { authorization: 'Bearer wrong' }, { authorization: 'Basic d3Jvbmc6d3Jvbmc=' }])('%o: 403 JSON', async (headers) => {
    const answer = await askDjango('/internal/users/me', { host: 'django', 'x-forwarded-proto': 'https', 'x-user-id': '1', ...headers });
    expect(answer, JSON.stringify(answer)).toMatchObject({ status: 403 });
    expect(answer.type).toMatch(/json/);
  });

  it('with the token it answers', async () => {
    const { INTERNAL_API_TOKEN } = await stack.environment();
    const answer = await askDjango('/internal/users/me', { host: 'django', 'x-forwarded-proto': 'https', authorization: `Bearer ${INTERNAL_API_TOKEN}`, 'x-user-id': '999999', 'x-token-id': 'x', 'x-token-issued-at': '1' });
    expect(answer, JSON.stringify(answer)).toMatchObject({ status: 401 });
  });

  it('liveness needs no token and no database', async () => {
    expect(await askDjango('/healthz', { host: 'django' })).toMatchObject({ status: 200 });
  });

  it('a host name that is not allowed is refused', async () => {
    expect(await askDjango('/healthz', { host: 'evil.example' }).then(({ body }) => body)).not.toMatch(/DisallowedHost|settings|Traceback/);
    expect(await askDjango('/internal/users/me', { host: 'evil.example' })).toMatchObject({ status: expect.toSatisfy((status: number) => status === 400 || status === 403) });
  });
});
