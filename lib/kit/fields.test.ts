import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { services } from '../services';
import { fields, wordsOf } from './fields';
import { Project } from './project';

const Example = z.strictObject({
  port: z.int().min(1).max(10).default(5).meta({ title: 'Port', description: 'D.', section: 'Run', unit: 'bananas', variable: 'PORT' }),
  free: z.int().default(0).meta({ title: 'Free' }),
  on: z.boolean().default(true).meta({ title: 'On' }),
  mode: z.enum(['a', 'b']).default('b').meta({ title: 'Mode', labels: { a: 'The first' }, visibleWhen: { field: 'on', in: [true] } }),
  look: z.enum(['x', 'y']).default('x').meta({ title: 'Look', widget: 'segmented' }),
  name: z.string().regex(/^a/).default('a').meta({ title: 'Name', placeholder: 'abc' }),
  list: z.array(z.string()).default([]).meta({ title: 'List' }),
});

const byName = Object.fromEntries(fields(Example).map((field) => [field.name, field]));

describe('the description of a field', () => {
  test('has everything that the schema says, though a default stands in front of it', () => {
    expect(byName['port']).toEqual({
      name: 'port', title: 'Port', description: 'D.', widget: 'number', default: 5, minimum: 1, maximum: 10,
      section: 'Run', unit: 'bananas', variable: 'PORT',
    });
  });

  test('has no limit where there is none', () => {
    expect(byName['free']).not.toHaveProperty('minimum');
    expect(byName['free']).not.toHaveProperty('maximum');
  });

  test('has choices with their labels, or themselves', () => {
    expect(byName['mode']?.choices).toEqual([{ value: 'a', label: 'The first' }, { value: 'b', label: 'b' }]);
    expect(byName['mode']?.visibleWhen).toEqual({ field: 'on', in: [true] });
  });

  test.each([['port', 'number'], ['on', 'switch'], ['mode', 'select'], ['look', 'segmented'], ['name', 'text'], ['list', 'list']])('says that %s is edited with a %s', (name, widget) => {
    expect(byName[name]?.widget).toBe(widget);
  });

  test('stands in the order of the schema', () => {
    expect(fields(Example).map(({ name }) => name)).toEqual(Object.keys(Example.shape));
  });

  test('is made once', () => {
    expect(fields(Example)).toBe(fields(Example));
  });

  test('is there for the real forms too', () => {
    expect(fields(Project).map(({ name, variable }) => [name, variable])).toEqual([
      ['name', 'COMPOSE_PROJECT_NAME'], ['domain', 'WEBSITE_DOMAIN'], ['www', undefined], ['aliases', undefined], ['inFront', undefined], ['trustedProxies', 'TRUSTED_PROXIES'], ['environment', 'ENV'], ['network', 'NETWORK_NAME'],
    ]);
    expect(fields(services.traefik.schema).find(({ name }) => name === 'hstsSeconds')).toMatchObject({ default: 300, minimum: 0, unit: 'seconds' });
    expect(fields(services.api.schema).find(({ name }) => name === 'rateLimitWindowMs')).toMatchObject({ minimum: 1000, maximum: 3_600_000, unit: 'ms' });
  });
});

describe('a value in words', () => {
  const { unit: _unit, choices: _choices, ...plain } = fields(Example)[0]!;

  test.each([[1, 'processes', '1 process'], [2, 'processes', '2 processes'], [1, 'days', '1 day'], [1, 'ms', '1 ms'], [1, 'requests/s', '1 requests/s'], [1, undefined, '1']])('has its unit: %s in %s is %s', (count, unit, words) => {
    expect(wordsOf(unit === undefined ? plain : { ...plain, unit }, count)).toBe(words);
  });

  test('is what the form calls it', () => {
    const chosen = { ...plain, choices: [{ value: 'a', label: 'First' }] };
    expect([true, false, 'a', 'b', ['a', 'b'], [], '', undefined].map((value) => wordsOf(chosen, value))).toEqual(['on', 'off', 'First', 'b', 'First, b', 'none', 'empty', 'empty']);
  });
});
