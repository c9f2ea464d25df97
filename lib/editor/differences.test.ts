import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holds } from '../kit/test-property';
import { defaultStack, type Stack } from '../stack';
import { anyStack, parsed, stackWith } from '../stack/test-stacks';
import { differencesOf } from './differences';

describe('the differences of two designs', () => {
  test('are none between a design and itself', () => {
    expect(differencesOf(defaultStack, { ...defaultStack, layout: { postgres: { x: 1, y: 2 } } } as Stack)).toEqual([]);
  });

  test('are said in the words of the forms', () => {
    const to = stackWith('postgres', { port: 6543 }, { hardening: { networks: 'tiers', readOnly: false } });
    expect(differencesOf(defaultStack, to)).toEqual([
      { id: 'hardening.readOnly', kind: 'changed', owner: 'Hardening', field: 'Read-only file systems', from: 'on', to: 'off' },
      { id: 'hardening.networks', kind: 'changed', owner: 'Hardening', field: 'Networks', from: 'One', to: 'Edge, app, data' },
      { id: 'services.postgres.port', kind: 'changed', owner: 'PostgreSQL', field: 'Port', from: '5432', to: '6543' },
    ]);
  });

  test('name what comes and what goes as a whole', () => {
    const { pgadmin: _, ...services } = defaultStack.services;
    const to = parsed({ ...defaultStack, services: { ...services, nginx: {} }, containers: { shop: { image: 'a/b:1.2' } } });
    expect(differencesOf(defaultStack, to)).toEqual([
      { id: 'added nginx', kind: 'added', owner: 'Nginx' },
      { id: 'added shop', kind: 'added', owner: 'shop' },
      { id: 'removed pgadmin', kind: 'removed', owner: 'pgAdmin' },
    ]);
  });

  test('have ids of their own, are short, and are none exactly when nothing but the layout differs', () => {
    holds(fc.tuple(anyStack, anyStack), ([from, to]) => {
      const found = differencesOf(from, to);
      expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
      for (const { from: before = '', to: after = '' } of found) expect(Math.max(before.length, after.length)).toBeLessThan(80);
      const meaning = ({ layout: _, ...stack }: Stack) => JSON.stringify(parsed(stack));
      expect(found.length === 0).toBe(meaning(from) === meaning(to));
    }, 40);
  });
});
