import { describe, expect, test } from 'vitest';
import firstDefaults from '../defaults/1.json';
import { checkStack, defaultStack } from '../index';
import { problemsOf } from '../test-stacks';
import { STACK_VERSION, migrate } from './index';

function hardened(hardening: Record<string, unknown>): unknown {
  return { ...firstDefaults, hardening: { ...firstDefaults.hardening, ...hardening } };
}

describe('a design of version 1', () => {
  test('that nobody changed is the default design of today', () => {
    expect(checkStack(firstDefaults)).toEqual({ ok: true, stack: defaultStack });
  });

  test.each([
    [true, 'data'],
    [false, 'one'],
  ])('with separateDataNetwork %s has networks %s', (separateDataNetwork, networks) => {
    expect(checkStack(hardened({ separateDataNetwork }))).toMatchObject({ ok: true, stack: { version: STACK_VERSION, hardening: { networks } } });
  });

  test('with something else in its place is refused where the field stands now', () => {
    expect(problemsOf(hardened({ separateDataNetwork: 'yes' }))).toEqual(['schema/invalid_value hardening.networks']);
  });

  test('is left as it was by whoever holds it', () => {
    const old = structuredClone(firstDefaults);
    migrate(old);
    expect(old).toEqual(firstDefaults);
  });
});

describe('what is no design of an earlier version', () => {
  test.each([null, 'x', [], {}, { version: 0 }, { version: 1.5 }, { version: '1' }, { version: STACK_VERSION }, { version: STACK_VERSION + 1 }])('comes back as it is: %j', (draft) => {
    expect(migrate(draft)).toBe(draft);
  });
});
