import { expect } from 'vitest';
import { header, headerValues, json, say, type Answer, type Client } from './http';

/** Passwords that Django's validators like. */
export const goodPassword = 'Tall-Tree-River-29!';

let people = 0;
/** An address that no other test uses. */
export const somebody = (name = 'ada') => `${name}-${process.pid}-${Date.now().toString(36)}-${++people}@example.com`;

export function expectStatus(answer: Answer, ...allowed: number[]) {
  expect(allowed, say(answer)).toContain(answer.status);
}

/** S12, S5: an error from the API's side of the house is JSON with a `detail`, never a page. */
export function expectJsonError(answer: Answer, ...allowed: number[]) {
  expectStatus(answer, ...allowed);
  expect(header(answer, 'content-type'), say(answer)).toMatch(/^application\/(problem\+)?json\b/);
  expect(json(answer), say(answer)).toHaveProperty('detail');
}

export function isSpa(answer: Answer): boolean {
  return /^text\/html\b/.test(header(answer, 'content-type') ?? '') && /<div id="root"/.test(answer.body);
}

export function expectSpa(answer: Answer) {
  expectStatus(answer, 200);
  expect(isSpa(answer), `the SPA's page: ${say(answer)}`).toBe(true);
}

/** The cookie that carries the session: the one HttpOnly cookie of an answer, with its attributes. */
export function sessionCookie(answer: Answer) {
  const lines = headerValues(answer, 'set-cookie').filter((line) => /;\s*httponly/i.test(line));
  expect(lines.length, `one HttpOnly cookie: ${say(answer)}`).toBe(1);
  const [pair = '', ...attributes] = (lines[0] ?? '').split(';').map((part) => part.trim());
  const at = pair.indexOf('=');
  return { name: pair.slice(0, at), value: pair.slice(at + 1), attributes: attributes.map((one) => one.toLowerCase()) };
}

export interface Person {
  email: string;
  password: string;
}

/** Registers a new person and leaves the client logged in. */
export async function register(client: Client, email = somebody(), password = goodPassword): Promise<Person> {
  const answer = await client.post('/api/auth/register', { email, password });
  expectStatus(answer, 201);
  return { email, password };
}

export async function logIn(client: Client, { email, password }: Person): Promise<Answer> {
  return client.post('/api/auth/login', { email, password });
}
