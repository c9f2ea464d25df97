import { describe, expect, test } from 'vitest';
import { Container } from '../container';
import { fields } from '../kit/fields';
import { serviceIds } from '../services';
import { addContainer, applySetting, checkStack, connections, defaultStack, definitionOf, findConnection, freeName, memberIds, nameProblem, removeContainer, renameContainer, setConnection, type Draft } from './index';
import { draftOf, parsed, problemsOf } from './test-stacks';

const withContainers = (containers: Record<string, unknown>) => ({ ...draftOf({}), containers });
const problemsWith = (config: Record<string, unknown>, name = 'job') => problemsOf(withContainers({ [name]: config }));
const at = (field: string) => `containers.job.${field}`;
const fieldsWrong = (config: Record<string, unknown>) => problemsWith(config).map((problem) => problem.split(' ')[1]);

describe('a custom container', () => {
  test('needs no more than a name', () => {
    const stack = parsed(withContainers({ job: {} }));
    expect(stack.containers?.['job']).toEqual(Container.parse({}));
    expect(checkStack(JSON.parse(JSON.stringify(stack)))).toEqual({ ok: true, stack });
  });

  test('is there thirty times at most', () => {
    const many = (count: number) => withContainers(Object.fromEntries(Array.from({ length: count }, (_, index) => [`c${index}`, {}])));
    expect([problemsOf(many(30)), problemsOf(many(31))]).toEqual([[], ['schema/custom containers']]);
    expect(nameProblem(many(30) as unknown as typeof defaultStack, 'one-more')).toContain('30');
  });

  test.each(['job', 'a', 'shop-api-2', 'x'.repeat(30)])('may be called %s', (name) => {
    expect(problemsWith({}, name)).toEqual([]);
    expect(nameProblem(defaultStack, name)).toBeUndefined();
    expect(definitionOf(name)?.id).toBe(name);
  });

  test.each([...serviceIds, ...serviceIds.map((id) => `${id}-helper`), '', 'Worker', '1a', 'a_b', 'a--b', 'a-', 'a.b', 'x'.repeat(31), 'localhost', 'visitors', 'constructor!'])(
    'cannot be called %j, and says why',
    (name) => {
      expect(problemsWith({}, name)).toEqual([expect.stringMatching(/^schema\/invalid_key containers\./)]);
      expect(nameProblem(defaultStack, name)).toMatch(/\w/);
      if (!(serviceIds as string[]).includes(name)) expect(definitionOf(name)).toBeUndefined();
    },
  );

  test('that are too many are not even looked at', () => {
    const many = Object.fromEntries(Array.from({ length: 31 }, (_, at) => [`c${at}`, { image: 1 }]));
    expect(problemsOf(withContainers(many))).toEqual(['schema/custom containers']);
    const { c0: _, ...fewer } = many;
    expect(problemsOf(withContainers(fewer))).toHaveLength(30);
  });

  test.each(['containers', 'layout'])('cannot be hidden behind __proto__ in %s', (part) => {
    expect(problemsOf(JSON.parse(`{"version":2,"${part}":{"__proto__":{}}}`))).toEqual([`schema/unknown ${part}.__proto__`]);
  });

  test('has a place on the diagram, which nobody else has', () => {
    expect(problemsOf({ ...withContainers({ job: {} }), layout: { job: { x: 1, y: 2 } } })).toEqual([]);
    expect(problemsOf({ ...withContainers({ job: {} }), layout: { other: { x: 1, y: 2 } } })).toEqual(['schema/unknown layout.other']);
  });
});

describe('its image', () => {
  test.each(['nginx:1.27', 'ghcr.io/acme/shop:v2.1.0-alpine', 'registry.example.com:5000/a/b_c:2', `a/b@sha256:${'0a'.repeat(32)}`, `a:1@sha256:${'0a'.repeat(32)}`])('may be %s', (image) => {
    expect(problemsWith({ image })).toEqual([]);
  });

  test.each([
    ['nginx', /latest/],
    ['registry.example.com:5000/app', /latest/],
    ['nginx:latest', /:latest moves/],
    ['node:lts', /:lts moves/],
    ['app:main', /:main moves/],
    ['https://ghcr.io/a/b:1', /without https/],
    ['a b:1', /ghcr\.io/],
    ['A/B:1', /ghcr\.io/],
    ['a@sha256:12', /ghcr\.io/],
    ['', /ghcr\.io/],
  ])('cannot be %j, and says why', (image, why) => {
    const checked = checkStack(withContainers({ job: { image } }));
    expect(checked.ok ? [] : checked.problems).toEqual([{ id: 'schema/custom', path: ['containers', 'job', 'image'], message: expect.stringMatching(why) }]);
  });
});

describe('its fields', () => {
  test.each([
    [{ variables: ['LOG_LEVEL=info', 'EMPTY=', 'A=b=c, d'] }, []],
    [{ variables: ['log=1'] }, ['variables.0']],
    [{ variables: ['A=1', 'A=2'] }, ['variables.1']],
    [{ variables: ['A'] }, ['variables.0']],
    [{ variables: ['A=b\nC=d'] }, ['variables.0']],
    [{ variables: ['DB_PASSWORD=hunter2'] }, ['variables.0']],
    [{ variables: ['API_TOKEN='] }, []],
    [{ secrets: ['A', 'A'] }, ['secrets.1']],
    [{ secrets: ['A=1'] }, ['secrets.0']],
    [{ secrets: ['A'], variables: ['A=1'] }, ['secrets']],
    [{ volumes: ['data:/var/lib/data', 'logs:/var/log/app'] }, []],
    [{ volumes: ['/var/lib/data'] }, ['volumes.0']],
    [{ volumes: ['data:/etc'] }, ['volumes.0']],
    [{ volumes: ['../x:/data'] }, ['volumes.0']],
    [{ volumes: ['a:/data', 'b:/data'] }, ['volumes.1']],
    [{ volumes: ['a:/tmp'] }, ['tmpfs']],
    [{ tmpfs: ['/dev'] }, ['tmpfs.0']],
    [{ user: 'root' }, ['user']],
    [{ user: '1000' }, ['user']],
    [{ command: 'say "hello' }, ['command']],
    [{ health: 'command', healthCommand: '' }, ['healthCommand']],
    [{ healthPath: "/'; rm -rf /" }, ['healthPath']],
    [{ port: 0 }, ['port']],
    [{ cpus: 0 }, ['cpus']],
    [{ capabilities: ['SYS_ADMIN'] }, ['capabilities.0']],
    [{ uses: ['edge'] }, ['uses.0']],
    [{ uses: ['cache'] }, ['uses']],
    [{ exposure: 'allowlist' }, ['allow']],
    [{ exposure: 'public', route: '/' }, ['route']],
    [{ surely_not_a_field: 1 }, ['surely_not_a_field']],
  ])('%j: wrong are %j', (config, wrong) => {
    expect(fieldsWrong(config)).toEqual(wrong.map(at));
  });

  test('each have a heading, a title and a description that ends', () => {
    for (const field of fields(Container)) {
      expect(field.section, field.name).not.toBe('');
      expect(field.title, field.name).toMatch(/^[A-Z]/);
      expect(field.description, field.name).toMatch(/\.\)?$/);
      expect(Container.shape[field.name as keyof typeof Container.shape].safeParse(field.default).success, field.name).toBe(true);
    }
  });
});

describe('its route', () => {
  test.each([
    [{ exposure: 'public', route: '/api' }, ['routes/taken containers.job.route']],
    [{ exposure: 'public', route: '/metrics/x' }, ['routes/taken containers.job.route']],
    [{ exposure: 'none', route: '/api' }, []],
    [{ exposure: 'public' }, []],
  ])('%j breaks %j', (config, broken) => {
    expect(problemsWith(config)).toEqual(broken);
  });

  test('is no other container\'s, nor above or below it', () => {
    const two = (one: string, other: string) => problemsOf(withContainers({ a: { exposure: 'public', route: one }, b: { exposure: 'public', route: other } }));
    expect([two('/x', '/x/y').length, two('/x', '/x').length, two('/x', '/xy').length]).toEqual([2, 2, 0]);
  });
});

describe('what it calls', () => {
  const stack = addContainer(defaultStack, 'job');
  const active = (from: string, to: string) => connections(setUses).some((one) => one.active && one.from === from && one.to === to);
  const setUses = setConnection(setConnection(stack, 'job>postgres:sql', true), 'traefik>job:job_route', true);

  test('is drawn and cut like any connection', () => {
    expect(findConnection(stack, 'job', 'postgres')).toMatchObject({ connection: { id: 'job>postgres:sql', active: false } });
    expect([active('job', 'postgres'), active('traefik', 'job'), active('job', 'django')]).toEqual([true, true, false]);
    expect(setUses.containers?.['job']).toMatchObject({ uses: ['sql'], exposure: 'basic-auth' });
    expect(setConnection(setUses, 'job>postgres:sql', false).containers?.['job']?.uses).toEqual([]);
  });
});

describe('adding, copying, renaming and taking out', () => {
  const placed = { ...addContainer(addContainer(defaultStack, 'a'), 'b'), layout: { a: { x: 1, y: 2 }, api: { x: 3, y: 4 } } };

  test('keep the order, the place and everything else', () => {
    const renamed = renameContainer(placed, 'a', 'z');
    expect([memberIds(renamed).slice(-2), renamed.layout]).toEqual([['z', 'b'], { z: { x: 1, y: 2 }, api: { x: 3, y: 4 } }]);
    expect(checkStack(renamed).ok).toBe(true);
  });

  test('leave nothing behind', () => {
    expect(removeContainer(addContainer(defaultStack, 'a'), 'a')).toEqual(defaultStack);
    expect(removeContainer(placed, 'a').layout).toEqual({ api: { x: 3, y: 4 } });
  });

  test('find a free name', () => {
    expect([freeName(defaultStack, 'app'), freeName(addContainer(defaultStack, 'app'), 'app'), freeName(addContainer(defaultStack, 'app'), 'app-7')]).toEqual(['app', 'app-2', 'app-2']);
  });
});

describe('a setting on the command line', () => {
  const apply = (...settings: string[]) =>
    settings.reduce<Draft>((draft, setting) => {
      const result = applySetting(draft, setting);
      if ('problem' in result) throw new Error(result.problem.message);
      return result.draft;
    }, defaultStack as unknown as Draft);

  test('adds a container, sets its fields and takes it out', () => {
    const stack = parsed(apply('containers.web={}', 'containers.web.port=3000', 'containers.web.variables=A=1,B=two words', 'containers.job={"command":"run it","egress":true}'));
    expect(stack.containers).toMatchObject({ web: { port: 3000, variables: ['A=1', 'B=two words'] }, job: { command: 'run it', egress: true } });
    expect(parsed(apply('containers.web=true', 'containers.web=false'))).toEqual(defaultStack);
  });

  test('keeps commas in lines of their own', () => {
    expect(parsed(apply('containers.web.variables=A=1,2\nB=3')).containers?.['web']?.variables).toEqual(['A=1,2', 'B=3']);
  });

  test.each(['containers.web=maybe', 'containers.web=[1]', 'containers.web.nothing=1', 'containers.web.port.x=1', 'containers=x'])('%s is refused', (setting) => {
    expect(() => apply(setting)).toThrow(/\w/);
  });
});
