import { describe, expect, test } from 'vitest';
import { exportOf } from '../generator/test-export';
import { defaultStack, type Stack } from '../stack';
import { draftOf, parsed, stackWith } from '../stack/test-stacks';
import { exposureOf, verdictOn } from './index';

const of = (stack: Stack) => exposureOf(exportOf(stack).files);

describe('the verdict on a service', () => {
  test('names the addresses at which the internet reaches it', () => {
    expect(verdictOn(of(defaultStack), 'api')).toEqual({ text: 'The internet does, at https://localhost/api/**.', tone: 'reached' });
  });

  test('on the edge names its ports, since every address begins there', () => {
    expect(verdictOn(of(defaultStack), 'traefik').text).toBe('The internet does, at port 80 and 443: it is the entry to all others.');
  });

  test('on an edge that listens on the host alone is that nobody comes in, or nobody but the proxy in front', () => {
    expect(verdictOn(of(stackWith('traefik', { bindAddress: '127.0.0.1' })), 'traefik').text).toBe('The internet does not reach it.');
    const behind = parsed(draftOf({ project: { domain: 'app.acme.com' }, tls: { mode: 'behind-proxy', trustedProxies: ['172.16.0.0/12'] } }, { traefik: { bindAddress: '127.0.0.1' } }));
    expect(verdictOn(of(behind), 'traefik')).toEqual({ text: 'The internet does, through the proxy in front, which asks at port 80 of this host: it is the entry to all others.', tone: 'reached' });
  });

  test('on what is no container of this stack leaves it to its host', () => {
    expect(verdictOn(of(stackWith('traefik', { entry: 'shared' })), 'traefik').text).toBe('It runs outside of this stack: its host decides who reaches it.');
  });
});
