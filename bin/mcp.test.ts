import { readFile } from 'node:fs/promises';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { placeOf } from './test-place';
import { packed } from './test-package';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let client: Client;
let place: Awaited<ReturnType<typeof placeOf>>;

beforeAll(async () => {
  place = await placeOf();
  client = new Client({ name: 'test', version: '1.0.0' });
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [(await packed()).command, 'mcp'], cwd: place.at() }));
});
afterAll(() => client.close());

interface Result {
  readonly isError?: boolean;
  readonly structuredContent?: Record<string, unknown>;
  readonly content: readonly { readonly text: string }[];
}

async function call(name: string, args: Record<string, unknown> = {}): Promise<Result> {
  return (await client.callTool({ name, arguments: args })) as unknown as Result;
}

const textOf = ({ content }: Result) => content.map(({ text }) => text).join('');

describe('the MCP server of the package', () => {
  test('has a tool for each command that an agent needs, all described', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).sort()).toEqual(['audit', 'design_schema', 'export', 'link', 'new_design', 'open_link', 'plan', 'upgrade', 'validate']);
    for (const { name, description = '', annotations } of tools) {
      expect(description.length, name).toBeGreaterThan(30);
      expect(annotations?.readOnlyHint, name).toBe(name !== 'export' && name !== 'upgrade');
    }
    // An agent reads this list before everything else.
    expect(JSON.stringify(tools).length).toBeLessThan(16_000);
  });

  test('gives the schema and the presets as resources', async () => {
    const { resources } = await client.listResources();
    expect(resources.map(({ uri }) => uri)).toEqual(expect.arrayContaining(['base2://schema', 'base2://presets/hardened']));
    for (const { uri } of resources) {
      const [content] = (await client.readResource({ uri })).contents as { text: string }[];
      expect(JSON.parse(content?.text ?? ''), uri).toBeTypeOf('object');
    }
    await expect(client.readResource({ uri: 'base2://presets/none' })).rejects.toThrow('none');
  });

  test('leads from a beginning to an exported folder', async () => {
    const { design } = (await call('new_design', { preset: 'hardened', set: ['project.domain=app.example.com', 'tls.email=ops@example.com'] })).structuredContent as { design: Record<string, unknown> };
    expect((await call('validate', { design })).structuredContent).toMatchObject({ valid: true });
    expect((await call('audit', { design })).structuredContent).toMatchObject({ score: { grade: 'A' }, counts: { high: 0 } });
    expect((await call('plan', { from: design, to: { ...design, project: { domain: 'b.example.com' } } })).structuredContent).toMatchObject({ fields: expect.arrayContaining([expect.objectContaining({ field: 'project.domain', to: 'b.example.com' })]) });
    expect((await call('export', { design, folder: place.at('made') })).structuredContent).toMatchObject({ written: place.at('made') });
    expect((await call('plan', { from: place.at('made') })).structuredContent).toMatchObject({ same: true });
    const { link } = (await call('link', { design: place.at('made') })).structuredContent as { link: string };
    expect((await call('open_link', { link })).structuredContent).toEqual({ design });
  });

  test('lists an export without writing it, gives single files, and never a secret', async () => {
    const result = await call('export', { design: { version: 2 }, files: ['local.docker.yml', '.env.example'] });
    const { paths, texts } = result.structuredContent as { paths: string[]; texts: Record<string, string> };
    expect(paths).toContain('.env');
    expect(texts['local.docker.yml']).toContain('services:');
    const refused = await call('export', { design: { version: 2 }, files: ['.env'] });
    expect([refused.isError, textOf(refused)]).toEqual([true, expect.stringContaining('.env')]);
    const { secretsIn } = place;
    const secrets = Object.entries(await secretsIn('made').catch(() => ({}))).filter(([name]) => /SECRET|PASSWORD/.test(name));
    for (const [, secret] of secrets) expect(JSON.stringify(result)).not.toContain(secret);
  });

  test.each([
    ['a wrong field', 'audit', { design: { version: 2, services: { traefik: { httpPort: 0 } } } }, 'services.traefik.httpPort'],
    ['a setting of no field', 'new_design', { set: ['project.nmae=x'] }, 'project.nmae'],
    ['a file that is not there', 'validate', { design: '/nowhere/stack.json' }, '/nowhere/stack.json'],
    ['standard input', 'validate', { design: '-' }, 'standard input'],
    ['a damaged link', 'open_link', { link: 'http://localhost:3000/#s=2.$$$' }, 'damaged'],
    ['a file as the folder', 'export', { design: { version: 2 }, folder: 'x.zip' }, 'folder'],
    ['a design alone', 'plan', { from: { version: 2 } }, 'second one'],
    ['an argument of another type', 'link', { design: 5 }, 'design'],
  ])('says what is wrong: %s', async (_what, name, args, named) => {
    const result = await call(name, args);
    expect([result.isError, textOf(result)]).toEqual([true, expect.stringContaining(named)]);
    expect(textOf(result)).not.toContain('    at ');
  });

  test('leaves a folder alone that is not empty, unless it is told to', async () => {
    await place.put('mine.txt', 'mine');
    expect((await call('export', { design: { version: 2 }, folder: place.at() })).isError).toBe(true);
    expect(await readFile(place.at('mine.txt'), 'utf8')).toBe('mine');
  });

  test('upgrades a repository: lists first, writes when told to, never a value of .env', async () => {
    await call('export', { design: { version: 2 }, folder: place.at('repo') });
    expect(textOf(await call('upgrade', { folder: place.at('repo') }))).toContain('git init');
    const git = async (...args: string[]) => expect(await place.call('git', '-C', 'repo', '-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args)).toMatchObject({ code: 0 });
    await git('init', '--quiet');
    await git('add', '-A');
    await git('commit', '--quiet', '-m', 'As exported');
    expect((await call('upgrade', { folder: place.at('repo') })).structuredContent).toMatchObject({ written: false, files: [] });
    const wanted = { folder: place.at('repo'), set: ['services.nginx=true'] };
    const before = await place.read('repo', 'stack.json');
    const listed = await call('upgrade', wanted);
    expect(listed.structuredContent).toMatchObject({ written: false, files: expect.arrayContaining([{ path: 'nginx/nginx.conf', what: 'new' }]), variables: { added: ['NGINX_VERSION', 'NGINX_PORT'], changed: [], gone: [] } });
    expect(await place.read('repo', 'stack.json')).toBe(before);
    for (const [name, secret] of Object.entries(await place.secretsIn('repo')).filter(([each]) => /SECRET|PASSWORD|TOKEN/.test(each) )) if (secret !== '') expect(JSON.stringify(listed).includes(secret), name).toBe(false);
    expect((await call('upgrade', { ...wanted, apply: true })).structuredContent).toMatchObject({ written: true });
    expect(await place.read('repo', 'nginx/nginx.conf')).toContain('worker_processes');
    expect(textOf(await call('upgrade', wanted))).toContain('not committed');
  });

  test('lists fields as settings take them', async () => {
    expect(textOf(await call('design_schema', { prefix: 'services.traefik.httpPort' }))).toMatch(/^services\.traefik\.httpPort=80\t/);
    expect(JSON.parse(textOf(await call('design_schema', { json: true })))).toHaveProperty('properties.services');
  });
});
