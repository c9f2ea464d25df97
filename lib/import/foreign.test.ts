import { describe, expect, it } from 'vitest';
import type { Stack } from '../stack';
import { openFiles } from './index';
import { dropped, leftOf, SHOP, understoodOf } from './test-files';

const open = (text: string, env?: string) => openFiles([dropped('compose.yml', text), ...(env === undefined ? [] : [dropped('.env', env)])]);
const stackOf = (text: string, env?: string): Stack => {
  const opened = open(text, env);
  if (!opened.ok) throw new Error(opened.problems.join('\n'));
  return opened.stack;
};
const refusal = (text: string) => {
  const opened = open(text);
  return opened.ok ? undefined : opened.problems.join('\n');
};
const container = (lines: string, env?: string) => stackOf(`services:\n  x:\n    image: acme/x:1.0\n${lines.split('\n').map((line) => `    ${line}`).join('\n')}\n`, env).containers?.['x'];
const left = (lines: string) => leftOf(open(`services:\n  x:\n    image: acme/x:1.0\n${lines.split('\n').map((line) => `    ${line}`).join('\n')}\n`));

describe('a compose file of somebody else', () => {
  const opened = open(SHOP);

  it('turns the services on whose images are known, with the values that are understood', () => {
    expect(opened).toMatchObject({
      ok: true,
      source: 'foreign',
      stack: {
        project: { name: 'shop', domain: 'shop.example.com' },
        services: { traefik: { httpPort: 8080, httpsPort: 8443 }, postgres: { version: '17-trixie', user: 'shop_owner', database: 'shop' }, valkey: {} },
      },
    });
    expect(stackOf(SHOP).services.pgadmin).toBeUndefined();
    expect(understoodOf(opened)).toContain('16: `db` is PostgreSQL of this stack: Owner shop_owner, Database shop.');
  });

  it('makes every other service a container', () => {
    const { containers } = stackOf(SHOP);
    expect(containers).toMatchObject({
      web: {
        image: 'ghcr.io/acme/shop-web:2.1.0', command: "npm run start -- --name 'two words'", port: 3000, exposure: 'public', route: '/shop', uses: ['sql', 'cache'],
        variables: ['LOG_LEVEL=info', 'REDIS_URL=redis://valkey:6379/0'], secrets: ['STRIPE_API_KEY'], volumes: ['data:/var/lib/data'], health: 'http', healthPath: '/healthz', memoryMb: 512,
      },
      'old-jobs': { source: 'build', readOnly: false, user: '1000:1000', memoryMb: 1024, cpus: 0.75 },
    });
  });

  it('lists by line what it did not understand', () => {
    const lines = SHOP.split('\n');
    const at = (words: string) => lines.findIndex((line) => line.includes(words)) + 1;
    for (const words of ['traefik:v3.1', '"5432:5432"', 'PUBLIC_URL=', './config:', 'privileged:', 'build: ./jobs', 'configs:']) {
      expect(leftOf(opened).some((note) => note.startsWith(`${at(words)}: `)), words).toBe(true);
    }
  });

  it('takes no secret over, and says of each that it is left out', () => {
    expect(JSON.stringify(opened)).not.toMatch(/hunter2|sk_live/);
    expect(leftOf(opened).filter((note) => note.includes('looks like a secret'))).toHaveLength(2);
  });

  it('has its variables filled in from the .env beside it', () => {
    expect(stackOf(SHOP, 'PUBLIC_URL=https://x.example\nDB_NAME="orders" # c\n')).toMatchObject({ services: { postgres: { database: 'orders' } }, containers: { web: { variables: expect.arrayContaining(['PUBLIC_URL=https://x.example']) } } });
  });
});

describe('a container of it', () => {
  it.each([
    ['ports:\n  - "127.0.0.1:8080:3000/tcp"', { port: 3000, exposure: 'none', health: 'tcp' }],
    ['ports:\n  - target: 9000\n    published: "80"', { port: 9000 }],
    ['expose: ["4000"]', { port: 4000 }],
    ['tmpfs: /run:size=32m', { tmpfs: ['/run'], tmpfsMb: 32 }],
    ['cap_add: [NET_BIND_SERVICE, CAP_CHOWN]', { capabilities: ['NET_BIND_SERVICE', 'CHOWN'] }],
    ['healthcheck:\n  test: [CMD, /bin/check, "-a b"]', { health: 'command', healthCommand: "/bin/check '-a b'" }],
    ['healthcheck:\n  disable: true', { health: 'none' }],
    ['healthcheck:\n  test: nc -z localhost 7000', { health: 'tcp', port: 7000 }],
    ['volumes:\n  - type: volume\n    source: x_cache\n    target: /cache\n  - type: tmpfs\n    target: /scratch', { volumes: ['cache:/cache'], tmpfs: ['/scratch'] }],
    ['environment:\n  A: "a$$b"\n  B: ${NO:-two}\n  C: 8', { variables: ['A=a$b', 'B=two', 'C=8'] }],
  ])('has %j as its form has it', (lines, fields) => {
    expect(container(lines)).toMatchObject(fields);
  });

  it.each([
    ['cap_add: [SYS_ADMIN]', '4: The capability `SYS_ADMIN` is left out: no container of a stack can have it.'],
    ['command: run --password hunter2', '4: The command is left out: it looks as if there were a secret in it, and a design has none.'],
    ['user: postgres', '4: The user `postgres` is left out: a design has numbers, such as 1000:1000.'],
    ['environment:\n  lower: 1', '5: `lower` is left out: names of variables are in capital letters here.'],
    ['network_mode: host', '4: `network_mode` is left out. No container of a stack is on the network of the host.'],
    ['quantum: yes', '4: `quantum` is left out. There is no place for it in a design.'],
    ['volumes: ["/:/host"]', '5: '],
    ['mem_limit: 1m', '4: containers.x.memoryMb is left as it is without the file'],
  ])('says of %j that it is left out', (lines, words) => {
    expect(left(lines).some((note) => note.startsWith(words.replace('5: ', lines.includes('\n') ? '5: ' : '4: ')))).toBe(true);
  });

  it.each([
    ['PASSWORD', 'x'], ['DB_PASS', 'abc'], ['API_TOKEN', ''], ['MY_URL', 'postgres://u:p4ss@db/x'], ['SOMETHING', 'c2VjcmV0MTIzNDU2Nzg5MGFiY2RlZg=='], ['KEY_PEM', '-----BEGIN RSA PRIVATE KEY-----'],
  ])('keeps of the secret %s its name alone', (name, value) => {
    expect(container(`environment:\n  ${name}: ${JSON.stringify(value)}`)).toMatchObject({ secrets: [name], variables: [] });
  });

  it.each([['LOG_LEVEL', 'info'], ['TOKEN_MINUTES', '15'], ['SECRET_FILE', '/run/secrets/x'], ['PAGE', 'https://example.com/a']])('takes %s=%s for what everybody may read', (name, value) => {
    expect(container(`environment:\n  ${name}: ${JSON.stringify(value)}`)).toMatchObject({ variables: [`${name}=${value}`] });
  });

  it('without a version gets a tag that says what is to be chosen', () => {
    expect(stackOf('services:\n  a:\n    image: acme/app:latest\n').containers).toMatchObject({ a: { image: 'acme/app:0-choose-a-version' } });
  });

  it('whose name belongs to the stack gets another, and two of one name two', () => {
    expect(Object.keys(stackOf('services:\n  api: {build: .}\n  A_b: {build: .}\n  a-b: {build: .}\n  "__proto__": {build: .}\n').containers ?? {})).toEqual(['own-api', 'a-b', 'a-b-2', 'proto']);
  });

  it('beyond what a stack can carry is named', () => {
    const many = `services:\n${Array.from({ length: 70 }, (_, n) => `  s${n}: {image: "a/b:1"}\n`).join('')}`;
    expect(leftOf(open(many)).join('\n')).toMatch(/`s69` is left out: at most/);
  });
});

describe('what is no compose file', () => {
  it.each([
    ['nothing', '', 'neither a design nor a compose file'],
    ['words', 'hello', 'neither a design nor a compose file'],
    ['no service', 'services: {}', 'neither a design nor a compose file'],
    ['a key that is there twice', 'services:\n  a:\n    image: x:1\n    image: y:1\n', 'compose.yml, line 4: "image" is there twice'],
    ['a tab', 'services:\n\ta: 1\n', 'compose.yml, line 2: '],
    ['an alias without an anchor', 'services:\n  a: *no\n', 'line 2: there is no anchor no'],
    ['an alias of itself', 'services: &a\n  a: *a\n', 'levels deep'],
    ['aliases of aliases', `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghij'].map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[at]}`).join(',')}]`).join('\n')}`, 'more than 30000 parts'],
    ['brackets in brackets', `a: ${'['.repeat(100)}`, ''],
    ['many brackets', '['.repeat(60_000), ''],
    ['indentation without end', Array.from({ length: 300 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'), 'levels deep'],
    ['two documents', 'services: {a: {image: "x:1"}}\n---\nb: 1\n', 'multiple documents'],
  ])('is refused in a sentence: %s', (_what, text, words) => {
    expect(refusal(text)).toContain(words);
    expect(refusal(text)).toMatch(/^\S.*\.$/);
  });
});
