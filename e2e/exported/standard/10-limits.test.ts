import https from 'node:https';
import { describe, expect, it } from 'vitest';
import { booted } from '../support/booted';
import { expectJsonError, expectStatus, goodPassword, logIn, register, somebody } from '../support/expecting';
import { header, json, say, type Answer, type Client } from '../support/http';
import { complaintsAboutHeaders } from '../support/security-headers';
import { sourceOn, type Source } from '../support/source';

const { stack } = booted('standard');
/**
 * Answers that Traefik refused by itself: its access log has no status of an origin for them. The API has a limit of
 * its own, which alone would look the same from outside.
 */
async function refusedByTraefik(source: Source): Promise<number> {
  const lines = (await stack.logs('traefik', ['--since', '2m'])).split('\n').filter((line) => line.includes(`"ClientHost":"${source.address}"`));
  return lines.map((line) => JSON.parse(line) as { DownstreamStatus: number; OriginStatus?: number }).filter(({ DownstreamStatus, OriginStatus }) => DownstreamStatus === 429 && !OriginStatus).length;
}

/** Knocks in waves until Traefik refuses; bounded, over open connections, and only ever at 127.0.0.1. */
async function burst(source: Source, headers: () => Record<string, string> = () => ({})): Promise<Answer[]> {
  const agent = new https.Agent({ keepAlive: true, maxSockets: 40 });
  const client = source.client();
  const limited: Answer[] = [];
  try {
    for (let wave = 0; wave < 8; wave++) {
      const answers = await Promise.all(Array.from({ length: 200 }, () => client.get('/api/health', { agent, headers: headers() })));
      for (const answer of answers) expectStatus(answer, 200, 429);
      limited.push(...answers.filter((answer) => answer.status === 429));
      if (limited.length > 0 && (await refusedByTraefik(source)) > 0) return limited;
    }
    throw new Error(`1600 requests to /api/health in a row, ${limited.length} times 429, and none of them by Traefik`);
  } finally {
    agent.destroy();
  }
}

const expectRetryAfter = (answer: Answer) => {
  expectStatus(answer, 429);
  expect(header(answer, 'retry-after'), say(answer)).toMatch(/^\d+$/);
  expect(complaintsAboutHeaders(answer)).toEqual([]);
};

describe('S7 Traefik limits /api for each client', () => {
  it('a burst gets 429 with Retry-After, and somebody else does not notice', async () => {
    const loud = await sourceOn(stack);
    const quiet = await sourceOn(stack);
    (await burst(loud)).forEach(expectRetryAfter);
    expectStatus(await quiet.client().get('/api/health'), 200);
  });

  it('X-Forwarded-For and its relatives do not make a new client', async () => {
    const loud = await sourceOn(stack);
    let count = 0;
    const forged = () => {
      const address = `198.51.100.${(count++ % 250) + 1}`;
      return { 'x-forwarded-for': address, 'x-real-ip': address, forwarded: `for=${address}`, 'true-client-ip': address };
    };
    (await burst(loud, forged)).forEach(expectRetryAfter);
  });

  it('pages are not under that limit', async () => {
    const source = await sourceOn(stack);
    const client = source.client();
    const answers = await Promise.all(Array.from({ length: 60 }, () => client.get('/')));
    answers.forEach((answer) => expectStatus(answer, 200));
  });
});

describe('S5 Failed log-ins are slowed', () => {
  const wrong = 'Not-The-Password-31!';
  async function until429(client: Client, attempts: number, email: () => string, headers: () => Record<string, string> = () => ({})) {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const answer = await client.post('/api/auth/login', { email: email(), password: wrong }, { headers: headers() });
      if (answer.status === 429) return { answer, attempt };
      expectJsonError(answer, 401);
    }
    throw new Error(`${attempts} wrong passwords in a row and no 429`);
  }

  it('for one account: 429 with Retry-After, while another account can log in from elsewhere', async () => {
    const here = await sourceOn(stack);
    const there = await sourceOn(stack);
    const person = await register(there.client());
    const other = await register(there.client());
    const { answer, attempt } = await until429(here.client(), 20, () => person.email);
    expectJsonError(answer, 429);
    expectRetryAfter(answer);
    expect(json(answer)).toMatchObject({ code: 'too_many_attempts' });
    expect(attempt, 'a person may mistype twice').toBeGreaterThan(2);
    expectStatus(await logIn(there.client(), other), 200);
  });

  it('for one account also when every try comes from another address', async () => {
    const there = await sourceOn(stack);
    const person = await register(there.client());
    const tries: number[] = [];
    for (let round = 0; round < 4 && !tries.includes(429); round++) {
      const client = (await sourceOn(stack)).client();
      for (let attempt = 0; attempt < 5 && !tries.includes(429); attempt++) tries.push((await logIn(client, { ...person, password: wrong })).status);
    }
    expect(tries).toContain(429);
  });

  it('for one address that tries many accounts, whatever X-Forwarded-For says', async () => {
    const here = await sourceOn(stack);
    let count = 0;
    const { answer } = await until429(here.client(), 60, () => somebody('guess'), () => ({ 'x-forwarded-for': `203.0.113.${(count++ % 250) + 1}` }));
    expectJsonError(answer, 429);
    expectRetryAfter(answer);
    const elsewhere = await sourceOn(stack);
    const person = await register(elsewhere.client(), somebody(), goodPassword);
    expectStatus(await logIn(elsewhere.client(), person), 200);
  });
});
