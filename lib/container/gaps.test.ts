import { expect, test } from 'vitest';
import { gapsOf } from './gaps';
import { Container } from './schema';

const numbers = (config: Partial<Container>) => gapsOf('shop', { ...Container.parse({}), ...config }, '/shop').flatMap((gap) => gap.numbers);

test('a policy that lets any script run is a gap at a path that is routed, and one that is loose with styles alone is none', () => {
  expect(numbers({ exposure: 'basic-auth', csp: 'default-src *' })).toContain(23);
  expect(numbers({ exposure: 'basic-auth', csp: "frame-ancestors 'none'" })).toContain(23);
  expect(numbers({ exposure: 'basic-auth', csp: "default-src 'self'; style-src 'unsafe-inline'" })).not.toContain(23);
  expect(numbers({ exposure: 'basic-auth', csp: '' })).not.toContain(23);
  expect(numbers({ exposure: 'none', csp: 'default-src *' })).not.toContain(23);
});
