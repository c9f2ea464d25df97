import { describe, expect, test } from 'vitest';
import { limitsScripts, openScripts } from './script-policy';

describe('a content security policy', () => {
  test.each([
    ["script-src 'self' 'unsafe-inline'", "script-src 'self' 'unsafe-inline'"],
    ["default-src 'self' 'unsafe-eval'", "default-src 'self' 'unsafe-eval'"],
    ["default-src *; img-src 'self'", 'default-src *'],
    ["default-src 'self'; script-src https:", 'script-src https:'],
    ["script-src 'self'; script-src-elem *", 'script-src-elem *'],
    ["script-src 'self'; script-src-attr 'unsafe-inline'", "script-src-attr 'unsafe-inline'"],
  ])('lets any script run: %s', (policy, directive) => expect(openScripts(policy)).toBe(directive));

  test.each([
    "default-src 'self'",
    "default-src 'none'; script-src",
    "default-src 'self' 'unsafe-inline'; script-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval' 'unsafe-hashes'",
    "script-src 'self' 'unsafe-inline' 'sha256-abc='",
    "script-src 'self' https://cdn.example.com; style-src 'unsafe-inline'",
  ])('lets none but its own run: %s', (policy) => expect([openScripts(policy), limitsScripts(policy)]).toEqual([undefined, true]));

  test('may say nothing of scripts', () => expect(limitsScripts("frame-ancestors 'none'; style-src 'self'")).toBe(false));
});
