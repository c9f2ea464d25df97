import { beforeAll, describe, expect, it } from 'vitest';
import { gate, superuser } from '../designs';
import { booted } from '../support/booted';
import { expectStatus, isSpa } from '../support/expecting';
import { header, headerValues, say, type Client } from '../support/http';
import { complaintsAboutHeaders } from '../support/security-headers';
import { sourceOn, type Source } from '../support/source';

const { stack } = booted('exposed');
const basic = (user: string, password: string) => ({ authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` });
const open = basic(gate.user, gate.password);
/** This machine is the network's gateway, the one address on the allowlist. */
const client = stack.https();
let stranger: Source;

beforeAll(async () => {
  stranger = await sourceOn(stack);
});

const admin = '/admin';

describe('S6 The exposed admin', () => {
  it('shows its log-in page, with its styles, to the allowed address with the account', async () => {
    const answer = await client.get(`${admin}/login/?next=${admin}/`, { headers: open });
    expectStatus(answer, 200);
    expect(answer.body).toContain('csrfmiddlewaretoken');
    const styles = [...answer.body.matchAll(/<link[^>]+href="([^"]+\.css)"/g)].map((match) => match[1] ?? '');
    const scripts = [...answer.body.matchAll(/<script[^>]+src="([^"]+\.js)"/g)].map((match) => match[1] ?? '');
    expect(styles.length).toBeGreaterThan(0);
    for (const name of [...styles, ...scripts]) {
      expect(name.startsWith(`${admin}/static/`), name).toBe(true);
      const file = await client.get(name, { headers: open });
      expectStatus(file, 200);
      expect(header(file, 'content-type'), say({ ...file, body: '' })).toMatch(name.endsWith('.css') ? /^text\/css/ : /javascript/);
      expect(header(file, 'cache-control')).toMatch(/max-age=\d{6,}/);
    }
  });

  it('leads from its root to the log-in page, within https', async () => {
    for (const path of [admin, `${admin}/`]) {
      const answer = await client.get(path, { headers: open });
      expectStatus(answer, 301, 302, 308);
      expect(header(answer, 'location'), say(answer)).toMatch(new RegExp(`^(https://${stack.design.domain}:${stack.design.httpsPort})?${admin}/(login/\\?next=${admin}/)?$`));
    }
  });

  it('asks for the account: 401 without it or with a wrong one', async () => {
    for (const headers of [{}, basic(gate.user, 'wrong'), basic('admin', 'admin'), basic('', ''), { authorization: 'Bearer x' }]) {
      for (const path of [admin, `${admin}/`, `${admin}/login/`, `${admin}/static/admin/css/base.css`]) {
        const answer = await client.get(path, { headers: headers as Record<string, string> });
        expectStatus(answer, 401);
        expect(header(answer, 'www-authenticate'), say(answer)).toMatch(/^Basic /);
      }
    }
  });

  it('refuses an address that is not on the list: 403, with or without the account', async () => {
    for (const headers of [{}, open]) {
      for (const path of [admin, `${admin}/`, `${admin}/login/`, `${admin}/static/admin/css/base.css`]) expectStatus(await stranger.client().get(path, { headers }), 403);
    }
  });

  it('does not believe a forged address', async () => {
    for (const name of ['x-forwarded-for', 'x-real-ip', 'forwarded', 'true-client-ip', 'cf-connecting-ip', 'x_forwarded_for']) {
      const value = name === 'forwarded' ? 'for=10.213.87.1' : '10.213.87.1';
      expectStatus(await stranger.client().get(`${admin}/login/`, { headers: { ...open, [name]: value } }), 403);
    }
    expectStatus(await stranger.client().get(`${admin}/login/`, { headers: { ...open, 'x-forwarded-for': '10.213.87.1, 10.213.87.1' } }), 403);
  });

  it('carries the security headers, once, also on its refusals', async () => {
    const answers = [await client.get(`${admin}/login/`, { headers: open }), await client.get(admin, { headers: open }), await client.get(`${admin}/`), await stranger.client().get(`${admin}/`)];
    expect(answers.flatMap((each) => complaintsAboutHeaders(each))).toEqual([]);
  });
});

describe('S6 Ways around that lead nowhere', () => {
  const tricks = [
    ...['//admin/login/', '/ADMIN/login/', '/Admin/login/', '/%61dmin/login/', '/admin%2flogin/', '/.//admin/login/', '/x/../admin/login/', '/x/%2e%2e/admin/login/'],
    ...['/admin;x=1/login/', '/admin%00/login/', '/admin%20/login/', '/admin\\login/', '/adminx/login/', '/;/admin/login/', '/static/admin/css/base.css', '/nginx/../admin/login/'],
  ];

  it.each(tricks)('%s shows nothing of Django without the account', async (path) => {
    for (const one of [client, stranger.client()]) {
      const answer = await one.get(path);
      expect(answer.body, say(answer)).not.toMatch(/csrfmiddlewaretoken|Django/);
      if (answer.status === 200) expect(isSpa(answer), say(answer)).toBe(true);
    }
  });

  const inner = [
    ...['/internal/users/me', '/admin/../internal/users/me', '/admin/%2e%2e/internal/users/me', '/admin/..%2finternal/users/me', '/admin/..;/internal/users/me', '/admin/internal/users/me'],
    ...['/admin/static/../../internal/users/me', '/admin/static/%2e%2e/%2e%2e/internal/users/me', '/admin//internal/users/me', '/admin/../healthz', '/internal%2fusers/me', '//internal/users/me', '/admin/static/..%5c..%5cinternal'],
  ];

  it.each(inner)('%s never reaches /internal, not even with the account', async (path) => {
    const answer = await client.get(path, { headers: open });
    const isInner = /^application\/json/.test(header(answer, 'content-type') ?? '') && /token|session|"status": ?"ok"/i.test(answer.body);
    expect(isInner, say(answer)).toBe(false);
    if (answer.status < 300) expect(isSpa(answer), say(answer)).toBe(true);
  });

  it('no file of Django’s is served beside the collected ones', async () => {
    for (const path of ['/admin/static/../settings/production.py', '/admin/static/..%2f..%2fmanage.py', '/admin/static/%2e%2e/manage.py', '/admin/static/']) {
      const answer = await client.get(path, { headers: open });
      expect(answer.body, say(answer)).not.toMatch(/import os|DJANGO_SETTINGS_MODULE|Index of/);
    }
  });
});

describe('S5 S6 A person works in the admin', () => {
  async function submit(one: Client, password: string) {
    const form = await one.get(`${admin}/login/?next=${admin}/`, { headers: open });
    const token = /name="csrfmiddlewaretoken" value="([^"]+)"/.exec(form.body)?.[1] ?? '';
    const body = new URLSearchParams({ csrfmiddlewaretoken: token, username: superuser.email, password, next: `${admin}/` }).toString();
    const page = `${one.origin}${admin}/login/?next=${admin}/`;
    return one.ask('POST', `${admin}/login/?next=${admin}/`, { body, headers: { ...open, 'content-type': 'application/x-www-form-urlencoded', origin: one.origin, referer: page } });
  }

  it('logs in through the form and sees the site', async () => {
    const one = stack.https();
    const answer = await submit(one, superuser.password);
    expectStatus(answer, 302);
    for (const line of headerValues(answer, 'set-cookie')) expect(line).toMatch(/;\s*secure/i);
    const site = await one.get(`${admin}/`, { headers: open });
    expectStatus(site, 200);
    expect(site.body).toMatch(/logout/);
    expect(site.body.match(/<script(?![^>]*\bsrc=)(?![^>]*type="application\/json")[^>]*>/g) ?? [], 'inline scripts, which the CSP refuses').toEqual([]);
    expectStatus(await one.get(`${admin}/users/user/`, { headers: open }), 200);
  });

  it('a wrong password shows the form again, and many are slowed', async () => {
    const one = stack.https();
    const first = await submit(one, 'wrong');
    expectStatus(first, 200);
    expect(first.body).toContain('csrfmiddlewaretoken');
  });

  it('a form from another site is refused', async () => {
    const one = stack.https();
    const answer = await one.ask('POST', `${admin}/login/`, { body: 'username=a&password=b', headers: { ...open, 'content-type': 'application/x-www-form-urlencoded', origin: 'https://evil.example' } });
    expectStatus(answer, 403);
  });
});
