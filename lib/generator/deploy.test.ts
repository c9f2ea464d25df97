import { describe, expect, test } from 'vitest';
import { defaultStack } from '../stack';
import { stackOf, stackWith } from '../stack/test-stacks';
import { exportOf } from './test-export';

const recipe = (stack: Parameters<typeof exportOf>[0]) => exportOf(stack).text('docs/deploy.md');

describe('docs/deploy.md', () => {
  test('says that no authority issues for a private name, and what to do', () => {
    expect(recipe(defaultStack)).toContain('for which no public authority issues');
    expect(recipe(defaultStack)).not.toContain('`CAA` record');
  });

  test('names the domain and the ports of the design', () => {
    const text = recipe(stackWith('traefik', { httpPort: 8080, httpsPort: 8443 }, { project: { domain: 'app.example.com' } }));
    expect(text).toContain('getent ahosts app.example.com');
    expect(text).toContain('--ctorigdstport 8443');
    expect(text).toContain('Only SSH and ports 8080 and 8443');
  });

  test('behind a proxy lets that proxy in alone, at the one port that there is', () => {
    const text = recipe(stackOf({ project: { domain: 'app.example.com' }, tls: { mode: 'behind-proxy', trustedProxies: ['192.0.2.1'] } }));
    expect(text).toContain('`app.example.com`, port 80.');
    expect(text).toContain('from the proxy in front, port 80 (TCP) come in');
    expect(text).not.toContain('443');
  });

  test.each([
    ['le-staging', 'staging, then production'],
    ['le-production', 'five identical certificates a week'],
  ] as const)('leads through the certificate of %s', (mode, words) => {
    const stack = stackOf({ project: { domain: 'app.example.com' }, tls: { mode, email: 'ops@example.com' } });
    expect(recipe(stack)).toContain(words);
  });

  test('counts its sections without a gap', () => {
    const numbers = [...recipe(defaultStack).matchAll(/^## (\d+)\. /gm)].map(([, number]) => Number(number));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });
});
