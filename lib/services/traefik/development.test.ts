import { describe, expect, test } from 'vitest';
import { exportOf, type DynamicFile } from '../../generator/test-export';
import { defaultStack } from '../../stack';
import { developmentPolicy } from './development';

describe('the content security policy while developing', () => {
  test('lets in what carries the nonce, and workers of the page itself', () => {
    expect(developmentPolicy("default-src 'self'; script-src 'self'; style-src 'self' https://a.example; object-src 'none'")).toBe(
      "default-src 'self'; script-src 'self' 'nonce-development'; style-src 'self' https://a.example 'nonce-development'; object-src 'none'; worker-src 'self' 'nonce-development' blob:",
    );
  });

  test('takes what is not said from what the browser would take', () => {
    expect(developmentPolicy("default-src 'none'")).toBe(
      "default-src 'none'; script-src 'nonce-development'; style-src 'nonce-development'; worker-src 'nonce-development' 'self' blob:",
    );
  });

  test.each(['', "frame-ancestors 'none'"])('adds no rule where there is none: %j', (policy) => {
    expect(developmentPolicy(policy)).toBe(policy);
  });

  test('is the one difference between the two files of Traefik', () => {
    const exported = exportOf(defaultStack);
    const other = exported.yaml('traefik/development.yml') as DynamicFile;
    const { 'csp-site': developed, ...same } = other.http.middlewares;
    const { 'csp-site': strict, ...kept } = exported.dynamic.http.middlewares;
    expect({ ...other, http: { ...other.http, middlewares: same } }).toEqual({ ...exported.dynamic, http: { ...exported.dynamic.http, middlewares: kept } });
    expect(JSON.stringify(strict)).not.toMatch(/nonce|blob:/);
    expect(JSON.stringify(developed)).toContain("'nonce-development'");
    expect(JSON.stringify(developed)).not.toContain('unsafe');
  });
});
