import { describe, expect, test } from 'vitest';
import { readDotenv } from '../kit/test-dotenv';
import { holds } from '../kit/test-property';
import { defaultStack, Stack } from '../stack';
import { anyStack, draftOf, parsed, stackOf } from '../stack/test-stacks';
import { Exported, exportOf, secretsFor, templates } from './test-export';
import { generate, secretSpecs } from './index';

const design = parsed(draftOf({ hardening: { secrets: 'files' } }, { django: { adminExposure: 'basic-auth' } }));
const exported = exportOf(design);
const files = exported.files.filter(({ path }) => path.startsWith('secrets/'));

describe('secrets in files', () => {
  test('are one file each, as it is, with a line end', () => {
    for (const { name } of secretSpecs(design)) expect(exported.text(`secrets/${name}`)).toBe(`${exported.secrets[name]}\n`);
  });

  test('are mounted by those that are given them, and stand in no environment', () => {
    const { services, secrets } = exported.compose;
    expect(services['api']?.secrets).toEqual(['JWT_SECRET', 'INTERNAL_API_TOKEN', 'API_DB_PASSWORD']);
    expect(services['api']?.environment).toMatchObject({ DB_PASSWORD_FILE: '/run/secrets/API_DB_PASSWORD', JWT_SECRET_FILE: '/run/secrets/JWT_SECRET' });
    expect(services['api']?.environment).not.toHaveProperty('JWT_SECRET');
    expect(secrets?.['JWT_SECRET']).toEqual({ file: './secrets/JWT_SECRET' });
    // The password behind the hash is for a person.
    expect(Object.keys(secrets ?? {}).sort()).toEqual(files.map(({ path }) => path.slice('secrets/'.length)).filter((name) => name !== 'TRAEFIK_PASSWORD').sort());
  });

  test('are looked for there by whoever reads the README', () => {
    const words = (part: Parameters<typeof draftOf>[0]) =>
      exportOf(parsed({ ...draftOf(part, { pgadmin: { exposure: 'basic-auth' } }), containers: { shop: { image: 'ghcr.io/acme/shop:1.2.3' } } })).text('README.md');
    const inFiles = words({ hardening: { secrets: 'files' } });
    expect(inFiles).toContain('Their variables stand in `.env` and their secrets in `secrets/`');
    expect(inFiles).toContain('| a password in `secrets/` was changed after the first start');
    expect(inFiles).not.toContain('password from .env');
    expect(words({})).toContain('Their variables stand in `.env` and their secrets in `.env`');
  });

  test('leave .env without any, and without the words about them', () => {
    const values = Object.keys(readDotenv(exported.text('.env')));
    expect(values.filter((name) => secretSpecs(design).some((spec) => spec.name === name))).toEqual([]);
    expect(readDotenv(exported.text('.env'))['DJANGO_DATABASE_URL']).toBe('postgres://django@postgres:5432/base2');
  });

  test('have an example from which a fresh clone makes them', () => {
    const example = readDotenv(exported.text('secrets.example'));
    expect(Object.keys(example).sort()).toEqual(Object.keys(exported.compose.secrets ?? {}).sort());
    expect(example['JWT_SECRET']).toBe('change_me');
    expect(example['DJANGO_SUPERUSER_PASSWORD']).toBe('');
  });

  test('are where the words about the first administrator look for the password', () => {
    const plain = exportOf(defaultStack);
    expect(exported.text('.env')).toContain('# With secrets/DJANGO_SUPERUSER_PASSWORD set too, the first administrator');
    expect(exported.text('local.docker.yml')).toContain('the file secrets/DJANGO_SUPERUSER_PASSWORD name one.');
    expect(plain.text('.env')).toContain('# With DJANGO_SUPERUSER_PASSWORD set too, the first administrator');
    expect(plain.text('local.docker.yml')).toContain('makes the first administrator if .env names one.');
  });

  test('that their owner filled in stay', () => {
    const earlier = { values: { DJANGO_SUPERUSER_PASSWORD: 'mine', JWT_SECRET: 'other' }, generated: new Set<string>() };
    const again = new Exported(design, exported.secrets, generate(design, { templates, secrets: exported.secrets, earlier }));
    expect(again.text('secrets/DJANGO_SUPERUSER_PASSWORD')).toBe('mine\n');
    expect(again.text('secrets/JWT_SECRET')).toBe(`${exported.secrets['JWT_SECRET']}\n`);
    expect(again.text('.env')).not.toContain('Your own');
  });

  test('are not there where secrets stand in .env', () => {
    const plain = exportOf(defaultStack);
    expect(plain.files.filter(({ path }) => path.startsWith('secrets'))).toEqual([]);
    expect(plain.compose.secrets).toBeUndefined();
  });

  test('keep any character', () => {
    const hard = ` a$b#c'd"e\\f g@h:i/j%k{{l}} `;
    const secrets = secretsFor(stackOf({ hardening: { secrets: 'files' } }), { JWT_SECRET: hard });
    expect(new Exported(stackOf({ hardening: { secrets: 'files' } }), secrets).text('secrets/JWT_SECRET')).toBe(`${hard}\n`);
  });

  test('of every design are all used by a container', () => {
    holds(anyStack, (stack) => {
      const design = Stack.safeParse({ ...stack, hardening: { ...stack.hardening, secrets: 'files' } });
      // A password that only a label could hold is refused with files.
      if (!design.success) return expect(stack.services.traefik.entry).toBe('shared');
      const { compose } = exportOf(design.data);
      const mounted = new Set(Object.values(compose.services).flatMap(({ secrets = [] }) => secrets));
      expect([...mounted].sort()).toEqual(Object.keys(compose.secrets ?? {}).sort());
      const environments = Object.values(compose.services).flatMap(({ environment = {} }) => Object.entries(environment));
      const known = Object.keys(compose.secrets ?? {});
      expect(environments.filter(([, value]) => known.some((name) => String(value).includes(`\${${name}:`)))).toEqual([]);
    }, 40);
  });
});
