import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { generate, secretSpecs } from '../../generator';
import { makeSecrets } from '../../kit/secret';
import { nodeSecretSource } from '../../server/secrets';
import { readTemplates } from '../../server/templates';
import { checkStack, defaultStack } from '../index';
import { parsed, stackOf, stackWith } from '../test-stacks';
import { presets, presetStack, withPreset } from './index';

const templates = readTemplates(path.join(import.meta.dirname, '../../../templates'));

const named = (id: string) => presets.find((preset) => preset.id === id)!;

describe.each(presets.map((preset) => [preset.title, preset] as const))('the preset %s', (_, preset) => {
  const stack = presetStack(preset);

  test('breaks no rule', () => {
    expect(checkStack(stack)).toEqual({ ok: true, stack });
  });

  test('says nothing that is the default anyway', () => {
    const { services = {}, ...sections } = preset.design;
    for (const [name, part] of Object.entries({ ...sections, ...services })) {
      const usual = { ...defaultStack, ...defaultStack.services }[name as 'tls'] as Record<string, unknown> | undefined;
      for (const [field, value] of Object.entries(part)) expect([name, field, usual?.[field]]).not.toEqual([name, field, value]);
    }
  });

  test('leads to files', async () => {
    const files = generate(stack, { templates: await templates, secrets: makeSecrets(secretSpecs(stack), nodeSecretSource) });
    const kept: unknown = JSON.parse(files.find((file) => file.path === 'stack.json')!.text);
    expect(checkStack(kept)).toEqual({ ok: true, stack });
  });

  test('is what somebody has who takes it first', () => {
    expect(withPreset(defaultStack, preset)).toEqual(stack);
  });

  test('can be taken twice', () => {
    const shop = withPreset(stackOf({ project: { name: 'shop' } }), preset);
    expect(withPreset(shop, preset)).toEqual(shop);
    expect(shop.project.name).toBe('shop');
  });
});

test('the first preset is the design that everybody starts from', () => {
  expect(presetStack(presets[0]!)).toEqual(defaultStack);
});

test('presets have titles and ids of their own', () => {
  expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length);
  expect(new Set(presets.map(({ title }) => title)).size).toBe(presets.length);
});

describe('taking a preset', () => {
  const mine = { name: 'shop', domain: 'shop.example.org', aliases: ['shop.example.net'] };

  test('keeps the public name of a design for production', () => {
    expect(withPreset(stackOf({ project: mine }), named('hardened')).project).toMatchObject(mine);
  });

  test('takes the design to localhost for development', () => {
    expect(withPreset(stackOf({ project: mine }), named('local')).project).toMatchObject({ name: 'shop', domain: 'localhost', aliases: [] });
  });

  test('gives a private name up where only a public one is allowed', () => {
    expect(withPreset(stackOf({ project: { domain: 'shop.lan' } }), named('small-vps')).project.domain).toBe('app.example.com');
  });

  test('keeps containers of the owner and places of the nodes', () => {
    const own = parsed({ ...stackWith('postgres'), containers: { shop: { image: 'ghcr.io/acme/shop:1.2.3' } }, layout: { postgres: { x: 7, y: 8 } } });
    const taken = withPreset(own, named('hardened'));
    expect([taken.containers, taken.layout]).toEqual([own.containers, own.layout]);
  });
});
