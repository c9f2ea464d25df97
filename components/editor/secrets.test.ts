import { describe, expect, test } from 'vitest';
import type { SecretSpec } from '@/lib/kit/secret';
import { covers, createSecretBox } from './secrets';

const password: SecretSpec = { kind: 'random', name: 'PASSWORD', length: 24, title: 'Password', change: 'None.' };
const token: SecretSpec = { kind: 'random', name: 'TOKEN', length: 32, title: 'Token', change: 'None.' };
const entry: SecretSpec = { kind: 'htpasswd', name: 'ENTRY', user: 'admin', password: 'PASSWORD', title: 'Entry' };

describe('the secrets of a visit', () => {
  test('are all that the design asks for, with real bcrypt entries', async () => {
    const secrets = await createSecretBox().complete([password, entry]);
    const { default: bcrypt } = await import('bcryptjs');
    const [user, hash = ''] = secrets['ENTRY']!.split(':');
    expect(user).toBe('admin');
    expect(hash).toMatch(/^\$2b\$10\$/);
    expect(bcrypt.compareSync(secrets['PASSWORD']!, hash)).toBe(true);
  });

  test('stay the same when the design asks for more', async () => {
    const box = createSecretBox();
    const first = await box.complete([password, entry]);
    const second = await box.complete([password, entry, token]);
    expect(second).toMatchObject(first);
    expect(second['TOKEN']).toHaveLength(32);
  });

  test('are made once, however many ask at the same time', async () => {
    const box = createSecretBox();
    const [one, other] = await Promise.all([box.complete([password]), box.complete([password])]);
    expect(one).toEqual(other);
  });

  test('follow another user name, but keep the password', async () => {
    const box = createSecretBox();
    const first = await box.complete([password, entry]);
    const renamed = { ...entry, user: 'ops' };
    expect(covers(first, [password, renamed])).toBe(false);
    const second = await box.complete([password, renamed]);
    expect(second['ENTRY']).toMatch(/^ops:/);
    expect(second['PASSWORD']).toBe(first['PASSWORD']);
  });

  test('are renewed one by one, with the entries that were made from them', async () => {
    const box = createSecretBox();
    const specs = [password, entry, token];
    const first = await box.complete(specs);
    const second = await box.renew(specs, 'PASSWORD');
    expect(second['TOKEN']).toBe(first['TOKEN']);
    expect(second['PASSWORD']).not.toBe(first['PASSWORD']);
    const own = await box.renew(specs, 'PASSWORD', 'k3x9qpz7w1m5t8v2');
    const { default: bcrypt } = await import('bcryptjs');
    expect(bcrypt.compareSync('k3x9qpz7w1m5t8v2', own['ENTRY']!.split(':')[1]!)).toBe(true);
    expect(await box.complete(specs)).toEqual(own);
    expect(await box.renew(specs, 'PASSWORD', 'k3x9qpz7w1m5t8v2')).toEqual(own);
  });
});
