import { describe, expect, test } from 'vitest';
import { fields } from '../../kit/fields';
import { holds } from '../../kit/test-property';
import { serviceIds } from '../../services';
import { defaultStack, sections } from '../../stack';
import { presets } from '../../stack/presets';
import { anyStack, parsed, stackWith } from '../../stack/test-stacks';
import { schemaOf } from '../forms';
import { valueAt } from '../path';
import { basePath } from '../target';
import { createPalette, designItems, fileItems, secretItems, withRecent, type Item } from './index';

const items = designItems(defaultStack, defaultStack);
const files = fileItems(['local.docker.yml', 'traefik/traefik-config/dynamic.yml', '.env.example']);
const palette = createPalette([...items, ...files], []);
const found = (query: string) => palette(query).flatMap((group) => group.items);
const named = (item: Item | undefined) => item && [item.title, item.context].filter(Boolean).join(' of ');

describe('the palette of the default design', () => {
  test.each([
    ['postgres', 'PostgreSQL'],
    ['add valkey', 'Add Valkey'],
    ['remove pgadmin', 'Remove pgAdmin'],
    ['hardened', 'Hardened production of Start from'],
    ['dynamic.yml', 'dynamic.yml of traefik/traefik-config'],
    ['local.docker', 'local.docker.yml'],
    ['domain', 'Domain of Stack'],
    ['FASTAPI_WORKERS', 'Workers of FastAPI · Run'],
    ['cut fastapi postgres', 'Cut FastAPI from PostgreSQL'],
    ['hsts', 'HSTS of Traefik · Security headers'],
  ])('finds for %j first %j', (query, title) => {
    expect(named(found(query)[0])).toBe(title);
  });

  test('finds a setting by the words of its help', () => {
    expect(found('what other sites learn').map(named)).toEqual(['Referrer policy of Traefik · Security headers']);
  });

  test('shows the value that a setting has', () => {
    expect(items.find(({ id }) => id === 'field services.postgres.port')?.detail).toBe('5432');
  });

  test('leads to the choice that a setting depends on while it is hidden', () => {
    const email = items.find(({ id }) => id === 'field tls.email');
    expect(email).toMatchObject({ detail: expect.stringContaining('depends on'), does: { kind: 'field', field: 'mode' } });
  });

  test.each(['redo', 'undo', 'rmv', 'remvoe', 'rdo', 'ct', 'move', 'rset', 'pgadmn', 'fault'])('does not come upon what takes something away: %j', (query) => {
    const taken = found(query).filter(({ does }) => ['remove', 'reset', 'cut'].includes(does.kind));
    expect(taken).toEqual([]);
  });

  test('finds what cannot be done now, with the reason, and does not begin with it', () => {
    const redo: Item = { id: 'action redo', group: 'action', title: 'Redo', disabled: 'nothing to redo', does: { kind: 'run', run: () => {} } };
    const withRedo = createPalette([...items, redo], ['action redo']);
    expect(withRedo('redo')[0]?.items[0]).toMatchObject({ title: 'Redo', disabled: 'nothing to redo' });
    expect(withRedo('').flatMap((group) => group.items)).not.toContain(redo);
  });

  test('begins without a word: actions, services and presets, and no list of settings', () => {
    expect(palette('').map(({ id }) => id)).toEqual(['service', 'preset']);
    expect(palette('').flatMap((group) => group.items).some(({ onlyFound }) => onlyFound)).toBe(false);
  });

  test('puts what was chosen last in front', () => {
    const again = createPalette(items, ['field project.domain', 'gone', 'service postgres'])('');
    expect(again[0]).toMatchObject({ id: 'recent', items: [{ title: 'Domain' }, { title: 'PostgreSQL' }] });
    expect(again[1]?.items.some(({ id }) => id === 'service postgres')).toBe(false);
  });
});

describe('every item', () => {
  test('is there once, in any design', () => {
    holds(anyStack, (stack) => {
      const ids = designItems(stack, stack).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }, 40);
  });

  test('of a field leads to a field that is shown', () => {
    holds(anyStack, (stack) => {
      for (const { does } of designItems(stack, stack)) {
        if (does.kind !== 'field') continue;
        const values = valueAt(stack, basePath(does.target));
        const field = fields(schemaOf(does.target)!).find(({ name }) => name === does.field);
        const rule = field?.visibleWhen;
        expect(field).toBeDefined();
        if (rule) expect(rule.in).toContain(valueAt(values, [rule.field]));
      }
    }, 40);
  });

  test('all fields, services and presets are among them', () => {
    const all = designItems(defaultStack, defaultStack);
    const count = (kind: string) => all.filter(({ does }) => does.kind === kind).length;
    const expected = [...sections.map(({ schema }) => schema), ...Object.keys(defaultStack.services).map((id) => schemaOf({ kind: 'service', id })!)];
    expect(count('field')).toBe(expected.reduce((sum, schema) => sum + fields(schema).length, 0));
    expect(count('service') + count('add')).toBe(serviceIds.length);
    expect(count('preset')).toBe(presets.length);
  });

  test('can be told what a container of the owner can be told', () => {
    const own = parsed({ ...stackWith('postgres'), containers: { shop: {} } });
    const titles = designItems(own, own).map(({ title }) => title);
    for (const title of ['shop', 'Remove shop', 'Rename shop', 'Duplicate shop']) expect(titles).toContain(title);
  });

  test('is built for a draft with a wrong value, too', () => {
    const draft = { ...defaultStack, project: { ...defaultStack.project, domain: 7 as unknown as string } };
    expect(designItems(draft, defaultStack).some(({ id }) => id === 'field project.domain')).toBe(true);
  });
});

test('secrets are found by the name of their variable, and not shown', () => {
  const [item] = secretItems({ postgres: [{ kind: 'random', name: 'POSTGRES_PASSWORD', length: 32, title: 'Password', change: '' }] });
  expect(item).toMatchObject({ title: 'Password', names: ['POSTGRES_PASSWORD'], does: { kind: 'secret', service: 'postgres', name: 'POSTGRES_PASSWORD' } });
  expect(item?.detail).toBeUndefined();
});

test('five choices are remembered, the last one first and each once', () => {
  const recent = ['a', 'b', 'a', 'c', 'd', 'e', 'f'].reduce<readonly string[]>(withRecent, []);
  expect(recent).toEqual(['f', 'e', 'd', 'c', 'a']);
});
