import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holds } from '../kit/test-property';
import { checkStack, defaultStack, removeService } from '../stack';
import { anyStack, stackWith } from '../stack/test-stacks';
import { changedFields, resets, undoing } from './changed';
import { applyChanges } from './changes';
import { differencesOf } from './differences';

describe('what was changed from the defaults', () => {
  const stack = stackWith('postgres', { port: 6543, database: 'shop' }, { hardening: { networks: 'tiers' } });
  const names = (id: string, kind: 'section' | 'service') => changedFields({ kind, id }, stack).map(({ name }) => name);

  test('is counted for each service and section', () => {
    expect([names('postgres', 'service'), names('hardening', 'section'), names('api', 'service'), names('nothing', 'service')]).toEqual([['database', 'port'], ['networks'], [], []]);
  });

  test('goes back all at once', () => {
    const back = applyChanges(stack, resets({ kind: 'service', id: 'postgres' }, stack));
    expect(back.services.postgres).toEqual(defaultStack.services.postgres);
    expect(back.hardening.networks).toBe('tiers');
  });
});

describe('a difference of two designs', () => {
  test('is undone by itself, a service too', () => {
    const without = removeService(defaultStack, 'pgadmin');
    for (const [now, base] of [[without, defaultStack], [defaultStack, without]] as const) {
      const [difference] = differencesOf(base, now);
      expect(applyChanges(now, [undoing(difference!, base)])).toEqual(base);
    }
  });

  test('undone with all others makes the one design of the other', () => {
    holds(fc.tuple(anyStack, anyStack), ([base, now]) => {
      const back = applyChanges(now, differencesOf(base, now).map((difference) => undoing(difference, base)));
      const checked = checkStack(back);
      expect(checked.ok && differencesOf(base, checked.stack)).toEqual([]);
    }, 15);
  });
});
