import { describe, expect, it } from 'vitest';
import { booted } from '../support/booted';
import { complaintsAboutContainer } from '../support/hardened';
import { badLines } from '../support/log-lines';
import { must, run, tell } from '../support/run';

const { stack, boot } = booted('exposed');

describe('S2 S14 The other side of the design comes up', () => {
  it('without a warning', () => {
    expect(boot.exported.stderr.trim(), tell(boot.exported)).toBe('');
    expect((boot.up.stdout + boot.up.stderr).split('\n').filter((line) => /\bwarn(ing)?\b/i.test(line) && !/^#\d+ /.test(line))).toEqual([]);
  });

  it.each(['traefik', 'traefik-socket-proxy', 'nginx', 'react-app', 'api', 'django', 'django-migrate', 'traefik-certificates', 'postgres', 'pgadmin'])('%s logs nothing bad at start', (service) => {
    expect(boot.logs[service], 'there is a log').toBeDefined();
    expect(badLines(boot.logs[service] ?? '', service)).toEqual([]);
  });

  it.each(['traefik', 'traefik-socket-proxy', 'nginx', 'react-app', 'api', 'django', 'django-migrate', 'traefik-certificates', 'postgres', 'pgadmin'])('S11 %s is as hard as in the default design', async (service) => {
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

describe('1 C18 The socket proxy', () => {
  const proxy = 'traefik-socket-proxy';

  it('is the only one with the Docker socket, and Traefik is not root any more', async () => {
    const containers = await stack.containers();
    expect([...containers].filter(([, { Mounts }]) => Mounts.some(({ Source }) => Source.endsWith('docker.sock'))).map(([service]) => service)).toEqual([proxy]);
    expect(containers.get('traefik')?.Config.User).toMatch(/^[1-9]/);
  });

  it('stands on a network of its own with Traefik, without a way out', async () => {
    const [network = '', ...more] = Object.keys((await stack.container(proxy)).NetworkSettings.Networks);
    expect(more).toEqual([]);
    const { Internal, Containers } = (JSON.parse((await must('docker', ['network', 'inspect', network])).stdout) as { Internal: boolean; Containers: Record<string, { Name: string }> }[])[0] ?? { Internal: false, Containers: {} };
    expect(Internal).toBe(true);
    expect(Object.values(Containers).length).toBe(2);
  });

  it('lets Traefik list containers, and do nothing else', async () => {
    const { NetworkSettings, Image } = await stack.container('api');
    expect(Object.keys(NetworkSettings.Networks)).not.toContain(Object.keys((await stack.container(proxy)).NetworkSettings.Networks)[0]);
    const network = Object.keys((await stack.container(proxy)).NetworkSettings.Networks)[0] ?? '';
    const program = `
import http.client
for method, path in [('GET', '/containers/json'), ('GET', '/secrets'), ('GET', '/images/json'), ('GET', '/volumes'), ('GET', '/containers/x/archive?path=/'), ('POST', '/containers/create'), ('DELETE', '/containers/x'), ('POST', '/containers/x/exec')]:
    connection = http.client.HTTPConnection('${proxy}', 2375, timeout=5)
    connection.request(method, path)
    print(method, path, connection.getresponse().status)`;
    const outcome = await run('docker', ['run', '--rm', '--network', network, '--entrypoint', 'python3', Image, '-c', program]);
    const [list, ...others] = outcome.stdout.trim().split('\n');
    expect(list, tell(outcome)).toBe('GET /containers/json 200');
    expect(others.filter((line) => !/ (403|404)$/.test(line))).toEqual([]);
    expect(others.filter((line) => /^(POST|DELETE)/.test(line) && !/ 403$/.test(line))).toEqual([]);
  });
});
