import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { arraysOf } from '../e2e/exported/pairwise/arrays';
import { pairsOf, setting } from '../e2e/exported/pairwise/covering';
import { draftOf, optionsOf, untried, type Option } from '../e2e/exported/pairwise/model';
import { broken, constrained, rules, turningPoints } from '../e2e/exported/pairwise/rules';
import { unbooted } from '../e2e/exported/pairwise/values';
import { checkStack, designSchema } from '../lib/stack';

const schema = designSchema();
const options = optionsOf(schema);
const valuesOf = ({ path: name, values, ends }: Option) => [...values, ...ends, ...(turningPoints[name] ?? [])];

/** Where pairs are tried: what is wrong with a pair often shows only beside a third value. */
const bases: Record<string, Record<string, unknown>> = {
  'on localhost': {},
  'with every service': Object.fromEntries(options.filter(({ path: name, within }) => within === undefined && /^services\.[^.]+$/.test(name)).map(({ path: name }) => [name, true])),
  'with a public certificate': { 'tls.mode': 'le-production', 'tls.email': 'ops@example.com', 'project.domain': 'app.example.com' },
};

function verdict(values: ReadonlyMap<string, unknown>): string[] {
  const checked = checkStack(draftOf(values));
  return checked.ok ? [] : [...new Set(checked.problems.map(({ id }) => id))].sort();
}

/** A design whose services that are off have no values. */
function baseOf(changes: Record<string, unknown>, on: ReadonlySet<string>): Map<string, unknown> {
  const isOn = (name: string) => on.has(name) || changes[name] === true;
  const there = options.filter(({ within }) => within === undefined || isOn(within));
  return new Map(there.map(({ path: name, default: value }) => [name, name in changes ? changes[name] : on.has(name) ? true : value]));
}

/** A service that is off has no options. */
function withoutAbsent(values: Map<string, unknown>): Map<string, unknown> {
  for (const { path: name, within } of options) if (within !== undefined && values.get(within) === false) values.delete(name);
  return values;
}

const says = (found: readonly string[]) => found.join(' + ') || 'allowed';

describe.each(Object.entries(bases))('what may be combined, %s', (_name, changes) => {
  test('is the same in the table and in the product, for every pair of values', () => {
    const wrong: string[] = [];
    options.forEach((one, index) => {
      for (const other of options.slice(index)) {
        if (one.path === other.within || other.path === one.within) continue;
        const base = baseOf(changes, new Set([one.within, other.within].filter((name) => name !== undefined)));
        for (const a of valuesOf(one)) {
          for (const b of one === other ? [a] : valuesOf(other)) {
            const values = withoutAbsent(new Map([...base, [one.path, a], [other.path, b]]));
            const [table, product] = [says(broken(values)), says(verdict(values))];
            if (table !== product) wrong.push(`${one.path}=${JSON.stringify(a)} with ${other.path}=${JSON.stringify(b)}: the table says ${table}, the product ${product}`);
          }
        }
      }
    });
    expect(wrong.slice(0, 40)).toEqual([]);
  }, 120_000);
});

describe('the table', () => {
  test('tries more than one value of every option (e2e/exported/pairwise/picks.ts)', () => {
    expect(untried(options, schema)).toEqual([]);
  });

  test('speaks of options that there are', () => {
    const known = new Set(options.map(({ path: name }) => name));
    expect([...constrained, ...Object.keys(turningPoints)].filter((name) => !known.has(name))).toEqual([]);
  });

  test('has a row for every rule of the product (e2e/exported/pairwise/rules.ts)', () => {
    // Said of keys that no schema has, in any place (lib/stack/schema.test.ts).
    const known = new Set([...rules.map(({ id }) => id), 'schema/unknown']);
    expect(ruleIds().filter((id) => !known.has(id))).toEqual([]);
  });
});

/** The ids of rules over several fields, as they stand in the sources. A warning refuses nothing, so the table has none (lib/stack/warnings.test.ts). */
function ruleIds(): string[] {
  const root = path.join(import.meta.dirname, '../lib');
  const sources = (folder: string) => readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.includes('.test.')).map((name) => path.join(folder, name));
  const found = new Set<string>();
  for (const file of sources('stack/rules')) {
    const text = readFileSync(path.join(root, file), 'utf8');
    for (const [, id = ''] of text.matchAll(/\bid: '([a-z-]+\/[a-z-]+)'/g)) found.add(id);
    const [, prefix] = /\bid: `([a-z]+)\/\$\{rule\}`/.exec(text) ?? [];
    if (prefix) for (const [, rule = ''] of text.matchAll(/\bproblem\('([a-z-]+)'/g)) found.add(`${prefix}/${rule}`);
  }
  for (const file of sources('services')) {
    const id = file.split(path.sep)[1] ?? '';
    const text = readFileSync(path.join(root, file), 'utf8');
    for (const [, rule = ''] of text.matchAll(/\brule: '([a-z]+(?:-[a-z]+)*)'(?!, field: '\w+', severity: 'warning')/g)) found.add(`${id}/${rule}`);
    if (/\bemptyAllowlist\(/.test(text)) found.add(`${id}/empty-allowlist`);
    if (/\bopenAllowlist\(/.test(text)) found.add(`${id}/open-allowlist`);
  }
  return [...found].sort();
}

const arrays = arraysOf(options);

describe.each(Object.entries(arrays))('the designs of the pairwise boots, %s', (_name, { rows, covered, impossible }) => {
  test('have every pair of values that may be combined', () => {
    console.log(`pairwise: ${options.length} options, ${rows.length} designs for ${covered} pairs; ${impossible.length} cannot be`);
    expect(new Set(rows.flatMap(pairsOf)).size).toBe(covered);
  });

  test('are right', () => {
    for (const row of rows) expect(verdict(row)).toEqual([]);
  });

  test('are few', () => {
    expect(rows.length).toBeLessThanOrEqual(50);
  });
});

describe('the designs that are booted', () => {
  test('need nothing that is not there: none is left out', () => {
    expect(arrays.booted.rows.flatMap((row) => unbooted(row) ?? [])).toEqual([]);
  });

  test('have every pair of their values that the others have, but for what only a shared Traefik allows', () => {
    const booted = new Set(arrays.booted.rows.flatMap(pairsOf));
    const values = new Set(arrays.booted.rows.flatMap((row) => [...row].map(([name, value]) => setting(name, value))));
    const missing = [...new Set(arrays.others.rows.flatMap(pairsOf))].filter((pair) => !booted.has(pair) && pair.split(' & ').every((one) => values.has(one)));
    expect(missing.sort()).toEqual(['hstsPreload=true', 'hstsSeconds=31536000', 'hstsSubdomains=true'].map((hsts) => `services.traefik.${hsts} & tls.mode=local`));
  });
});
