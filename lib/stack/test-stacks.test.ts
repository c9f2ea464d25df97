import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fields } from '../kit/fields';
import { seed } from '../kit/test-property';
import { serviceIds, services } from '../services';
import { checkStack } from './check';
import { sections } from './schema';
import { anyStack } from './test-stacks';

const sample = fc.sample(anyStack, { seed, numRuns: 300 });
const parts = [
  ...sections.map(({ id, schema }) => ({ name: id as string, schema, of: (stack: (typeof sample)[number]) => stack[id] as Record<string, unknown> })),
  ...serviceIds.map((id) => ({ name: id as string, schema: services[id].schema, of: (stack: (typeof sample)[number]) => stack.services[id] as Record<string, unknown> | undefined })),
];

describe('random designs', () => {
  test('break no rule', () => {
    expect(sample.every((stack) => checkStack(stack).ok)).toBe(true);
  });

  test('have optional services sometimes', () => {
    for (const id of serviceIds.filter((each) => services[each].presence !== 'required')) {
      expect(new Set(sample.map((stack) => stack.services[id] !== undefined)).size, id).toBe(2);
    }
  });

  test.each(parts)('take every choice and more than one value of each field of $name', ({ schema, of }) => {
    for (const field of fields(schema)) {
      const seen = new Set(sample.map((stack) => JSON.stringify(of(stack)?.[field.name])));
      const choices = Array.isArray(field.default) ? [] : (field.choices ?? []);
      for (const { value } of choices) expect(seen, field.name).toContain(JSON.stringify(value));
      if (choices.length !== 1) expect(seen.size, field.name).toBeGreaterThan(1);
    }
  });
});
