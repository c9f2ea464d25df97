import { beforeAll, describe, expect, it } from 'vitest';
import { booted } from '../support/booted';
import { expectJsonError, expectStatus, goodPassword, logIn, register, sessionCookie, somebody } from '../support/expecting';
import { header, headerValues, json, say, type Client } from '../support/http';
import { sleep, tell } from '../support/run';
import { sourceOn, type Source } from '../support/source';

const { stack } = booted('standard');
let source: Source;
let client: Client;

beforeAll(async () => {
  source = await sourceOn(stack);
});

describe('S5 Accounts', () => {
  const email = somebody('Grace.Hopper');

  it('register answers 201 with the user and logs in', async () => {
    client = source.client();
    const answer = await client.post('/api/auth/register', { email, password: goodPassword });
    expectStatus(answer, 201);
    expect(String(json(answer).email).toLowerCase()).toBe(email.toLowerCase());
    expect(answer.body).not.toContain(goodPassword);
    expect(answer.body).not.toMatch(/argon2|pbkdf2/);
    expect(json(await client.get('/api/users/me'))).toMatchObject({ id: json(answer).id });
  });

  it('the cookie is HttpOnly, Secure, SameSite=Lax, bound to the host, and lives as long as JWT_EXPIRE', async () => {
    const answer = await logIn(source.client(), { email, password: goodPassword });
    expectStatus(answer, 200);
    const { name, attributes } = sessionCookie(answer);
    expect(name).toMatch(/^__Host-/);
    expect(attributes).toEqual(expect.arrayContaining(['httponly', 'secure', 'samesite=lax', 'path=/', `max-age=${7 * 24 * 3600}`]));
    expect(attributes.some((one) => one.startsWith('domain='))).toBe(false);
  });

  it('the token is nowhere but in the cookie', async () => {
    const answer = await logIn(source.client(), { email, password: goodPassword });
    expect(answer.body).not.toContain(sessionCookie(answer).value);
    expect(headerValues(answer, 'authorization')).toEqual([]);
  });

  it('users/me answers what Django knows', async () => {
    const answer = await client.get('/api/users/me');
    expectStatus(answer, 200);
    expect(json(answer)).toMatchObject({ email: expect.stringMatching(new RegExp(`^${email}$`, 'i')) });
    expect(json(answer)).toHaveProperty('date_joined');
  });

  it('without a cookie users/me is a JSON 401', async () => {
    expectJsonError(await source.client().get('/api/users/me'), 401);
  });

  it('e-mail is the same in any case, at log in and at register', async () => {
    expectStatus(await logIn(source.client(), { email: email.toUpperCase(), password: goodPassword }), 200);
    expectJsonError(await source.client().post('/api/auth/register', { email: email.toLowerCase(), password: goodPassword }), 409);
  });

  it('refuses weak passwords and addresses that are none, saying why', async () => {
    for (const password of ['short', '1234567890123', 'password123']) {
      const answer = await source.client().post('/api/auth/register', { email: somebody(), password });
      expectJsonError(answer, 422);
      expect(answer.body, 'the answer does not repeat the password').not.toContain(`"${password}"`);
    }
    expectJsonError(await source.client().post('/api/auth/register', { email: 'not-an-address', password: goodPassword }), 422);
  });

  it('a wrong password and an unknown address get the same 401', async () => {
    const wrong = await logIn(source.client(), { email, password: 'Wrong-Tree-River-30!' });
    const unknown = await logIn(source.client(), { email: somebody('nobody'), password: goodPassword });
    expectJsonError(wrong, 401);
    expectJsonError(unknown, 401);
    expect(json(unknown)).toEqual(json(wrong));
    expect(headerValues(wrong, 'set-cookie')).toEqual([]);
  });

  it('passwords of any characters work', async () => {
    const password = `π "quote' \\ $HOME %41 ${goodPassword} `;
    const person = await register(source.client(), somebody('odd'), password);
    expectStatus(await logIn(source.client(), person), 200);
    expectJsonError(await logIn(source.client(), { ...person, password: password.trim() }), 401);
  });
});

describe('S5 Log out', () => {
  it('answers 204, takes the cookie away, clears site data and revokes the token', async () => {
    const one = source.client();
    const person = await register(one);
    const { name, value } = sessionCookie(await logIn(one, person));
    const answer = await one.post('/api/auth/logout', undefined);
    expectStatus(answer, 204);
    expect(header(answer, 'clear-site-data'), say(answer)).toMatch(/"cookies"/);
    expect(one.cookies.has(name), say(answer)).toBe(false);
    expectJsonError(await one.get('/api/users/me', { headers: { cookie: `${name}=${value}` } }), 401);
  });

  it('leaves the person’s other sessions alone', async () => {
    const phone = source.client();
    const desk = source.client();
    const person = await register(phone);
    expectStatus(await logIn(desk, person), 200);
    expectStatus(await phone.post('/api/auth/logout', undefined), 204);
    expectStatus(await desk.get('/api/users/me'), 200);
  });

  it('without a session is 204 too', async () => {
    expectStatus(await source.client().post('/api/auth/logout', undefined), 204);
  });
});

describe('S5 Django decides who is still in', () => {
  /** What an administrator does in the admin, done by a line of Django. */
  async function change(email: string, statement: string) {
    const program = `from django.contrib.auth import get_user_model; user = get_user_model().objects.get(email__iexact='${email}'); ${statement}; user.save()`;
    const outcome = await stack.exec('django', ['python', 'manage.py', 'shell', '-c', program]);
    expect(outcome.code, tell(outcome)).toBe(0);
  }

  it('an account that is switched off is out at once', async () => {
    const one = source.client();
    const person = await register(one);
    await change(person.email, 'user.is_active = False');
    expectJsonError(await one.get('/api/users/me'), 401);
    expectJsonError(await logIn(source.client(), person), 401);
  });

  it('a new password ends the sessions that were open', async () => {
    const one = source.client();
    const person = await register(one);
    await sleep(1100);
    await change(person.email, "user.set_password('Another-River-30!')");
    expectJsonError(await one.get('/api/users/me'), 401);
    expectStatus(await logIn(source.client(), { ...person, password: 'Another-River-30!' }), 200);
  });

  it('passwords are kept as argon2', async () => {
    const person = await register(source.client());
    await change(person.email, "assert user.password.startswith('argon2'), user.password[:12]");
  });
});
