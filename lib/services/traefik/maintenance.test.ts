import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { expectGolden, exportOf, templates } from '../../generator/test-export';
import { defaultStack } from '../../stack';
import { MAINTENANCE_CSP } from './maintenance';

interface File {
  readonly http: {
    readonly routers: Record<string, { rule: string; priority: number; middlewares: readonly string[] }>;
    readonly middlewares: Record<string, unknown>;
  };
}

const plain = exportOf(defaultStack);
const { http } = plain.yaml('traefik/maintenance.yml') as File;

describe('the maintenance page', () => {
  test('is what the golden file shows', () => expectGolden(import.meta.dirname, 'maintenance', plain.text('traefik/maintenance.yml')));

  test('is not in force in an export', () => {
    expect(plain.files.filter(({ path }) => path.startsWith('traefik/traefik-config/')).map(({ path }) => path)).toEqual(['traefik/traefik-config/dynamic.yml']);
  });

  test('stands before every other router', () => {
    const others = Math.max(...Object.values(plain.dynamic.http.routers).map(({ priority }) => priority));
    for (const { priority } of Object.values(http.routers)) expect(priority).toBeGreaterThan(others + 1000);
  });

  test('uses middlewares that are there', () => {
    const there = [...Object.keys(http.middlewares), ...Object.keys(plain.dynamic.http.middlewares)];
    for (const { middlewares } of Object.values(http.routers)) expect(there).toEqual(expect.arrayContaining([...middlewares]));
  });

  test('has rules that a script can add conditions to: one line each, without quotes', () => {
    const lines = plain.text('traefik/maintenance.yml').split('\n').filter((line) => /^ *rule: /.test(line));
    expect(lines).toHaveLength(Object.keys(http.routers).length);
    for (const line of lines) expect(line).toMatch(/^ *rule: [A-Z(].*\)$/);
  });

  test('may use the one style that its page has', () => {
    const page = templates['react-app/nginx/pages/maintenance.html']?.text ?? '';
    const styles = [...page.matchAll(/<style>(.*?)<\/style>/gs)].map(([, style = '']) => createHash('sha256').update(style).digest('base64'));
    expect(styles.map((hash) => `'sha256-${hash}'`)).toEqual(MAINTENANCE_CSP.match(/'sha256-[^']+'/g));
    expect(page).not.toMatch(/<script|style=|src=|href=/);
  });
});
