import { randomBytes } from 'node:crypto';
import { compareSync } from 'bcryptjs';
import { describe, expect, test } from 'vitest';
import { nodeSecretSource } from '../server/secrets';
import { PLACEHOLDER, makeSecrets, randomText, type SecretSpec } from './secret';
import { requireSecret } from './variable';

const specs: SecretSpec[] = [
  { kind: 'random', name: 'PASSWORD', length: 24, title: 'Password', change: 'None.' },
  { kind: 'htpasswd', name: 'USER', user: 'admin', password: 'PASSWORD', title: 'Entry' },
  { kind: 'random', name: 'KEY', length: 64, title: 'Key', change: 'None.' },
];
const source = { random: (length: number) => randomBytes(length), bcrypt: (password: string) => `$2b$10$hash-of-${password}` };

describe('a random text', () => {
  test.each([1, 24, 64, 1000])('of %i characters has letters and digits only', (length) => {
    expect(randomText(length, source.random)).toMatch(new RegExp(`^[A-Za-z0-9]{${length}}$`));
  });

  test('takes every letter equally often', () => {
    const counts = new Map<string, number>();
    // Every byte once: 248 of 256 are used, four for each of the 62 letters; the rest would favour some.
    const everyByte = () => Uint8Array.from({ length: 256 }, (_, index) => index);
    for (const letter of randomText(248, everyByte)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    expect([...counts.values()]).toEqual(Array.from({ length: 62 }, () => 4));
  });

  test('asks for more bytes until it has enough', () => {
    let asked = 0;
    const useless = (length: number) => (asked++ < 3 ? new Uint8Array(length).fill(255) : new Uint8Array(length));
    expect(randomText(5, useless)).toBe('AAAAA');
  });
});

describe('the secrets of an export', () => {
  test('are all that are asked for', () => {
    const secrets = makeSecrets(specs, source);
    expect(Object.keys(secrets).sort()).toEqual(['KEY', 'PASSWORD', 'USER']);
    expect(secrets['USER']).toBe(`admin:$2b$10$hash-of-${secrets['PASSWORD']}`);
    expect(secrets['KEY']).toHaveLength(64);
  });

  test('differ from export to export', () => {
    expect(makeSecrets(specs, source)['KEY']).not.toBe(makeSecrets(specs, source)['KEY']);
  });

  test('are kept when they are given, and nothing else is', () => {
    const secrets = makeSecrets(specs, source, { KEY: 'mine', OTHER: 'x' });
    expect(secrets['KEY']).toBe('mine');
    expect(secrets).not.toHaveProperty('OTHER');
  });

  test.each(['', PLACEHOLDER])('are made anew where %j is given', (given) => {
    expect(makeSecrets(specs, source, { KEY: given })['KEY']).toHaveLength(64);
  });

  test('keep a hash that is given, and do not invent a password for it', () => {
    const secrets = makeSecrets(specs, source, { USER: 'admin:$2b$10$mine' });
    expect(secrets['USER']).toBe('admin:$2b$10$mine');
    expect(secrets).not.toHaveProperty('PASSWORD');
  });

  test('have a new hash for another user', () => {
    const secrets = makeSecrets(specs, source, { USER: 'root:$2b$10$old', PASSWORD: 'known' });
    expect(secrets['USER']).toBe('admin:$2b$10$hash-of-known');
  });

  test('are hashed so that the password opens', () => {
    const { PASSWORD = '', USER = '' } = makeSecrets(specs, nodeSecretSource);
    expect(USER).toMatch(/^admin:\$2[aby]\$10\$/);
    expect(compareSync(PASSWORD, USER.slice('admin:'.length))).toBe(true);
  });
});

describe('an export without one of its secrets', () => {
  test.each([{}, { KEY: '' }])('is refused, and the secret is named: %j', (secrets) => {
    expect(() => requireSecret(secrets, 'KEY')).toThrow(/KEY/);
  });
});
