import { describe, expect, test } from 'vitest';
import { atOnce } from '../kit/steps';
import { readDotenv } from '../kit/test-dotenv';
import { optionalRef, ref, text } from '../kit/text';
import { addService, defaultStack } from '../stack';
import { stackOf, stackWith } from '../stack/test-stacks';
import { GENERATED_FILE, generate, secretSpecs } from './index';
import { outputPath, templateFiles } from './template-files';
import { exportOf, secretsFor, strictYaml, templates } from './test-export';
import { fillIn } from './tokens';
import { printingYamlFile } from './yaml-document';

const plain = exportOf(defaultStack);

describe('section 1: the files of an export', () => {
  test.each([
    'local.docker.yml', '.env', '.env.example', 'stack.json', 'README.md', 'traefik/traefik.yml', 'traefik/traefik-config/dynamic.yml',
    'api/.Dockerfile', 'api/main.py', 'django/.Dockerfile', 'django/manage.py', 'react-app/.Dockerfile', 'react-app/package.json',
    'scripts/smoke-test', 'scripts/security-audit', 'scripts/backup', 'scripts/restore', '.github/workflows/ci.yml', '.gitignore', '.gitattributes',
  ])('have %s', (name) => {
    expect(plain.has(name)).toBe(true);
  });

  test('are those of the services that the design has', () => {
    expect(plain.files.some(({ path }) => path.startsWith('nginx/'))).toBe(false);
    expect(exportOf(addService(defaultStack, 'nginx')).files.some(({ path }) => path.startsWith('nginx/'))).toBe(true);
  });

  test('S15 have no override file: that is the owner\'s', () => {
    expect(plain.files.filter(({ path }) => path.includes('override'))).toEqual([]);
  });

  test('stay the same when a design is laid out anew, but for where it is noted', () => {
    const moved = exportOf({ ...defaultStack, layout: { api: { x: 1, y: 2 } } });
    const changed = moved.files.filter(({ path, text: content }) => content !== plain.text(path)).map(({ path }) => path);
    expect(changed).toEqual([GENERATED_FILE, 'local.docker.yml', 'stack.json']);
  });
});

describe('section 1: the variables of an export', () => {
  const values = readDotenv(plain.text('.env'));

  test.each([
    'COMPOSE_PROJECT_NAME', 'NETWORK_NAME', 'TRAEFIK_DOCKER_NETWORK', 'WEBSITE_DOMAIN', 'TRAEFIK_HOST_PORT', 'REACT_APP_API_URL',
    'FASTAPI_PYTHON_VERSION', 'FASTAPI_PORT', 'FASTAPI_WORKERS', 'ENV', 'JWT_SECRET', 'JWT_EXPIRE', 'RATE_LIMIT_WINDOW_MS',
    'RATE_LIMIT_MAX_REQUESTS', 'DJANGO_PYTHON_VERSION', 'DJANGO_PORT', 'DJANGO_SECRET_KEY', 'DJANGO_DEBUG', 'DJANGO_ALLOWED_HOSTS',
    'DJANGO_DATABASE_URL', 'DJANGO_ADMIN_URL', 'POSTGRES_USER', 'POSTGRES_PASSWORD', 'POSTGRES_DB', 'POSTGRES_PORT',
  ])('keep the name %s of the specification', (name) => {
    expect(values[name]).not.toBe('');
    expect(values).toHaveProperty(name);
  });

  test.each([
    ['TRAEFIK_CERT_EMAIL', stackOf({ project: { domain: 'a.example.com' }, tls: { mode: 'le-staging', email: 'ops@example.com' } })],
    ['TRAEFIK_USER', stackWith('traefik', { dashboard: 'basic-auth' })],
  ])('have %s when the design needs it, and only then', (name, stack) => {
    expect(values).not.toHaveProperty(name);
    expect(readDotenv(exportOf(stack).text('.env'))).toHaveProperty(name);
  });

  test('name the network after the stack unless it has a name of its own', () => {
    expect(values['NETWORK_NAME']).toBe('base2_network');
    expect(readDotenv(exportOf(stackOf({ project: { network: 'shared' } })).text('.env'))['NETWORK_NAME']).toBe('shared');
  });

  test('each stand below a comment', () => {
    const lines = plain.text('.env').split('\n');
    for (const [index, line] of lines.entries()) if (/^[A-Z_]+=/.test(line)) expect(lines[index - 1], line).toMatch(/^# ./);
  });
});

describe('an export', () => {
  test.each(secretSpecs(defaultStack).map(({ name }) => name))('is refused without the secret %s', (name) => {
    const { [name]: _missing, ...secrets } = secretsFor(defaultStack);
    expect(() => generate(defaultStack, { templates, secrets })).toThrow(name);
  });

  test('is refused when a section of its README is missing', () => {
    const { 'readme/start.md': _missing, ...rest } = templates;
    expect(() => generate(defaultStack, { templates: rest, secrets: plain.secrets })).toThrow('readme/start.md');
  });

  test('is refused when two sources write one file', () => {
    const twice = { ...templates, 'traefik/traefik.yml': { text: '', executable: false } };
    expect(() => generate(defaultStack, { templates: twice, secrets: plain.secrets })).toThrow('traefik/traefik.yml');
  });
});

describe('a token', () => {
  test('is filled in wherever it stands', () => {
    expect(fillIn('a.md', '__NAME__ at __ORIGIN__, __NAME__', { NAME: 'shop', ORIGIN: 'https://a' })).toBe('shop at https://a, shop');
  });

  test('is not looked for in what is filled in', () => {
    expect(fillIn('a.md', '__NAME__', { NAME: '__DOMAIN__ $& $1', DOMAIN: 'x' })).toBe('__DOMAIN__ $& $1');
  });

  test.each(['__NOTHING__', '__DOMAIN__'])('without a value is an error that names the file: %s', (token) => {
    expect(() => fillIn('a.md', token, { NAME: 'x' })).toThrow(/a\.md.*__/);
  });

  test('is not what Python writes', () => {
    expect(fillIn('a.md', '__name__ __init__', {})).toBe('__name__ __init__');
  });
});

describe('a template', () => {
  const ids = new Set(['api']);

  test.each([
    ['_root/scripts/backup', 'scripts/backup'],
    ['_root/_gitignore', '.gitignore'],
    ['_root/_github/workflows/ci.yml', '.github/workflows/ci.yml'],
    ['_root/_devcontainer/devcontainer.json', '.devcontainer/devcontainer.json'],
    ['_root/_pre-commit-config.yaml', '.pre-commit-config.yaml'],
    ['api/_dockerignore', 'api/.dockerignore'],
    ['api/app/__init__.py', 'api/app/__init__.py'],
    ['api/.Dockerfile', 'api/.Dockerfile'],
    ['nginx/nginx.conf', undefined],
    ['readme/start.md', undefined],
  ])('%s becomes %s', (from, to) => {
    expect(outputPath(from, ids)).toBe(to);
  });

  test('ships byte for byte, with its run bit, unless it is left out', () => {
    const given = { 'api/a': { text: 'é __NAME__ ${X}\n', executable: true }, 'api/b': { text: '', executable: false } };
    expect(templateFiles(given, ids, new Set(['api/b']))).toEqual([{ path: 'api/a', text: 'é __NAME__ ${X}\n', mode: 0o755 }]);
  });
});

describe('a YAML file', () => {
  const print = (data: Parameters<typeof printingYamlFile>[0]['data'], references: 'shell' | 'go-template' = 'shell') =>
    atOnce(printingYamlFile({ kind: 'yaml', path: 'a.yml', references, head: 'Head.', data, notes: { 'a.b': 'Why.', 'a.missing': 'Not said.' } }));

  test('has its head and its notes as comments', () => {
    expect(print({ a: { b: 1 } })).toBe('# Head.\n\na:\n  # Why.\n  b: 1\n');
  });

  test('leaves out what is undefined and keeps what is empty', () => {
    expect(strictYaml(print({ a: undefined, b: '', c: null, d: [], e: {} })).toJS()).toEqual({ b: '', c: null, d: [], e: {} });
  });

  test.each(['yes', 'no', 'on', 'off', 'true', 'null', '~', '0:0', '12:30:45', '1e3', '0x1f', '007', ' a', 'a ', '- a', 'a: b', '#a', '*a', '&a', "it's", '"a"', '{a', '[a', '%a', '@a', '`a'])(
    'keeps the text %j a text, also for readers of YAML 1.1',
    (value) => {
      const printed = print({ a: { b: value } });
      expect(strictYaml(printed).toJS()).toEqual({ a: { b: value } });
      expect(strictYaml(`%YAML 1.1\n---\n${printed}`).toJS()).toEqual({ a: { b: value } });
    },
  );

  test('prints references in its own language', () => {
    const value = text`${ref('A')} and ${optionalRef('B')}`;
    expect(strictYaml(print({ a: { b: value } })).toJS()).toEqual({ a: { b: '${A} and ${B}' } });
    expect(print({ a: { b: value } }, 'go-template')).toContain(`'{{ env "A" }} and {{ env "B" }}'`);
  });
});
