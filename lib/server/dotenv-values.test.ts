import { describe, expect, test } from 'vitest';
import { exportOf } from '../generator/test-export';
import { holds } from '../kit/test-property';
import { anyStack } from '../stack/test-stacks';
import { dotenvValues } from './dotenv-values';

describe('reading a .env of ours', () => {
  test.each([
    ['A=1', { A: '1' }],
    ['A=', { A: '' }],
    ["A='$x #'", { A: '$x #' }],
    [`A="it's \\$5 \\"x\\" \\\\"`, { A: `it's $5 "x" \\` }],
    ['A=1 # said', { A: '1' }],
    ['A=1\r\nB=2\r\n', { A: '1', B: '2' }],
    ['# A=1\n\n A=2\nnothing\n', {}],
    ['A=1\nA=2', { A: '2' }],
    ['A=a=b', { A: 'a=b' }],
  ])('%j gives %j', (text, values) => {
    expect(dotenvValues(text)).toEqual(values);
  });

  test('gives back every secret of every export', () => {
    holds(anyStack, (stack) => {
      const exported = exportOf({ ...stack, hardening: { ...stack.hardening, secrets: 'env' } });
      const values = dotenvValues(exported.text('.env'));
      for (const [name, value] of Object.entries(exported.secrets)) if (name !== 'TRAEFIK_PASSWORD') expect(values[name], name).toBe(value);
    }, 30);
  });
});
