import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Validator, type Schema } from '@cfworker/json-schema';

/** Keys that Traefik 3.7 has and its schema does not know, with the key that they stand below; each must still be needed. */
const newer = ['http.aliasHeadersStrategy', 'retry.status', 'retry.disableRetryOnNetworkError', 'ipStrategy.ipv6Subnet'];
const seen = new Set<string>();

function without(value: unknown, below = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => without(each, below));
  if (typeof value !== 'object' || value === null) return value;
  const isNewer = (key: string) => newer.includes(`${below}.${key}`);
  for (const key of Object.keys(value).filter(isNewer)) seen.add(`${below}.${key}`);
  return Object.fromEntries(Object.entries(value).filter(([key]) => !isNewer(key)).map(([key, inner]) => [key, without(inner, key)]));
}

function validator(name: string): (value: unknown) => string[] {
  const schema = JSON.parse(readFileSync(path.join(import.meta.dirname, '../schemas', name), 'utf8')) as Schema;
  const made = new Validator(schema, '7', false);
  return (value) => {
    const { valid, errors } = made.validate(value);
    return valid ? [] : errors.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`);
  };
}

export const composeProblems = validator('compose-spec.json');
const staticProblems = validator('traefik-v3.json');
const dynamicProblems = validator('traefik-v3-file-provider.json');
export const traefikStaticProblems = (value: unknown) => staticProblems(without(value));
export const traefikDynamicProblems = (value: unknown) => dynamicProblems(filledIn(without(value)));

/** Numbers that come from a variable. Traefik reads a text of digits as a number, and one has to stand there in YAML. */
const NUMBERS = ['{{ env "MAX_BODY_BYTES" }}'];

function filledIn(value: unknown): unknown {
  if (typeof value === 'string') return NUMBERS.includes(value) ? 1 : value;
  if (Array.isArray(value)) return value.map(filledIn);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filledIn(inner)]));
}

/** Keys that are left out of the comparison without need. */
export const unneeded = () => newer.filter((key) => !seen.has(key));
