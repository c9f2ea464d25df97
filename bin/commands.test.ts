import { mkdir, readFile, readdir, symlink } from 'node:fs/promises';
import { Validator } from '@cfworker/json-schema';
import JSZip from 'jszip';
import { describe, expect, test, vi } from 'vitest';
import { run } from './cli';
import { commands } from './commands';
import { ended, placeOf, type Ended } from './test-place';
import { packed } from './test-package';

vi.setConfig({ testTimeout: 120_000 });

const place = () => placeOf();

describe('the package', () => {
  test('has the command, the templates and the licences, and asks for nothing else', async () => {
    const { folder, at } = { ...(await packed()), ...(await place()) };
    expect((await readdir(folder, { recursive: true })).filter((name) => !/^dist\/(chunk|server)-\w+\.mjs$/.test(name)).sort()).toEqual(['README.md', 'dist', 'dist/LICENSES.txt', 'dist/base2.mjs', 'dist/templates.json', 'package.json']);
    const { dependencies, engines } = JSON.parse((await ended('cat', ['package.json'], folder)).out) as Record<string, unknown>;
    expect([dependencies, engines]).toEqual([undefined, { node: '>=20.19.0' }]);
    expect(at('x')).not.toContain(process.cwd());
  });

  test('works with npx, without a network', async () => {
    const { tarball } = await packed();
    const { call, at } = await place();
    const ran = await call('npx', '--yes', '--offline', '--cache', at('cache'), `--package=${tarball}`, 'base2', 'new', '--set', 'project.name=shop');
    expect(ran).toMatchObject({ code: 0, error: '' });
    expect(JSON.parse(ran.out)).toMatchObject({ project: { name: 'shop' } });
  });
});

/** The same without a process, for what does not depend on one. */
async function called(...args: string[]): Promise<Ended> {
  const [out, error]: [string[], string[]] = [[], []];
  const code = await run(args, { read: () => Promise.resolve(new Uint8Array()), out: (chunk) => void out.push(String(chunk)), error: (text) => void error.push(text) });
  return { code, out: out.join(''), error: error.join('') };
}

describe('the help', () => {
  test('tells every command, and each of them its options and calls to copy', async () => {
    const { code, out } = await called('--help');
    expect(code).toBe(0);
    for (const { name, summary, options, examples } of commands) {
      expect(out).toContain(summary);
      const own = await called(name, '--help');
      expect(own).toMatchObject({ code: 0, error: '' });
      for (const option of Object.keys(options)) expect(own.out).toContain(`--${option}`);
      for (const [call] of examples) expect(own.out).toContain(call);
      expect(own.out).toContain('Exit codes: 0 done');
      expect(Math.max(...own.out.split('\n').map((line) => line.length)), name).toBeLessThanOrEqual(110);
      expect((await called('help', name)).out).toBe(own.out);
    }
  });

  test('stands where a command or an option is wrong', async () => {
    expect(await called('exprot')).toMatchObject({ code: 2, out: '', error: expect.stringContaining('export') });
    expect(await called('link', '--nothing')).toMatchObject({ code: 2, error: expect.stringMatching(/--nothing[^]*base2 link --help/) });
    expect(await called('link', 'a', 'b')).toMatchObject({ code: 2, error: expect.stringContaining('at most 1') });
    expect((await called('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('new, validate and schema', () => {
  test('print a design that the schema beside it finds valid', async () => {
    const { run, read, names } = await place();
    expect(await run('new', '--preset', 'hardened', '--out', 'stack.json')).toMatchObject({ code: 0 });
    expect((await names()).sort()).toEqual(['stack.json', 'stack.schema.json']);
    const design = JSON.parse(await read('stack.json')) as { $schema: string };
    expect(design.$schema).toBe('./stack.schema.json');
    const schema = JSON.parse(await read('stack.schema.json')) as object;
    expect(new Validator(schema, '2020-12').validate(design).valid).toBe(true);
    expect((await run('schema')).out).toBe(await read('stack.schema.json'));
    expect(await run('new', '--out', 'stack.json')).toMatchObject({ code: 2, error: expect.stringContaining('--force') });
  });

  test('list every field as --set takes it', async () => {
    const { run } = await place();
    const { out } = await run('schema', '--fields', 'services.traefik.http');
    expect(out).toMatch(/^services\.traefik\.httpPort=80\t1…65535\t/m);
    const settings = out.trim().split('\n').flatMap((line) => ['--set', line.split('\t')[0] ?? '']);
    expect(await run('validate', '--preset', 'whole', ...settings)).toMatchObject({ code: 0 });
    expect(await run('schema', '--fields', 'services.nothing')).toMatchObject({ code: 2 });
  });

  test('name every field that is wrong, for people and for programs', async () => {
    const { run, put, feed } = await place();
    const design = { version: 2, services: { traefik: { httpPort: 0 }, api: { prot: 1 } } };
    expect(await run('validate', await put('wrong.json', design))).toMatchObject({ code: 2, out: '', error: expect.stringMatching(/services\.traefik\.httpPort: .*\n.*services\.api\.prot: /) });
    const { code, out } = await feed(JSON.stringify(design), 'validate', '-', '--json');
    expect(code).toBe(2);
    expect((JSON.parse(out) as { errors: { field: string }[] }).errors.map(({ field }) => field)).toEqual(['services.traefik.httpPort', 'services.api.prot']);
  });

  test('let warnings pass, unless they are to count', async () => {
    const { run } = await place();
    const call = ['validate', '--preset', 'whole', '--set', 'project.environment=development', '--set', 'project.domain=app.example.com', '--set', 'tls.mode=le-production', '--set', 'tls.email=ops@example.com'];
    const plain = await run(...call);
    expect(plain).toMatchObject({ code: 0, out: expect.stringContaining('warning') });
    expect((await run(...call, '--strict')).code).toBe(1);
  });
});

describe('link and open', () => {
  test('are each other\'s inverse', async () => {
    const { run, feed } = await place();
    const { out: link } = await run('link', '--preset', 'hardened', '--set', 'project.name=shop', '--page', 'https://designer.example.com/');
    expect(link).toMatch(/^https:\/\/designer\.example\.com\/#s=\d+\.[\w-]+\n$/);
    const { out: design } = await run('open', link.trim());
    expect((await feed(design, 'link', '-', '--page', 'https://designer.example.com/')).out).toBe(link);
    expect((await run('open', link.trim().split('#s=')[1] ?? '')).out).toBe(design);
    expect(await run('link')).toMatchObject({ code: 0, out: 'http://localhost:3000/\n' });
  });

  test('say what is wrong with a link', async () => {
    const { run } = await place();
    expect(await run('open', 'http://localhost:3000/#s=2.$$$')).toMatchObject({ code: 2, out: '', error: expect.stringContaining('damaged') });
    expect(await run('open')).toMatchObject({ code: 2 });
    expect(await run('link', '--page', 'javascript:x')).toMatchObject({ code: 2, error: expect.stringContaining('page') });
  });

  test('read the zip of an export, its stack.json and its compose file, from files and from standard input', async () => {
    const { run, feed, call, read, put } = await place();
    await put('stack.json', { version: 2, project: { name: 'shop' }, layout: { postgres: { x: 3, y: 4 } } });
    await run('export', 'stack.json', '--out', 'shop.zip');
    await run('export', 'stack.json', '--out', 'shop');
    const zip = await run('open', 'shop.zip');
    expect(zip).toMatchObject({ code: 0, error: '' });
    expect(JSON.parse(zip.out)).toMatchObject({ project: { name: 'shop' }, layout: { postgres: { x: 3, y: 4 } } });
    expect((await run('open', 'shop/stack.json')).out).toBe(zip.out);
    expect((await feed(await read('shop', 'stack.json'), 'open', '-')).out).toBe(zip.out);
    const compose = await run('open', 'shop/local.docker.yml', 'shop/.env');
    expect(compose.out).toBe(zip.out);
    expect(compose.error).toMatch(/^local\.docker\.yml: \+ was read, - was not\n\+ [^]*the design is noted at its end/);
    expect((await call('grep', '-c', 'POSTGRES_PASSWORD', 'shop/.env')).code).toBe(0);
  });

  test('read a compose file of somebody else as far as it goes, and say by line what was not understood', async () => {
    const { run, put } = await place();
    await put('docker-compose.yml', 'services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_DB: shop\n      POSTGRES_PASSWORD: hunter2\n  web:\n    image: acme/web:1.0\n    privileged: true\n');
    const { code, out, error } = await run('open', 'docker-compose.yml');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ services: { postgres: { database: 'shop' } }, containers: { web: { image: 'acme/web:1.0' } } });
    expect(error).toContain('- line 9: `privileged` is left out.');
    expect(out + error).not.toContain('hunter2');
  });

  test('end with 2 and a sentence for what is neither', async () => {
    const { run, put, at } = await place();
    await mkdir(at('folder'));
    await put('notes.txt', 'hello');
    await put('half.yml', 'services:\n\ta: 1\n');
    expect(await run('open', 'notes.txt')).toMatchObject({ code: 2, out: '', error: expect.stringContaining('notes.txt is neither a design nor a compose file') });
    expect(await run('open', 'half.yml')).toMatchObject({ code: 2, out: '', error: expect.stringContaining('half.yml, line 2: ') });
    expect(await run('open', 'folder')).toMatchObject({ code: 2, error: expect.stringContaining('is a folder') });
    expect(await run('open', 'missing.zip')).toMatchObject({ code: 2, error: expect.stringContaining('missing.zip: cannot be read') });
  });
});

describe('diff', () => {
  test('is silent about a fresh export, and names what was changed by hand', async () => {
    const { run, put, read } = await place();
    await run('export', '--out', 'mine');
    expect(await run('diff', 'mine')).toEqual({ code: 0, out: 'Nothing differs.\n', error: '' });
    await put('mine/local.docker.yml', `${await read('mine', 'local.docker.yml')}# mine\n`);
    expect(await run('diff', 'mine')).toEqual({ code: 1, out: 'Files\n  ~ local.docker.yml  +1 -0\n', error: '' });
  });

  test('tells what an export over a folder would change, as a patch that git takes', async () => {
    const { run, feed, call, put } = await place();
    await run('export', '--out', 'mine');
    await put('new.json', (await run('new', '--set', 'services.nginx=true', '--set', 'services.api.workers=4')).out);
    const plan = JSON.parse((await run('diff', 'mine', 'new.json', '--json')).out) as { fields: { field: string; kind: string }[]; files: { path: string; kind: string }[] };
    expect(plan.fields.map(({ kind, field }) => `${kind} ${field}`)).toEqual(['added nginx', 'changed services.api.workers']);
    expect(plan.files).toContainEqual(expect.objectContaining({ path: 'nginx/nginx.conf', kind: 'added' }));
    const { out: patch, code } = await run('diff', 'mine', 'new.json', '--patch');
    expect(code).toBe(1);
    expect(patch).not.toMatch(/JWT_SECRET=\w{64}/);
    await put('change.patch', patch);
    expect(await call('git', 'apply', '--directory=mine', 'change.patch')).toMatchObject({ code: 0, error: '' });
    const left = JSON.parse((await feed('', 'diff', 'mine', 'new.json', '--json')).out) as { files: { path: string }[] };
    expect(left.files.map(({ path }) => path)).toEqual(['.env']);
  });

  test('of two designs has no noise from secrets', async () => {
    const { run, feed } = await place();
    const { out } = await run('new', '--preset', 'hardened');
    expect(await feed(out, 'diff', '-', (await run('link', '--preset', 'hardened')).out.trim())).toMatchObject({ code: 0 });
    expect(await run('diff', 'nowhere')).toMatchObject({ code: 2, error: expect.stringContaining('nowhere') });
  });
});

describe('audit', () => {
  test('ends with 1 at a finding as bad as asked for', async () => {
    const { run } = await place();
    expect(await run('audit')).toMatchObject({ code: 0, out: expect.stringMatching(/\d+ of 100 \([A-F]\)/) });
    expect((await run('audit', '--fail-on', 'info')).code).toBe(1);
    expect((await run('audit', '--fail-on', 'never')).code).toBe(0);
    expect(await run('audit', '--fail-on', 'worst')).toMatchObject({ code: 2, error: expect.stringContaining('--fail-on') });
  });

  test('looks at the files as they lie in a folder, also in a clone without .env', async () => {
    const { run, read, put, call } = await place();
    await run('export', '--out', 'mine');
    await call('rm', 'mine/.env');
    const before = JSON.parse((await run('audit', 'mine', '--format', 'json')).out) as { counts: { high: number } };
    expect(before.counts.high).toBe(0);
    await put('mine/local.docker.yml', (await read('mine', 'local.docker.yml')).replace(/^( {2}postgres:\n)/m, '$1    privileged: true\n'));
    const { code, out } = await run('audit', 'mine', '--format', 'sarif');
    const log = JSON.parse(out) as { runs: { results: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }[] }[] };
    expect(code).toBe(1);
    expect(log.runs[0]?.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('local.docker.yml');
  });
});

describe('export', () => {
  test('writes a zip to standard output', async () => {
    const { folder, command } = await packed();
    const { at } = await place();
    const { code } = await ended('sh', ['-c', '"$0" "$1" export --out - > "$2"', process.execPath, command, at('x.zip')], folder);
    expect(code).toBe(0);
    expect((await JSZip.loadAsync(await readFile(at('x.zip')))).file('base2/stack.json')).not.toBeNull();
  });
});

describe('whatever is given as a design', () => {
  const link = JSON.stringify({ version: 2, project: { name: 'shop' } });

  test.each([
    ['nothing', ''],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0, 1])],
    ['a NUL', '{"version":2,"project":{"name":"a\u0000"}}'],
    ['half of it', link.slice(0, 30)],
    ['a list', '[]'],
    ['a number', '1e999'],
    ['ten thousand brackets', '['.repeat(10_000)],
    ['ten thousand objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
    ['a key of every object', '{"version":2,"services":{"__proto__":{"a":1}}}'],
    ['two megabytes', `{"version":2,"x":"${'a'.repeat(2_000_000)}"}`],
    ['a version of the future', '{"version":99}'],
  ])('%s ends with 2 and words', async (_what, content) => {
    const { put, at } = await place();
    const { code, out, error } = await called('export', at(await put('design.json', content)), '--out', at('x'));
    expect([code, out]).toEqual([2, '']);
    expect(error).toMatch(/^\S.*\S\n/);
    expect(error).not.toContain('    at ');
    expect(error.length).toBeLessThan(2000);
  });

  test('a byte order mark, CR line ends and letters of the world are read', async () => {
    const { run, put } = await place();
    const design = `\uFEFF${JSON.stringify({ version: 2, project: { name: 'shop' } }, null, 2).replaceAll('\n', '\r\n')}`;
    expect(await run('validate', await put('dësign 🙂.json', design))).toMatchObject({ code: 0 });
  });

  test('a folder without a design, a link in a circle and a folder that is none are named', async () => {
    const { run, at } = await place();
    await mkdir(at('empty'));
    await symlink(at('b'), at('a'));
    await symlink(at('a'), at('b'));
    expect(await run('audit', 'empty')).toMatchObject({ code: 2, error: expect.stringContaining('stack.json') });
    expect(await run('audit', 'a')).toMatchObject({ code: 2, error: expect.stringContaining('a: cannot be read') });
  });
});
