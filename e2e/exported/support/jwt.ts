import { createHmac } from 'node:crypto';

export type Claims = Record<string, unknown>;

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

const hashes = { HS256: 'sha256', HS384: 'sha384', HS512: 'sha512' } as const;

/** A JWT made by hand; `alg: none` has an empty signature. */
export function sign(claims: Claims, key: string, alg: keyof typeof hashes | 'none' = 'HS256', extraHeader: Claims = {}): string {
  const input = `${encode({ alg, typ: 'JWT', ...extraHeader })}.${encode(claims)}`;
  return alg === 'none' ? `${input}.` : `${input}.${createHmac(hashes[alg], key).update(input).digest('base64url')}`;
}

export function claimsOf(token: string): Claims {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as Claims;
}
