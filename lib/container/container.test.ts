import { describe, expect, test } from 'vitest';
import { composePart, entryAt, expectGolden, exportOf } from '../generator/test-export';
import { callable } from '../kit/capabilities';
import { fields } from '../kit/fields';
import { readDotenv } from '../kit/test-dotenv';
import { draftOf, parsed, problemsOf } from '../stack/test-stacks';
import { Container } from './schema';

const stackWith = (containers: Record<string, unknown>, hardening = {}) => parsed({ ...draftOf({ hardening }), containers });
const shop = exportOf(stackWith({
  shop: { image: 'ghcr.io/acme/shop:2.1.0', port: 3000, exposure: 'basic-auth', route: '/store', variables: ['LOG_LEVEL=info', 'EMPTY='], secrets: ['SESSION_KEY'], volumes: ['data:/data'], command: `serve --name "two words"`, uses: ['sql'], capabilities: ['CHOWN'], readOnly: false, health: 'tcp' },
}));
const built = exportOf(stackWith({ job: { source: 'build', health: 'none' } }));

describe('a container in the compose file', () => {
  test('from an image is what the golden file shows', () => expectGolden(import.meta.dirname, 'image', composePart(shop, 'shop')));
  test('that is built is what the golden file shows', () => expectGolden(import.meta.dirname, 'build', composePart(built, 'job')));
  test('has a route that the golden file shows, where Traefik reads files only', async () => {
    const { text } = { text: exportOf(parsed({ ...draftOf({}, { traefik: { socket: 'none' } }), containers: { shop: { exposure: 'public', csp: "default-src 'none'" } } })).text('traefik/traefik-config/dynamic.yml') };
    await expectGolden(import.meta.dirname, 'router', entryAt(text, 'routers', 'shop_route', 4));
  });

  test('keeps no name that would hinder a second one', () => {
    expect(built.compose.services['job']?.container_name).toBeUndefined();
  });

  test('has its variables in .env, with its name in front', () => {
    expect(readDotenv(shop.text('.env'))).toMatchObject({ SHOP__LOG_LEVEL: 'info', SHOP__EMPTY: '', SHOP__SESSION_KEY: expect.stringMatching(/^\w{48}$/) });
    expect(shop.text('stack.json')).toContain('SESSION_KEY');
    expect(shop.text('stack.json')).not.toContain(shop.secrets['SHOP__SESSION_KEY']);
  });

  test('never shares a variable or a volume with another one', () => {
    const { compose, ...exported } = exportOf(stackWith({ a: { variables: ['B_C=1', 'B__C=2'], volumes: ['b-c:/data'] }, 'a-b': { variables: ['C=3'], volumes: ['c:/data'] } }));
    expect(Object.keys(compose.volumes ?? {})).toEqual(expect.arrayContaining(['a_b-c', 'a-b_c']));
    expect(exported.files.length).toBeGreaterThan(0);
  });
});

test('a container waits at its start for all that it uses, but not for web page and mail, as its field says', () => {
  const design = parsed({ ...draftOf({}, { valkey: {}, worker: {}, mailpit: {} }), containers: { shop: { uses: [...callable] } } });
  const { services } = exportOf(design).compose;
  expect(Object.keys(services['shop']?.depends_on ?? {}).sort()).toEqual(['django', 'postgres', 'valkey']);
  expect(fields(Container).find(({ name }) => name === 'uses')?.description).toContain('It starts after them, but not after web page and mail.');
});

describe('a container that uses the database', () => {
  const stack = stackWith({ 'my-shop': { uses: ['sql'] }, other: {} });
  const exported = exportOf(stack);

  test('logs in with a role of its own, which the database is told of', () => {
    expect(exported.compose.services['my-shop']?.environment).toMatchObject({ DB_HOST: 'postgres', DB_USER: 'own_my_shop', DB_PASSWORD: '${MY_SHOP__DB_PASSWORD:?set MY_SHOP__DB_PASSWORD in .env}' });
    expect(exported.compose.services['postgres']?.environment).toHaveProperty('MY_SHOP__DB_PASSWORD');
    expect(exported.compose.services['other']?.environment ?? {}).not.toHaveProperty('DB_USER');
    expect(readDotenv(exported.text('.env'))['MY_SHOP__DB_PASSWORD']).toMatch(/^\w{48}$/);
    expect(exported.text('SECURITY.md')).toContain('`own_my_shop`');
  });

  test('finds it in a file where secrets are files', () => {
    const files = exportOf(stackWith({ shop: { uses: ['sql'] } }, { secrets: 'files' }));
    expect(files.compose.services['shop']?.environment).toMatchObject({ DB_PASSWORD_FILE: '/run/secrets/SHOP__DB_PASSWORD' });
    expect(files.compose.services['postgres']?.secrets).toContain('SHOP__DB_PASSWORD');
  });

  test('may have named that secret before: it is the same one', () => {
    const named = exportOf(stackWith({ shop: { uses: ['sql'], secrets: ['DB_PASSWORD'] } }));
    expect(named.text('.env').match(/^SHOP__DB_PASSWORD=/gm)).toHaveLength(1);
  });

  test('cannot set that variable itself, nor share its role with the owner of the database', () => {
    const problems = (config: Record<string, unknown>, user = 'base2_owner') => problemsOf({ ...draftOf({}, { postgres: { user } }), containers: { shop: { uses: ['sql'], ...config } } });
    expect(problems({ variables: ['DB_PASSWORD='] })).toEqual(['containers/variable-twice containers.shop.uses']);
    expect(problems({}, 'own_shop')).toEqual(['accounts/owner services.postgres.user']);
    expect(problems({})).toEqual([]);
  });
});

describe('the folder of a container that is built', () => {
  test('has a program that starts at once, and is its owner\'s from then on', () => {
    const files = built.files.filter(({ path }) => path.startsWith('containers/job/'));
    expect(files.map(({ path }) => path.slice('containers/job/'.length))).toEqual(['.Dockerfile', '.dockerignore', 'README.md', 'server.py']);
    expect(new Set(files.map(({ starter }) => starter))).toEqual(new Set(['containers/job']));
    expect(built.files.filter(({ starter }) => starter !== undefined)).toEqual(files);
  });

  test('is not there for an image', () => expect(shop.files.some(({ path }) => path.startsWith('containers/'))).toBe(false));
});

describe('its networks', () => {
  const networksIn = (networks: string, config: Record<string, unknown>) => exportOf(stackWith({ own: config }, { networks })).compose.services['own']?.networks;

  test.each([
    ['one', {}, ['main']],
    ['one', { egress: true }, ['main']],
    ['data', { uses: ['sql'] }, ['data', 'main']],
    ['tiers', {}, ['app']],
    ['tiers', { egress: true }, ['app', 'egress']],
    ['tiers', { uses: ['sql'], exposure: 'public' }, ['main', 'data', 'app']],
  ])('in a design with %s and %j are %j', (networks, config, expected) => {
    expect([...(networksIn(networks, config) ?? [])].sort()).toEqual([...expected].sort());
  });
});

describe('what a container may not be', () => {
  const problems = (config: Record<string, unknown>) => problemsOf({ ...draftOf({}), containers: { shop: { image: 'registry.example.com/shop:1.4', ...config } } });

  test.each([
    ['for nobody', { exposure: 'allowlist' }, 'empty-allowlist containers.shop.allow'],
    ['for everybody, by two halves', { exposure: 'both', allow: ['0.0.0.0/1', '128.0.0.0/1'] }, 'open-allowlist containers.shop.allow'],
    ['for everybody of IPv6', { exposure: 'allowlist', allow: ['203.0.113.7', '::/0'] }, 'open-allowlist containers.shop.allow'],
  ])('is %s', (_, config, problem) => expect(problems(config)).toEqual([`containers/${problem}`]));

  test('leaves what it may be', () => expect(problems({ exposure: 'allowlist', allow: ['203.0.113.7'] })).toEqual([]));
});
