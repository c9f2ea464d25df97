import { describe, expect, test } from 'vitest';
import { exportOf } from '../generator/test-export';
import { defaultStack, type Stack } from '../stack';
import { draftOf, parsed, stackWith } from '../stack/test-stacks';
import { exposureOf, verdictOn } from './index';

const verdict = (stack: Stack, id: string) => verdictOn(exposureOf(exportOf(stack).files), id, (each) => each.toUpperCase());

describe('the verdict on a service', () => {
  test('names the addresses at which the internet reaches it', () => {
    expect(verdict(defaultStack, 'api')).toEqual({ text: 'The internet does, at https://localhost/api/**.', tone: 'reached' });
  });

  test('on the edge names its ports, since every address begins there', () => {
    expect(verdict(defaultStack, 'traefik').text).toBe('The internet does, at port 80 and 443: it is the entry to all others.');
  });

  test('on an edge that listens on the host alone is that nobody comes in, or nobody but the proxy in front', () => {
    expect(verdict(stackWith('traefik', { bindAddress: '127.0.0.1' }), 'traefik').text).toBe('The internet does not reach it.');
    const behind = parsed(draftOf({ project: { domain: 'app.acme.com' }, tls: { mode: 'behind-proxy', trustedProxies: ['172.16.0.0/12'] } }, { traefik: { bindAddress: '127.0.0.1' } }));
    expect(verdict(behind, 'traefik')).toEqual({ text: 'The internet does, through the proxy in front, which asks at port 80 of this host: it is the entry to all others.', tone: 'reached' });
  });

  test('on what is no container of this stack leaves it to its host', () => {
    expect(verdict(stackWith('traefik', { entry: 'shared' }), 'traefik').text).toBe('It runs outside of this stack: its host decides who reaches it.');
  });

  test('on what the internet reaches through somebody else names who that is, and is not all clear', () => {
    expect(verdict(stackWith('nginx'), 'react-app')).toEqual({ text: 'The internet does not reach it. NGINX, which the internet reaches, calls it.', tone: 'indirect' });
    expect(verdict(defaultStack, 'django').text).toBe('The internet does not reach it. API, which the internet reaches, calls it.');
    expect(verdict(defaultStack, 'postgres').text).toBe('The internet does not reach it. API, which the internet reaches, calls it.');
    expect(verdict(stackWith('django', { adminExposure: 'basic-auth' }), 'postgres').text).toBe('The internet does not reach it. API and DJANGO, which the internet reaches, call it.');
  });

  test('names three with a comma between', () => {
    const design = parsed(draftOf({}, { django: { adminExposure: 'basic-auth' }, pgadmin: { exposure: 'basic-auth' } }));
    expect(verdict(design, 'postgres').text).toBe('The internet does not reach it. API, DJANGO and PGADMIN, which the internet reaches, call it.');
  });

  test('on what nobody calls whom the internet reaches is that it does not', () => {
    expect(verdict(defaultStack, 'pgadmin')).toEqual({ text: 'The internet does not reach it.', tone: 'safe' });
    expect(verdict(stackWith('traefik', { bindAddress: '127.0.0.1' }), 'postgres').tone).toBe('safe');
  });
});
