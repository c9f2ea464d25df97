import { describe, expect, test } from 'vitest';
import { emptyRecord, pageOf, renewed } from './verified.mjs';

const part = (file: string, passed: number) => ({ file, seconds: 12, passed, failed: 0, skipped: 0 });
const version = (image: string) => (image.startsWith('traefik') ? '3.7.13' : '');
const first = renewed(emptyRecord(), [part('a/1.test.ts', 3), part('b/1.test.ts', 4)], [{ project: 'one', images: ['traefik:v3.7.13', 'x:1'] }], '2026-11-24 16:00', version);

describe('docs/verified.md', () => {
  test('keeps the rows that a run did not take, and renews the others', () => {
    const page = pageOf(renewed(first, [part('b/1.test.ts', 9)], [], '2026-11-25 10:00', version));
    expect(page).toContain('| `a/1.test.ts` | 2026-11-24 16:00 | 12 | 3 | 0 | 0 |');
    expect(page).toContain('| `b/1.test.ts` | 2026-11-25 10:00 | 12 | 9 | 0 | 0 |');
    expect(page).toContain('12 passed, 0 failed');
  });

  test('says what was booted together, and the versions that programs give themselves', () => {
    const page = pageOf(first);
    expect(page).toContain('| `traefik:v3.7.13` `x:1` | one (2026-11-24) |');
    expect(page).toContain('| `traefik:v3.7.13` | 3.7.13 |');
    expect(page).not.toContain('| `x:1` |');
  });

  test('prints the speed of an export beside that of the snippets, and the reason where it is behind', () => {
    const rows = [
      { name: 'page: requests per second', value: 900, unit: '/s', snippets: 700, verdict: 'ahead' },
      { name: 'build', value: 40, unit: 's', snippets: 30, verdict: 'behind', why: 'it builds tests' },
      { name: 'own', value: 1, unit: 'MB', snippets: null, verdict: '' },
    ];
    const page = pageOf(first, { when: '2026-11-24 16:00', cpus: 2, rows });
    expect(page).toContain('| page: requests per second | 900 /s | 700 /s | ahead |');
    expect(page).toContain('| build | 40 s | 30 s | behind: it builds tests |');
    expect(page).toContain('| own | 1 MB |  |  |');
    expect(pageOf(first)).not.toContain('## Speed');
  });

  test('is the same whatever the order', () => {
    const other = renewed(emptyRecord(), [part('b/1.test.ts', 4), part('a/1.test.ts', 3)], [{ project: 'one', images: ['traefik:v3.7.13', 'x:1'] }], '2026-11-24 16:00', version);
    expect(pageOf(other)).toBe(pageOf(first));
  });
});
