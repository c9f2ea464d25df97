import { describe, expect, test } from 'vitest';
import { exportOf } from '../generator/test-export';
import { defaultStack } from '../stack';
import { stackOf } from '../stack/test-stacks';
import { exposureOf, waysIn } from './index';
import { matched, whenOf } from './rule';

describe('what a rule asks for beyond a name and a path', () => {
  test.each([
    ['PathPrefix(`/`)'],
    ['Host(`a.b`) || Host(`c.d`)'],
    ['Host(`a.b`) && (Path(`/x`) || PathPrefix(`/x/`))'],
    [''],
  ])('is nothing in %j', (rule) => expect(whenOf(rule)).toBeUndefined());

  test.each([
    ['PathPrefix(`/`) && !Header(`X-Forwarded-Proto`, `https`)', 'the header X-Forwarded-Proto is not https'],
    ['Header(`X-Tenant`, `acme`) && Host(`a.b`)', 'the header X-Tenant is acme'],
    ['Host(`a.b`) && ClientIP(`192.0.2.0/24`) && Header(`A`, `b && c`)', 'ClientIP(`192.0.2.0/24`) holds and the header A is b && c'],
    ['Host(`a.b`) && !PathPrefix(`/x`)', '!PathPrefix(`/x`) holds'],
    ['Host(`a.b`) && (Method(`GET`) || Path(`/x`))', '(Method(`GET`) || Path(`/x`)) holds'],
    ['Host(`a.b`) || Method(`GET`) && Path(`/x`)', 'Host(`a.b`) || Method(`GET`) && Path(`/x`) holds'],
  ])('is said of %j', (rule, words) => expect(whenOf(rule)).toBe(words));

  test('does not make an address of what is not matched', () => {
    expect(matched('Host(`a.b`) && !PathPrefix(`/x`) && PathPrefix(`/y`)', 'PathPrefix')).toEqual(['/y']);
  });
});

describe('the ways in', () => {
  test('behind a proxy say which requests are redirected to https: those that did not come with it', () => {
    const { answers, forwards } = waysIn(exposureOf(exportOf(stackOf({ project: { domain: 'app.acme.com' }, tls: { mode: 'behind-proxy', trustedProxies: ['10.0.0.5'] } })).files));
    expect(answers.filter(({ does }) => does === 'redirect').map(({ when }) => when)).toEqual(['the header X-Forwarded-Proto is not https']);
    expect(forwards.map(({ when }) => when)).toEqual(forwards.map(() => undefined));
  });

  test('have no conditions in the default design', () => {
    expect(exposureOf(exportOf(defaultStack).files).reached.filter(({ when }) => when !== undefined)).toEqual([]);
  });
});
