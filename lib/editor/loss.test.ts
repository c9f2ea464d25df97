import { describe, expect, test } from 'vitest';
import { connections, type Stack } from '../stack';
import { draftOf, parsed, stackWith } from '../stack/test-stacks';
import { lossOf } from './loss';

const lossAt = (stack: Stack, id: string) => lossOf(stack, connections(stack).find((connection) => connection.id === id)!);
const admin = (adminExposure: 'basic-auth' | 'both') => stackWith('django', { adminExposure, adminAllow: ['192.0.2.0/24'] });

describe('cutting a connection', () => {
  test('loses nothing where drawing it again brings everything back', () => {
    expect(lossAt(stackWith('api'), 'api>postgres:sql')).toBeUndefined();
    expect(lossAt(admin('basic-auth'), 'traefik>django:django-admin')).toBeUndefined();
  });

  test('loses a way of guarding that was chosen', () => {
    expect(lossAt(admin('both'), 'traefik>django:django-admin')).toMatchObject({ of: 'Django', now: 'Both', then: 'Password' });
  });

  test('loses that of a container of the owner\'s too', () => {
    const own = parsed({ ...draftOf({}), containers: { shop: { exposure: 'public', uses: ['sql'] } } });
    const route = connections(own).find(({ to, route }) => to === 'shop' && route)!;
    expect(lossOf(own, route)).toMatchObject({ of: 'shop' });
    expect(lossAt(own, 'shop>postgres:sql')).toBeUndefined();
  });

  test('loses nothing where only the order of choices would be another one', () => {
    const own = parsed({ ...draftOf({}, { valkey: {} }), containers: { shop: { uses: ['sql', 'cache', 'site'] } } });
    for (const id of ['shop>postgres:sql', 'shop>valkey:cache', 'shop>react-app:site']) {
      expect(connections(own).map((connection) => connection.id)).toContain(id);
      expect(lossAt(own, id), id).toBeUndefined();
    }
  });

  test('is not asked of one that cannot be cut', () => expect(lossAt(stackWith('api'), 'django>postgres:sql')).toBeUndefined());
});
