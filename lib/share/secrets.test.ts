import { describe, expect, test } from 'vitest';
import { Container } from '../container';
import { secretSpecs } from '../generator';
import { secretsFor } from '../generator/test-export';
import { fields } from '../kit/fields';
import { holds } from '../kit/test-property';
import { serviceIds, services } from '../services';
import { sections, valueProblem } from '../stack';
import { anyStack } from '../stack/test-stacks';
import { decodeLink, linkOf } from './index';

/** Every field that a design has, by its path in the schema. */
const everyField = [
  ...sections.map(({ id, schema }) => ({ at: id, schema })),
  ...serviceIds.map((id) => ({ at: `services.${id}`, schema: services[id].schema })),
  { at: 'containers.*', schema: Container },
].flatMap(({ at, schema }) => fields(schema).map((field) => ({ path: `${at}.${field.name}`, field, takes: (value: unknown) => valueProblem(schema, field.name, value) === undefined })));

const SECRET = 'q7Xw2LmZ9aRt4VbN8cKd3FgH6jPs5TyU';

/** A secret in the forms that people paste it in. */
const forms = [SECRET, [SECRET], `/${SECRET}`, `https://user:${SECRET}@example.com`, `PLAIN=${SECRET}`, [`PLAIN=${SECRET}`]];

/** Texts that a design cannot do without, though somebody could write a secret into them: each says so, or is audited. */
const TEXTS = [
  'containers.*.command', 'containers.*.csp', 'containers.*.healthCommand', 'containers.*.healthPath', 'containers.*.variables',
  'services.django.smtpUser', 'services.traefik.basicAuthUser', 'services.traefik.csp',
  'services.traefik.sharedEntryPoint', 'services.traefik.sharedNetwork', 'services.traefik.sharedResolver',
];

describe('a secret', () => {
  test('fits into no field, but for texts that were looked at one by one', () => {
    const open = everyField.filter(({ takes }) => forms.some(takes)).map(({ path }) => path);
    expect(open.sort(), 'a new field takes a secret: narrow its schema, or decide here that its text is for everybody').toEqual(TEXTS);
    expect(everyField.length).toBeGreaterThan(100);
  });

  test('has no field: what an export makes up stands in .env alone', () => {
    const variables = new Set(everyField.map(({ field }) => field.variable).filter((name) => name !== undefined));
    holds(anyStack, (stack) => {
      for (const { name } of secretSpecs(stack).filter(({ kind }) => kind === 'random')) expect(variables.has(name), name).toBe(false);
    }, 100);
  });

  test('under a name that says so is refused among the variables of a container', () => {
    for (const name of ['DB_PASSWORD', 'API_KEY', 'SESSION_SECRET', 'ACCESS_TOKEN']) expect(valueProblem(Container, 'variables', [`${name}=${SECRET}`])).toContain('looks like a secret');
  });

  test('is in no link, whatever the design', () => {
    holds(anyStack, (stack) => {
      const made = linkOf(stack);
      const opened = made.ok && decodeLink(made.link);
      const text = JSON.stringify(opened && opened.ok && opened.stack);
      for (const [name, secret] of Object.entries(secretsFor(stack))) expect(text.includes(secret), name).toBe(false);
    }, 100);
  });
});
