import { describe, expect, test } from 'vitest';
import type { SecretSpec } from '@/lib/kit/secret';
import { refusedSecrets, waitingSecrets } from './secret-drafts';

const password: SecretSpec = { kind: 'random', name: 'PASSWORD', length: 24, title: 'Password', change: 'None.' };
const entry: SecretSpec = { kind: 'htpasswd', name: 'ENTRY', user: 'admin', password: 'PASSWORD', title: 'Entry' };
const asked = { values: { PASSWORD: 'k3x9qpz7w1m5t8v2', ENTRY: 'admin:…' }, byService: { one: [password, entry], other: [password] } };
const refused = (text: string) => refusedSecrets(asked, { PASSWORD: text });
const waiting = (text: string) => waitingSecrets(asked, { PASSWORD: text });

describe('a secret that was typed', () => {
  test('and cannot be used is told once, however many services have it', () => {
    expect(refused('short')).toEqual([{ service: 'one', name: 'PASSWORD', title: 'Password', message: 'Use at least 16 characters' }]);
    expect(waiting('short')).toEqual([]);
  });

  test('and can be used waits to be taken', () => {
    expect(refused('my-own-Secret-value-2024')).toEqual([]);
    expect(waiting('my-own-Secret-value-2024')).toEqual([{ name: 'PASSWORD', text: 'my-own-Secret-value-2024' }]);
  });

  test('and is the one that is there already is neither', () => {
    expect([...refused('k3x9qpz7w1m5t8v2'), ...waiting('k3x9qpz7w1m5t8v2')]).toEqual([]);
  });

  test('for a service that is gone stops nothing', () => {
    expect(refusedSecrets({ ...asked, byService: {} }, { PASSWORD: 'short' })).toEqual([]);
  });
});
