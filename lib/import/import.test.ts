import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { zipFiles } from '../export/zip';
import { exportOf } from '../generator/test-export';
import firstDefaults from '../stack/defaults/1.json';
import { defaultStack } from '../stack';
import { presets, presetStack } from '../stack/presets';
import { parsed, stackWith } from '../stack/test-stacks';
import { openFiles } from './index';
import { dropped, leftOf } from './test-files';

const text = (stack: typeof defaultStack, name: string) => dropped(name, exportOf(stack).text(name));
const refusal = (...files: Parameters<typeof openFiles>[0]) => {
  const opened = openFiles(files);
  return opened.ok ? undefined : opened.problems.join('\n');
};

describe('a stack.json', () => {
  it('is the design again, with its layout', () => {
    const stack = { ...stackWith('postgres', { port: 6543 }), layout: { postgres: { x: 12, y: -3.5 } } };
    expect(openFiles([text(stack, 'stack.json')])).toMatchObject({ ok: true, source: 'design', stack, left: [] });
  });

  it('of an earlier version is brought to this one, and says so', () => {
    const opened = openFiles([dropped('old.json', JSON.stringify(firstDefaults))]);
    expect(opened).toMatchObject({ ok: true, stack: defaultStack, understood: [{ message: expect.stringContaining('version 1') }] });
  });

  it('with a byte order mark and CR LF is read', () => {
    const content = `\uFEFF${JSON.stringify(defaultStack, null, 2).replaceAll('\n', '\r\n')}`;
    expect(openFiles([dropped('stack.json', content)])).toMatchObject({ ok: true, stack: defaultStack });
  });

  it('that breaks a rule names the field', () => {
    const broken = { ...defaultStack, services: { ...defaultStack.services, postgres: { port: 80 } } };
    expect(refusal(dropped('stack.json', JSON.stringify(broken)))).toMatch(/^stack\.json, services\.postgres\.port: .*1024/);
  });

  it('that is half there names the line', () => {
    expect(refusal(dropped('stack.json', '{\n"version": 2,\n"x": 1'))).toMatch(/^stack\.json, line 3: this is not JSON/);
  });

  it.each([
    ['a version of the future', '{"version":99}', /version/],
    ['a key of every object', '{"version":2,"services":{"__proto__":{"a":1}}}', /__proto__/],
    ['a list', '[]', /not a design/],
    ['brackets without an end', '['.repeat(50_000), /not JSON/],
    ['more than any design', `{"a":"${'x'.repeat(200_000)}"}`, /larger than/],
    ['a NUL', '{"version":\0 2}', /line 1.*NUL/],
  ])('refuses %s in a sentence', (_what, content, words) => {
    expect(refusal(dropped('stack.json', content))).toMatch(words);
  });
});

describe('two files of which one is opened', () => {
  const named = (name: string) => dropped(`${name}.json`, JSON.stringify({ ...defaultStack, project: { ...defaultStack.project, name } }));
  const compose = (name: string) => dropped(name, 'services:\n  web:\n    image: nginx\n');

  it.each([
    ['two designs', [named('x'), named('y')], ['-: y.json was not opened: only x.json was.']],
    ['a design and a .env', [dropped('.env', 'A=1'), named('x')], ['-: .env was not opened: only x.json was.']],
    ['a zip and a design', [named('x'), dropped('shop.zip', zipFiles(exportOf(defaultStack).files, 'shop'))], ['-: x.json was not opened: only shop.zip was.']],
    ['two compose files', [compose('compose.yml'), compose('other.yml')], ['-: other.yml was not opened: only compose.yml was.']],
    ['a compose file and its .env', [compose('compose.yml'), dropped('.env', 'A=1')], []],
  ])('are told apart: %s', (_what, files, words) => {
    expect(leftOf(openFiles(files)).filter((message) => message.includes('was not opened'))).toEqual(words);
  });

  it('as a compose file says how many services it has, however many the design has', () => {
    expect(openFiles([compose('compose.yml')])).toMatchObject({ services: 1 });
  });
});

describe('the zip of an export', () => {
  it('is the design again, with its layout', () => {
    const stack = { ...stackWith('nginx'), layout: { nginx: { x: 7, y: 8 } } };
    expect(openFiles([dropped('shop.zip', zipFiles(exportOf(stack).files, 'shop'))])).toMatchObject({ ok: true, source: 'zip', name: 'shop.zip', stack });
  });

  it('is found in a zip that somebody else made around it', () => {
    const inner = { 'a/b/stack.json': strToU8(exportOf(defaultStack).text('stack.json')), '__MACOSX/stack.json': strToU8('x'), 'z.txt': strToU8('') };
    expect(openFiles([dropped('x.zip', zipSync(inner))])).toMatchObject({ ok: true, stack: defaultStack });
  });

  it('without a stack.json is read by its compose file', () => {
    const { files } = exportOf(stackWith('nginx'));
    const opened = openFiles([dropped('x.zip', zipFiles(files.filter(({ path }) => path !== 'stack.json'), 'x'))]);
    expect(opened).toMatchObject({ ok: true, source: 'own', stack: { services: { nginx: {} } } });
  });

  it('without either, one that leads out of its folder, and half of one are refused', () => {
    expect(refusal(dropped('x.zip', zipSync({ 'a.txt': strToU8('x') })))).toContain('neither a stack.json nor a compose file');
    expect(refusal(dropped('x.zip', zipSync({ '../stack.json': strToU8('{}') })))).toContain('leads out of its folder');
    expect(refusal(dropped('x.zip', zipFiles(exportOf(defaultStack).files, 'x').slice(0, 5000)))).toMatch(/^x\.zip: This is no zip/);
  });
});

const own = parsed({
  ...defaultStack,
  project: { name: 'bookshop', domain: 'books.example.org' },
  hardening: { networks: 'tiers', readOnly: false },
  services: { ...defaultStack.services, valkey: { maxmemoryMb: 300, persistence: 'aof' }, nginx: {}, worker: { concurrency: 5 }, postgres: { version: '17-trixie', database: 'books' } },
  containers: {
    shop: { image: 'ghcr.io/acme/shop:1.2.3', exposure: 'public', variables: ['LOG_LEVEL=info', 'EMPTY='], secrets: ['SESSION_KEY'], volumes: ['data:/srv'], uses: ['sql', 'cache'], command: 'npm run "a b"', healthPath: '/x' },
    own: { source: 'build', exposure: 'basic-auth', route: '/o', health: 'tcp', tmpfsMb: 32 },
  },
});

const withoutNote = (compose: string) => compose.slice(0, compose.indexOf('\n# The design that this file was made from'));

describe('a compose file of this tool', () => {
  it('is the whole design again, with its layout, by itself', () => {
    const stack = parsed({ ...own, layout: { postgres: { x: 12, y: -3.5 }, shop: { x: 0, y: 1e-7 } } });
    expect(openFiles([text(stack, 'local.docker.yml')])).toMatchObject({ ok: true, source: 'own', stack, left: [] });
  });

  it('of a design with a dollar, a brace and a text that looks like a number is the same texts again', () => {
    const containers = { job: { image: 'a.example/b:1', variables: ['A=$$x${Y}{{z}}', 'B=#1'], command: '0123 "yes" $HOME' } };
    const stack = parsed({ ...defaultStack, containers });
    expect(openFiles([text(stack, 'local.docker.yml')])).toMatchObject({ ok: true, stack, left: [] });
  });

  it('that was worked on is what its lines say now', () => {
    const stack = parsed({ ...own, layout: { postgres: { x: 1, y: 2 } } });
    // Of a container of the owner's; of a service, with what follows from it.
    const compose = exportOf(stack).text('local.docker.yml').replace('acme/shop:1.2.3', 'acme/shop:1.3.0').replace('- 300mb', '- 400mb').replaceAll('mem_limit: 514m', 'mem_limit: 664m').replaceAll('memswap_limit: 514m', 'memswap_limit: 664m');
    const opened = openFiles([dropped('local.docker.yml', compose)]);
    expect(leftOf(opened)).toEqual([]);
    expect(opened).toMatchObject({ ok: true, stack: { ...stack, services: { ...stack.services, valkey: { ...stack.services.valkey, maxmemoryMb: 400 } }, containers: { ...stack.containers, shop: { ...stack.containers?.['shop'], image: 'ghcr.io/acme/shop:1.3.0' } } } });
  });

  it('takes what somebody changed in the .env that came along', () => {
    const env = exportOf(own).text('.env').replace(/^POSTGRES_DB=.*$/m, 'POSTGRES_DB=novels');
    const opened = openFiles([text(own, 'local.docker.yml'), dropped('.env', env)]);
    expect(opened).toMatchObject({ ok: true, stack: { ...own, services: { ...own.services, postgres: { ...own.services.postgres, database: 'novels' } } }, left: [] });
  });

  it('from which a service was cut is the design without it', () => {
    const stack = parsed({ ...defaultStack, services: { ...defaultStack.services, nginx: { port: 8099 } }, layout: { nginx: { x: 1, y: 2 }, api: { x: 3, y: 4 } } });
    const compose = exportOf(stack).text('local.docker.yml').replace(/\n {2}(# [^\n]*\n {2})*pgadmin:\n[\s\S]*?(?=\n\n)/, '');
    const opened = openFiles([dropped('local.docker.yml', compose)]);
    expect(opened).toMatchObject({ ok: true, stack: { services: { nginx: { port: 8099 } }, layout: { nginx: { x: 1, y: 2 }, api: { x: 3, y: 4 } } } });
    expect(opened.ok && opened.stack.services.pgadmin).toBeUndefined();
  });

  it('that another version wrote is the design that it noted, and says so', () => {
    const compose = exportOf(own).text('local.docker.yml').replace('generator: base2 0.1.0', 'generator: base2 9.8.7').replace('mem_limit: 512m', 'mem_limit: 513m');
    const opened = openFiles([dropped('local.docker.yml', compose)]);
    expect(opened).toMatchObject({ ok: true, stack: own });
    expect(leftOf(opened).join('\n')).toMatch(/^-: It was written by `base2 9\.8\.7`; this is base2/);
  });

  it.each([
    ['of a newer designer', (compose: string) => compose.replace('  defaults: 2', '  defaults: 99'), 'a newer designer noted it'],
    ['without what it differs from', (compose: string) => compose.replace('  defaults: 2', '  default: 2'), 'does not say what it differs from'],
    ['that is not valid', (compose: string) => compose.replace('      concurrency: 5', '      concurrency: five'), 'services.worker.concurrency'],
    ['with a place that is none', (compose: string) => compose.replace('    api: 1 2', '    api: here'), 'layout.api'],
    ['with a key of every object', (compose: string) => compose.replace('  differs:', '  differs:\n    __proto__: { a: 1 }'), '__proto__'],
  ])('whose note is one %s is read by its lines, and says so', (_what, hurt, words) => {
    const before = exportOf({ ...own, layout: { api: { x: 1, y: 2 } } }).text('local.docker.yml');
    const compose = hurt(before);
    expect(compose).not.toBe(before);
    const opened = openFiles([dropped('local.docker.yml', compose)]);
    const line = compose.split('\n').indexOf('x-design:') + 1;
    expect(leftOf(opened).find((sentence) => sentence.startsWith(`${line}: The design that is noted here cannot be read`))).toContain(words);
    expect(opened).toMatchObject({ ok: true, stack: { services: { valkey: { maxmemoryMb: 300 } } } });
  }, 60_000);
});

describe('a compose file of this tool from which the note was taken', () => {
  const text = (stack: typeof defaultStack, name: string) => dropped(name, name === 'local.docker.yml' ? withoutNote(exportOf(stack).text(name)) : exportOf(stack).text(name));

  it.each(presets)('with its .env makes the same compose file again: $id', (preset) => {
    const stack = presetStack(preset);
    const opened = openFiles([text(stack, 'local.docker.yml'), text(stack, '.env')]);
    expect(leftOf(opened)).toEqual(['-: Without the design that is noted at its end, a compose file has no layout and not the whole design: drop stack.json or the zip of the export to have everything back.']);
    expect(opened.ok && withoutNote(exportOf(opened.stack).text('local.docker.yml'))).toBe(withoutNote(exportOf(stack).text('local.docker.yml')));
  }, 60_000);

  it('gives services, containers and values back that stand in it or in the .env', () => {
    const opened = openFiles([text(own, 'local.docker.yml'), text(own, '.env')]);
    expect(opened).toMatchObject({ ok: true, source: 'own' });
    const { stack } = opened as { stack: typeof own };
    // The same words in other quotes.
    const containers = { ...own.containers, shop: { ...own.containers?.['shop'], command: "npm run 'a b'" } };
    expect(stack).toEqual({ ...own, containers });
  }, 60_000);

  it('takes no secret of the .env into the design', () => {
    const opened = openFiles([text(own, 'local.docker.yml'), text(own, '.env')]);
    const written = JSON.stringify(opened);
    for (const secret of Object.values(exportOf(own).secrets)) expect(written).not.toContain(secret);
  }, 60_000);

  it('without the .env says which values stand there', () => {
    const opened = openFiles([text(own, 'local.docker.yml')]);
    expect(leftOf(opened).join('\n')).toMatch(/These values stand in \.env, which did not come along.*COMPOSE_PROJECT_NAME.*POSTGRES_DB/);
    expect(leftOf(opened).join('\n')).toContain('drop stack.json or the zip');
    expect(opened).toMatchObject({ ok: true, stack: { project: { name: 'base2' }, hardening: { networks: 'tiers' }, services: { valkey: { maxmemoryMb: 300 } } } });
  }, 60_000);

  it('that was worked on names the lines that nothing explains', () => {
    const compose = withoutNote(exportOf(defaultStack).text('local.docker.yml')).replace(/^( {2}postgres:\n)/m, '$1    privileged: true\n');
    const line = compose.split('\n').indexOf('    privileged: true') + 1;
    const opened = openFiles([dropped('local.docker.yml', compose), text(defaultStack, '.env.example')]);
    expect(leftOf(opened)).toContain(`${line}: Nothing that could be read makes this line: \`privileged: true\`.`);
    expect(opened).toMatchObject({ ok: true, stack: defaultStack });
  }, 60_000);

  it('steps aside for the stack.json beside it', () => {
    expect(openFiles([text(own, 'local.docker.yml'), text(own, 'stack.json'), text(own, '.env')])).toMatchObject({ ok: true, source: 'design', stack: own });
  });
});
