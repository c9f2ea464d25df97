import { describe, expect, test } from 'vitest';
import { holds } from '../kit/test-property';
import { checkStack, defaultStack } from '../stack';
import { anyStack, stackOf } from '../stack/test-stacks';
import { differencesWords, startsFrom } from './start';

const named = (id: string, stack = defaultStack) => startsFrom(stack).find(({ preset }) => preset.id === id)!;

describe('a design to start from', () => {
  test('differs in nothing where it is the design already', () => {
    expect(named('whole').differences).toEqual([]);
    expect(differencesWords([])).toBe('');
  });

  test('says what it adds, removes and changes', () => {
    expect(differencesWords(named('hardened').differences)).toMatch(/^adds Valkey and Backup · removes pgAdmin · changes \d+ settings$/);
    expect(differencesWords(named('local').differences)).toMatch(/^adds Mailpit · changes \d+ settings$/);
  });

  test('counts from the design that is there', () => {
    const hardened = named('hardened').stack;
    expect(named('hardened', hardened).differences).toEqual([]);
    expect(differencesWords(named('whole', hardened).differences)).toMatch(/^adds pgAdmin · removes Valkey and Backup/);
  });

  test('keeps the name, and does not call it a difference', () => {
    const shop = stackOf({ project: { name: 'shop' } });
    expect(named('local', shop).differences.some(({ field }) => field === 'Name')).toBe(false);
  });

  test('holds all rules, whatever was there before', () => {
    holds(anyStack, (stack) => {
      for (const { stack: next } of startsFrom(stack)) expect(checkStack(next).ok).toBe(true);
    }, 30);
  });
});
