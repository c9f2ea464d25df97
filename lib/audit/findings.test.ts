import { describe, expect, test } from 'vitest';
import { exportOf } from '../generator/test-export';
import type { Stack } from '../stack';
import { stackOf, stackWith } from '../stack/test-stacks';
import type { Finding } from './finding';
import { auditOf } from './index';

type Part = Parameters<typeof stackOf>[0];

const findingsIn = (stack: Stack) => auditOf(exportOf(stack).files, stack).findings;
const found = (stack: Stack, id: string): Finding[] => findingsIn(stack).filter((finding) => finding.id === id);

const BEHIND: Part = { tls: { mode: 'behind-proxy', trustedProxies: ['10.0.0.5'] } };

describe('without a redirect', () => {
  test('people who type no https get an error, where the stack has the certificate', () => {
    const stack = stackWith('traefik', { redirect: false });
    expect(found(stack, 'traefik/no-redirect')).toHaveLength(1);
    expect(found(stack, 'traefik/proxy-plain-http')).toEqual([]);
  });

  test('they get the site, where a proxy has it', () => {
    const stack = stackWith('traefik', { redirect: false }, BEHIND);
    expect(found(stack, 'traefik/no-redirect')).toEqual([]);
    expect(found(stack, 'traefik/proxy-plain-http')).toMatchObject([{ severity: 'medium', what: expect.stringContaining('serves every request') }]);
  });

  test('so they do at a name of its own, which another name is led to', () => {
    expect(found(stackWith('traefik', { redirect: false }, { ...BEHIND, project: { domain: 'app.example.com', www: 'to-apex' } }), 'traefik/proxy-plain-http')).toHaveLength(1);
  });
});
