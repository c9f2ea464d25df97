import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { booted } from '../support/booted';
import { expectJsonError, expectStatus, logIn, register, sessionCookie } from '../support/expecting';
import { claimsOf, sign, type Claims } from '../support/jwt';
import { headerValues, say } from '../support/http';
import { sourceOn, type Source } from '../support/source';

const { stack } = booted('standard');
let source: Source;
let key = '';
let cookie = '';
let token = '';
let claims: Claims = {};
const now = () => Math.floor(Date.now() / 1000);
const without = (...names: string[]) => Object.fromEntries(Object.entries(claims).filter(([name]) => !names.includes(name)));

beforeAll(async () => {
  source = await sourceOn(stack);
  key = (await stack.environment()).JWT_SECRET ?? '';
  const person = await register(source.client());
  const session = sessionCookie(await logIn(source.client(), person));
  cookie = session.name;
  token = session.value;
  claims = claimsOf(token);
});

const me = (value: string) => source.client().get('/api/users/me', { headers: { cookie: `${cookie}=${value}` } });

describe('S5 The token itself', () => {
  it('names user, issue, expiry and itself, and no person', () => {
    expect(Object.keys(claims)).toEqual(expect.arrayContaining(['sub', 'iat', 'exp', 'jti']));
    expect(Number(claims.exp) - Number(claims.iat)).toBe(7 * 24 * 3600);
    expect(JSON.stringify(claims)).not.toMatch(/@example\.com|password/);
  });

  it('is accepted when signed by hand with JWT_SECRET, so that the refusals below mean something', async () => {
    expectStatus(await me(sign(claims, key)), 200);
    expectStatus(await me(sign({ ...claims, jti: randomBytes(16).toString('hex') }, key)), 200);
  });
});

describe('S5 Tokens that are not to be believed get a JSON 401', () => {
  const header = () => token.split('.')[0] ?? '';
  const signature = () => token.split('.')[2] ?? '';
  const body = (value: Claims) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const forged: Record<string, () => string> = {
    'expired': () => sign({ ...claims, iat: now() - 7200, exp: now() - 3600 }, key),
    'expired a minute ago': () => sign({ ...claims, iat: now() - 7200, exp: now() - 61 }, key),
    'alg none': () => sign(claims, key, 'none'),
    'alg none with the old signature': () => `${sign(claims, key, 'none')}${signature()}`,
    'another algorithm with the right key': () => sign(claims, key, 'HS512'),
    'another key': () => sign(claims, `${key}x`),
    'an empty key': () => sign(claims, ''),
    'a key brought along in the header': () => sign(claims, 'mine', 'HS256', { jwk: { kty: 'oct', k: 'bWluZQ' }, kid: '../../dev/null' }),
    'another user’s number under the old signature': () => `${header()}.${body({ ...claims, sub: '1' })}.${signature()}`,
    'the wrong audience': () => sign({ ...claims, aud: 'https://evil.example' }, key),
    'the wrong issuer': () => sign({ ...claims, iss: 'https://evil.example' }, key),
    'no audience': () => sign(without('aud'), key),
    'no expiry': () => sign(without('exp'), key),
    'no id': () => sign(without('jti'), key),
    'no subject': () => sign(without('sub'), key),
    'no issue time': () => sign(without('iat'), key),
    'not valid yet': () => sign({ ...claims, nbf: now() + 3600 }, key),
    'issued in the future': () => sign({ ...claims, iat: now() + 86_400, exp: now() + 90_000 }, key),
    'a user who never was': () => sign({ ...claims, sub: '999999999' }, key),
    'a subject that is no number': () => sign({ ...claims, sub: "1' OR '1'='1" }, key),
    'a subject with a header in it': () => sign({ ...claims, sub: '1\r\nX-User-Id: 1' }, key),
    'a subject of the wrong type': () => sign({ ...claims, sub: { id: 1 } }, key),
    'an expiry that is text': () => sign({ ...claims, exp: 'never' }, key),
    'two parts': () => token.split('.').slice(0, 2).join('.'),
    'nonsense': () => 'nonsense',
    'empty': () => '',
    'eight kilobytes of it': () => 'a'.repeat(8000),
  };

  it.each(Object.keys(forged))('%s', async (name) => {
    const answer = await me(forged[name]?.() ?? '');
    expectJsonError(answer, 401);
    expect(answer.body, say(answer)).not.toMatch(/traceback|jwt\.|exception/i);
  });

  it('a bearer header instead of the cookie counts for nothing that the cookie would not', async () => {
    const answer = await source.client().get('/api/users/me', { headers: { authorization: `Bearer ${sign(claims, `${key}x`)}` } });
    expectJsonError(answer, 401);
    expect(headerValues(answer, 'set-cookie').filter((line) => !/max-age=0/i.test(line))).toEqual([]);
  });

  it('headers of the inner protocol from outside count for nothing', async () => {
    const headers = { 'x-user-id': '1', 'x-token-id': String(claims.jti), 'x-token-issued-at': String(now()), 'x_user_id': '1' };
    expectJsonError(await source.client().get('/api/users/me', { headers }), 401);
  });
});
