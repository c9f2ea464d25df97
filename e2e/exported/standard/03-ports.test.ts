import net from 'node:net';
import { describe, expect, it } from 'vitest';
import { booted } from '../support/booted';
import { composeModel } from '../support/images';

const { stack } = booted('standard');

/** Whether something takes a connection there. */
const accepts = (host: string, port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = net.connect({ host, port });
    const done = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.setTimeout(1500, () => done(false)).on('connect', () => done(true)).on('error', () => done(false));
  });

describe('S1 Only Traefik publishes ports', () => {
  it('has exactly the two chosen ports on the chosen address', async () => {
    const published = [...(await stack.containers())].flatMap(([service, { HostConfig }]) => Object.values(HostConfig.PortBindings ?? {}).flatMap((hosts) => hosts.map(({ HostIp, HostPort }) => `${service} ${HostIp}:${HostPort}`)));
    const { httpPort, httpsPort } = stack.design;
    expect(published.sort()).toEqual([`traefik 127.0.0.1:${httpPort}`, `traefik 127.0.0.1:${httpsPort}`]);
  });

  it('has no ports: in any other service of the compose file', async () => {
    const { services } = await composeModel<{ services: Record<string, { ports?: unknown[] }> }>(stack);
    expect(Object.keys(services).filter((service) => services[service]?.ports?.length)).toEqual(['traefik']);
  });

  it('answers there and on no usual port of the other services', async () => {
    expect(await accepts('127.0.0.1', stack.design.httpPort)).toBe(true);
    expect(await accepts('127.0.0.1', stack.design.httpsPort)).toBe(true);
    const { stdout } = await stack.mustCompose(['ps', '--format', 'json']);
    const publishers = stdout.split('\n').filter(Boolean).flatMap((line) => (JSON.parse(line) as { Publishers: { PublishedPort: number }[] | null }).Publishers ?? []);
    expect(new Set(publishers.map(({ PublishedPort }) => PublishedPort).filter(Boolean))).toEqual(new Set([stack.design.httpPort, stack.design.httpsPort]));
  });

  it('offers no dashboard and no API of Traefik', async () => {
    for (const path of ['/dashboard/', '/api/rawdata', '/api/overview', '/api/http/routers', '/ping', '/metrics', '/debug/vars']) {
      const answer = await stack.https().get(path);
      expect(answer.body, path).not.toMatch(/traefik|"routers"|go_gc_/i);
    }
  });
});
