import { readFile, rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { designOf, exportAgain, exported, remove, start } from '../data/booting';
import { expectJsonError, expectStatus } from '../support/expecting';
import { complaintsAboutContainer, kernelStatus, processUsers } from '../support/hardened';
import { eventually, sleep } from '../support/run';
import { complaintsAboutHeaders } from '../support/security-headers';
import type { Stack } from '../support/stack';

const own = ['gate', 'helper', 'store'];
/** What compose, dotenv and a shell read differently. */
const password = `Aa1 $HOME \${PATH} #x '"\\n @:/%41 end`;
const gatePassword = 'open sesame 1234';

const store = {
  image: 'postgres:17-trixie', port: 5432, user: '999:999', tmpfs: ['/tmp', '/var/run/postgresql'],
  volumes: ['data:/var/lib/postgresql/data'], secrets: ['POSTGRES_PASSWORD'], variables: ['POSTGRES_DB=shop', 'POSTGRES_INITDB_ARGS=--auth-host=scram-sha-256 --data-checksums'],
  health: 'command', healthCommand: 'pg_isready -q -h 127.0.0.1 -U postgres', memoryMb: 512,
};

const design = {
  ...designOf('b2e-containers', 26_010, {
    'containers.gate': JSON.stringify({ exposure: 'basic-auth', route: '/gate' }),
    'containers.helper': JSON.stringify({ source: 'build', port: 9000, variables: ["GREETING=it's $5, {{ you }}"] }),
    'containers.store': JSON.stringify(store),
    'services.traefik.basicAuthUser': 'keeper',
    'services.pgadmin': 'false',
  }),
  secrets: { STORE__POSTGRES_PASSWORD: password, TRAEFIK_PASSWORD: gatePassword },
};
const key = { authorization: `Basic ${Buffer.from(`keeper:${gatePassword}`).toString('base64')}` };

let stack: Stack;
beforeAll(async () => {
  stack = await exported(design);
  await start(stack);
}, 1_800_000);
afterAll(() => remove(stack));

/** Asks from inside the network, with the Python of the one that is built. */
async function ask(url: string): Promise<string> {
  const { stdout } = await stack.exec('helper', ['python', '-c', 'import sys, urllib.request as u; print(u.urlopen(sys.argv[1], timeout=5).read().decode())', url]);
  return stdout;
}

async function sql(statement: string): Promise<string> {
  const { stdout } = await stack.exec('store', ['psql', '-tAU', 'postgres', '-d', 'shop', '-c', statement]);
  return stdout.trim();
}

describe('S11 Containers of one\'s own', () => {
  it.each(own)('%s is hardened like all others', async (name) => {
    const container = await stack.container(name);
    expect(complaintsAboutContainer(name, container)).toEqual([]);
    expect(container.State.Health?.Status).toBe('healthy');
    expect((await processUsers(container)).filter(({ uid }) => uid === '0')).toEqual([]);
    expect(await kernelStatus(stack, name)).toMatchObject({ CapEff: '0000000000000000', CapBnd: '0000000000000000', NoNewPrivs: '1' });
    expect((await stack.exec(name, ['sh', '-c', 'touch /nothing-to-write-here'])).code).not.toBe(0);
    expect((await stack.exec(name, ['sh', '-c', 'touch /tmp/a && rm /tmp/a'])).code).toBe(0);
    expect(Object.values(container.HostConfig.PortBindings ?? {})).toEqual([]);
  });

  it.each(own)('%s stops when it is told to', async (name) => {
    const before = Date.now();
    await stack.mustCompose(['stop', name]);
    expect((Date.now() - before) / 1000).toBeLessThan(10);
    expect((await stack.container(name)).State.ExitCode).toBe(0);
    await stack.mustCompose(['up', '-d', '--wait', '--no-deps', name]);
  });
});

describe('The one with a route', () => {
  it('asks for the password, and then answers without its path', async () => {
    const client = stack.https();
    await eventually('the route', async () => ((await client.get('/gate/')).status === 401 ? true : undefined), 30_000);
    const answer = await client.get('/gate/', { headers: key });
    expectStatus(answer, 200);
    expect(answer.body).toContain('nginx');
    expect(complaintsAboutHeaders(answer)).toEqual([]);
    expectStatus(await client.get('/gate/missing', { headers: key }), 404);
  });

  it('says 503 in JSON while it is away', async () => {
    await stack.mustCompose(['stop', 'gate']);
    await sleep(1500);
    expectJsonError(await stack.https().get('/gate/', { headers: key }), 503);
    await stack.mustCompose(['up', '-d', '--wait', '--no-deps', 'gate']);
  });
});

describe('The one that is built', () => {
  it('answers inside the network by its name, and not outside', async () => {
    expect(JSON.parse(await ask('http://helper:9000/hello'))).toEqual({ status: 'ok', path: '/hello' });
    expect((await stack.https().get('/helper')).body).toContain('<div id="root">');
  });

  it('gets its variables as they were written', async () => {
    expect((await stack.exec('helper', ['printenv', 'GREETING', 'PORT'])).stdout).toBe("it's $5, {{ you }}\n9000\n");
  });

  it('scales', async () => {
    await stack.mustCompose(['up', '-d', '--wait', '--no-deps', '--no-recreate', '--scale', 'helper=3', 'helper']);
    expect((await stack.mustCompose(['ps', '-q', 'helper'])).stdout.trim().split('\n')).toHaveLength(3);
    await stack.mustCompose(['up', '-d', '--wait', '--no-deps', '--no-recreate', '--scale', 'helper=1', 'helper']);
  });

  it('is its owner\'s: a second export neither changes its files nor brings back what was deleted', async () => {
    await writeFile(stack.file('containers/helper/.Dockerfile'), '# mine\n');
    await rm(stack.file('containers/helper/README.md'));
    await exportAgain(stack, design, undefined, ['--force']);
    expect(await stack.read('containers/helper/.Dockerfile')).toBe('# mine\n');
    await expect(readFile(stack.file('containers/helper/README.md'))).rejects.toThrow('ENOENT');
  });
});

describe('The one with a volume and a secret', () => {
  it('has the secret as it was given, which the design has not', async () => {
    expect((await stack.exec('store', ['printenv', 'POSTGRES_PASSWORD'])).stdout).toBe(`${password}\n`);
    expect((await stack.environment())['STORE__POSTGRES_PASSWORD']).toBe(password);
    expect(await stack.read('stack.json')).not.toContain(password.slice(0, 12));
    expect(await stack.read('local.docker.yml')).not.toContain(password.slice(0, 12));
  });

  it('keeps its data when it is made anew', async () => {
    await sql('CREATE TABLE kept (word text)');
    await sql("INSERT INTO kept VALUES ('still here')");
    // Those without a name, as the image asks for one.
    await stack.mustCompose(['rm', '--stop', '--force', '--volumes', 'store']);
    await stack.mustCompose(['up', '-d', '--wait', '--no-deps', 'store']);
    expect(await sql('SELECT word FROM kept')).toBe('still here');
  });
});
