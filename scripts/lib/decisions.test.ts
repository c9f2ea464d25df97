import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const folder = fileURLToPath(new URL('../../docs/adr/', import.meta.url));
const pages = readdirSync(folder).sort();

describe('docs/adr', () => {
  test('numbers its pages one after the other, each number once', () => {
    expect(pages.map((name) => name.slice(0, 4))).toEqual(pages.map((_, index) => String(index + 1).padStart(4, '0')));
  });

  test.each(pages)('%s has its number in its heading', (name) => {
    expect(readFileSync(`${folder}${name}`, 'utf8')).toMatch(new RegExp(`^# ${Number(name.slice(0, 4))}\\. `));
  });
});
