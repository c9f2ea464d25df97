import { describe, expect, it } from 'vitest';
import { booted } from '../support/booted';
import { complaintsAboutContainer } from '../support/hardened';
import { badLines } from '../support/log-lines';
import { tell } from '../support/run';

const { stack, boot } = booted('exposed');

describe('S2 S14 The other side of the design comes up', () => {
  it('without a warning', () => {
    expect(boot.exported.stderr.trim(), tell(boot.exported)).toBe('');
    expect((boot.up.stdout + boot.up.stderr).split('\n').filter((line) => /\bwarn(ing)?\b/i.test(line) && !/^#\d+ /.test(line))).toEqual([]);
  });

  it.each(['traefik', 'nginx', 'react-app', 'api', 'django', 'django-migrate', 'postgres', 'pgadmin'])('%s logs nothing bad at start', (service) => {
    expect(boot.logs[service], 'there is a log').toBeDefined();
    expect(badLines(boot.logs[service] ?? '')).toEqual([]);
  });

  it.each(['traefik', 'nginx', 'react-app', 'api', 'django', 'django-migrate', 'postgres', 'pgadmin'])('S11 %s is as hard as in the default design', async (service) => {
    expect(complaintsAboutContainer(service, await stack.container(service))).toEqual([]);
  });
});

describe('S15 The user’s own override file', () => {
  it('is respected by plain `docker compose`', async () => {
    const { NetworkSettings } = await stack.container('traefik');
    expect(Object.values(NetworkSettings.Networks).map(({ Gateway }) => Gateway)).toContain('10.213.87.1');
  });
});

describe('13 The data network', () => {
  const networksOf = async (service: string) => Object.keys((await stack.container(service)).NetworkSettings.Networks);

  it('postgres is on none that Traefik is on', async () => {
    const edge = await networksOf('traefik');
    expect((await networksOf('postgres')).filter((name) => edge.includes(name))).toEqual([]);
  });

  it('has no way out', async () => {
    const { networks } = JSON.parse((await stack.mustCompose(['config', '--format', 'json'])).stdout) as { networks: Record<string, { name: string; internal?: boolean }> };
    for (const name of await networksOf('postgres')) expect(Object.values(networks).find((network) => network.name === name)?.internal, name).toBe(true);
  });

  it('the SPA and the API cannot see the database', async () => {
    const { POSTGRES_PORT } = await stack.environment();
    const outcome = await stack.exec('api', ['python', '-c', `import socket; socket.create_connection(('postgres', ${POSTGRES_PORT}), 3)`]);
    expect(outcome.code, tell(outcome)).not.toBe(0);
    expect((await networksOf('react-app')).filter((name) => name.includes('data'))).toEqual([]);
  });
});
