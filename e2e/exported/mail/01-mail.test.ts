import { appendFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { designOf, exported, remove, start } from '../data/booting';
import { freshPage, launchBrowser } from '../support/browser';
import { expectStatus, isSpa } from '../support/expecting';
import { complaintsAboutContainer } from '../support/hardened';
import { header, json, say } from '../support/http';
import { whenRouted } from '../support/routed';
import { eventually, tell, type Outcome } from '../support/run';
import { complaintsAboutHeaders } from '../support/security-headers';
import type { Stack } from '../support/stack';
import { provideMailpit } from './image';

const gate = { user: 'keeper', password: `a 'quoted" $word\\` };
const open = { authorization: `Basic ${Buffer.from(`${gate.user}:${gate.password}`).toString('base64')}` };
const design = {
  ...designOf('b2e-mail', 25_200, {
    'services.pgadmin': 'false',
    'services.mailpit': 'true',
    'services.mailpit.exposure': 'basic-auth',
    'services.traefik.basicAuthUser': gate.user,
    'services.valkey': 'true',
    'services.worker': 'true',
    'services.django.mailFrom': 'shop@example.com',
    'hardening.networks': 'tiers',
    'hardening.secrets': 'files',
  }),
  secrets: { TRAEFIK_PASSWORD: gate.password },
};

/** What a person writes into the app, as the README has it. */
const task = `

@shared_task
def write_to(address: str) -> None:
    from django.core.mail import send_mail

    send_mail("From a task", "Grüße aus der Warteschlange", None, [address])
`;

let stack: Stack;

beforeAll(async () => {
  await provideMailpit();
  stack = await exported(design);
  await appendFile(stack.file('django/users/tasks.py'), task);
  await start(stack);
  await whenRouted(stack);
});
afterAll(() => remove(stack));

function well(outcome: Outcome): Outcome {
  expect(outcome.code, tell(outcome)).toBe(0);
  return outcome;
}

interface Message {
  ID: string;
  Subject: string;
  From: { Address: string };
  To: { Address: string }[];
}

async function messages(): Promise<Message[]> {
  const answer = await stack.https().get('/mail/api/v1/messages', { headers: open });
  expectStatus(answer, 200);
  return json(answer)['messages'] as Message[];
}

const received = (address: string) => eventually(`mail to ${address}`, async () => (await messages()).find(({ To }) => To.some((one) => one.Address === address)), 30_000);

describe('41 Mail that is caught', () => {
  it('runs as hard as the others, and healthy', async () => {
    const container = await stack.container('mailpit');
    expect(complaintsAboutContainer('mailpit', container)).toEqual([]);
    expect(container.State.Health?.Status).toBe('healthy');
  });

  it('comes from Django', async () => {
    well(await stack.exec('django', ['python', 'manage.py', 'sendtestemail', 'from-django@example.org']));
    expect((await received('from-django@example.org')).From.Address).toBe('shop@example.com');
  });

  it('comes from a task, whose text arrives as it was', async () => {
    const hand = "import django; django.setup()\nfrom users.tasks import write_to\nwrite_to.delay('from-a-task@example.org')\n";
    well(await stack.compose(['exec', '-T', 'django', 'python', '-'], { input: hand }));
    const message = await received('from-a-task@example.org');
    expect([message.Subject, message.From.Address]).toEqual(['From a task', 'shop@example.com']);
    const whole = await stack.https().get(`/mail/api/v1/message/${message.ID}`, { headers: open });
    expect(json(whole)['Text']).toContain('Grüße aus der Warteschlange');
    expect(await stack.logs('worker')).not.toMatch(/"level": "(ERROR|WARNING)"/);
  });

  it('goes to the worker by a network that the page of the site is not on', async () => {
    const on = async (service: string) => Object.keys((await stack.container(service)).NetworkSettings.Networks);
    const shared = (await on('worker')).filter((network) => network.endsWith('app'));
    expect(shared).toHaveLength(1);
    expect(await on('mailpit')).toEqual(expect.arrayContaining(shared));
    expect(await on('react-app')).not.toEqual(expect.arrayContaining(shared));
  });

  it('can be seen by whoever has the account, at /mail, and by nobody else', async () => {
    for (const path of ['/mail/', '/mail/api/v1/messages']) {
      const closed = await stack.https().get(path);
      expectStatus(closed, 401);
      expect(closed.body).not.toContain('example.org');
      expectStatus(await stack.https().get(path, { headers: open }), 200);
    }
    const page = await stack.https().get('/mail/', { headers: open });
    expect(isSpa(page), say(page)).toBe(false);
    expect(page.body).toContain('/mail/dist/app.js');
    expect(header(page, 'content-security-policy')).toContain("script-src 'self'");
    expect(complaintsAboutHeaders(page)).toEqual([]);
  });

  it('is shown in a real browser, under the policy of its route', async ({ skip }) => {
    const browser = await launchBrowser(stack.design.domain);
    if (!browser) return skip('no Chromium on this machine');
    try {
      const { page, complaints } = await freshPage(browser, { httpCredentials: { username: gate.user, password: gate.password } });
      await page.goto(`https://${stack.design.domain}:${stack.design.httpsPort}/mail/`);
      await page.getByText('From a task').first().click();
      await page.getByText('Grüße aus der Warteschlange').first().waitFor();
      // Told through a socket, without loading the page again.
      await page.goBack();
      well(await stack.exec('django', ['python', 'manage.py', 'sendtestemail', 'while-looking@example.org']));
      await page.getByText('while-looking@example.org').first().waitFor();
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  });

  it('is lost when the catcher is away, and Django says so at once', async () => {
    await stack.mustCompose(['stop', 'mailpit']);
    const from = Date.now();
    const outcome = await stack.exec('django', ['python', 'manage.py', 'sendtestemail', 'nobody@example.org']);
    expect(outcome.code, tell(outcome)).not.toBe(0);
    expect(Date.now() - from).toBeLessThan(20_000);
    await stack.mustCompose(['up', '-d', '--wait', 'mailpit']);
    // Traefik hears a moment later than compose that it is healthy.
    expect(await eventually('the route of the catcher', messages)).toEqual([]);
  });

  it('and the stack passes its own tests', async () => {
    await whenRouted(stack);
    well(await stack.script('smoke-test'));
    well(await stack.script('security-audit'));
  });
});
