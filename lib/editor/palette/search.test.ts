import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holds } from '../../kit/test-property';
import { createSearch, piecesOf, type Searchable } from './search';

const things: readonly Searchable[] = [
  { title: 'Undo' },
  { title: 'PostgreSQL', names: ['postgres'], help: 'Keeps the data of the applications.' },
  { title: 'Port', context: 'PostgreSQL', names: ['services.postgres.port', 'POSTGRES_PORT'] },
  { title: 'Port', context: 'FastAPI', names: ['services.api.port'] },
  { title: 'Rate limit', context: 'FastAPI · Limits', names: ['services.api.rateLimitMaxRequests'], help: 'Requests of one client in a window.' },
  { title: 'Requests in a row', context: 'Traefik · Limits', names: ['services.traefik.rateBurst'], help: 'How far a client may run ahead of its rate limit.' },
  { title: 'Redirect to HTTPS', context: 'Traefik', help: 'Answers plain HTTP with the secure address.' },
  { title: 'Café' },
  { title: 'Listen on', context: 'Traefik' },
  { title: 'Show as a list' },
];
const search = createSearch(things);
const found = (query: string) => search(query).map(({ item }) => [item.title, item.context].filter(Boolean).join(' of '));
const first = (query: string) => found(query)[0];

describe('a search', () => {
  test.each([
    ['postgres', 'PostgreSQL'],
    ['POSTGRESQL', 'PostgreSQL'],
    ['port fastapi', 'Port of FastAPI'],
    ['fastapi port', 'Port of FastAPI'],
    ['postgres port', 'Port of PostgreSQL'],
    ['POSTGRES_PORT', 'Port of PostgreSQL'],
    ['services.api.port', 'Port of FastAPI'],
    ['rate', 'Rate limit of FastAPI · Limits'],
    ['max requests', 'Rate limit of FastAPI · Limits'],
    ['in a row', 'Requests in a row of Traefik · Limits'],
    ['rth', 'Redirect to HTTPS of Traefik'],
    ['secure address', 'Redirect to HTTPS of Traefik'],
    ['postgers', 'PostgreSQL'],
    ['rdrct', 'Redirect to HTTPS of Traefik'],
    ['cafe', 'Café'],
    ['list', 'Show as a list'],
    ['liste', 'Listen on of Traefik'],
    ['  undo  ', 'Undo'],
  ])('for %j finds %j first', (query, title) => {
    expect(first(query)).toBe(title);
  });

  test('puts a name before the words of an explanation', () => {
    expect(found('rate limit')).toEqual(['Rate limit of FastAPI · Limits', 'Requests in a row of Traefik · Limits']);
  });

  test('wants every word to be found', () => {
    expect(found('postgres nonsense')).toEqual([]);
  });

  test('finds nothing for nothing', () => {
    expect(found(' ')).toEqual([]);
  });

  test('does not guess at short words', () => {
    expect(found('pxt')).toEqual([]);
  });

  test.each([
    ['remove', ['Remove Redis']],
    ['redis', ['Remove Redis']],
    ['rem red', ['Remove Redis']],
    ['redo', []],
    ['remvoe', []],
    ['rr', []],
    ['move', []],
  ])('finds by words and their beginnings alone what shall not be come upon: for %j %j', (query, titles) => {
    const careful = createSearch([{ title: 'Remove Redis', byWordsOnly: true }]);
    expect(careful(query).map(({ item }) => item.title)).toEqual(titles);
  });

  test('can be told what comes first among equals', () => {
    const lifted = createSearch(things, ({ context }) => (context === 'FastAPI' ? 0.05 : 0));
    expect(lifted('port').map(({ item }) => item.context).slice(0, 2)).toEqual(['FastAPI', 'PostgreSQL']);
  });

  test('takes any text, and its scores are in order', () => {
    holds(fc.string({ unit: 'binary' }), (query) => {
      const scores = search(query).map(({ score }) => score);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    });
  });

  test('finds everything by its own title', () => {
    holds(fc.constantFrom(...things), (thing) => {
      expect(first(thing.title)?.startsWith(thing.title)).toBe(true);
    });
  });
});

describe('the pieces of a title', () => {
  test.each([
    ['Rate limit', 'lim', 'Rate [lim]it'],
    ['Rate limit', 'rate lim', '[Rate] [lim]it'],
    ['Import a port', 'port', 'Import a [port]'],
    ['Rate limit', '', 'Rate limit'],
    ['Rate limit', 'other', 'Rate limit'],
  ])('of %j for %j', (title, query, marked) => {
    expect(piecesOf(title, query).map(({ text, found: isFound }) => (isFound ? `[${text}]` : text)).join('')).toBe(marked);
  });

  test('are the title', () => {
    holds(fc.tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })), ([title, query]) => {
      expect(piecesOf(title, query).map(({ text }) => text).join('')).toBe(title);
    });
  });
});
