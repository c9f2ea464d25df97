import { describe, expect, test } from 'vitest';
import { composePart, expectGolden, exportOf } from '../../generator/test-export';
import { defaultStack } from '../../stack';
import { stackWith } from '../../stack/test-stacks';

const exported = exportOf(stackWith('nginx', { port: 8090 }));

describe('nginx in the compose file', () => {
  test('is what the golden file shows', () => expectGolden(import.meta.dirname, 'nginx', composePart(exported, 'nginx')));

  test("takes the page's route over and calls the page itself", () => {
    expect(exported.compose.services['nginx']?.labels).toMatchObject({ 'traefik.http.routers.nginx.priority': '10' });
    expect(exported.compose.services['react-app']?.labels).toBeUndefined();
    expect(exported.compose.services['nginx']?.environment?.['NGINX_UPSTREAM']).toBe('react-app:${REACT_APP_PORT:?set REACT_APP_PORT in .env}');
  });

  test('is not there by default', () => {
    expect(exportOf(defaultStack).compose.services).not.toHaveProperty('nginx');
    expect(exportOf(defaultStack).files.filter(({ path }) => path.startsWith('nginx/'))).toEqual([]);
  });

  test('brings the files that it mounts', () => {
    const mounts = exported.compose.services['nginx']?.volumes?.map(({ source }) => source.replace('./', '')) ?? [];
    expect(mounts).toHaveLength(2);
    for (const mount of mounts) expect(exported.files.some(({ path }) => path === mount || path.startsWith(`${mount}/`)), mount).toBe(true);
  });
});
