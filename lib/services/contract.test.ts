import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { secretSpecsByService } from '../generator';
import { exportOf } from '../generator/test-export';
import { capabilities } from '../kit/capabilities';
import { fields } from '../kit/fields';
import { images } from '../kit/images';
import { bind, checkStack, sections } from '../stack';
import { parsed } from '../stack/test-stacks';
import { serviceIds, services, type ServiceId } from './index';

const folder = import.meta.dirname;
const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

/** Everything that can be on, so that every service and every helper is seen. */
const everything = parsed({
  version: 1,
  services: {
    ...Object.fromEntries(serviceIds.map((id) => [id, {}])),
    traefik: { socket: 'proxy', dashboard: 'basic-auth' },
    django: { adminExposure: 'basic-auth' },
    pgadmin: { exposure: 'basic-auth' },
  },
});
const compose = exportOf(everything).compose;

const LOWER_CASE = /^[a-z][a-z0-9-]*$/;
// Docker's own socket belongs to root, and whoever reads it must be root too.
const MAY_BE_ROOT = ['traefik-socket-proxy'];

describe('the registry', () => {
  test('has exactly the services that have a folder', () => {
    expect([...serviceIds].sort()).toEqual(folders.sort());
  });

  test('has one service for the entry from outside', () => {
    const edges = bind(everything).filter(({ offers }) => offers.some(({ capability }) => capability === 'edge'));
    expect(edges).toHaveLength(1);
  });

  test('offers everything that somebody needs', () => {
    const all = bind(everything);
    const offered = all.flatMap(({ offers }) => offers.map(({ capability }) => capability));
    for (const { capability } of all.flatMap(({ needs }) => needs)) expect(offered).toContain(capability);
  });

  test('leaves no capability without a service', () => {
    const offered = bind(everything).flatMap(({ offers }) => offers.map(({ capability }) => capability));
    expect([...new Set(offered)].sort()).toEqual(Object.keys(capabilities).sort());
  });
});

describe.each(serviceIds)('the service %s', (id: ServiceId) => {
  const service = services[id];

  test('has an id that is a folder, a host name and a key', () => {
    expect(service.id).toBe(id);
    expect(id).toMatch(LOWER_CASE);
  });

  test('says in words what it is', () => {
    expect(service.title).not.toBe('');
    expect(service.role).toMatch(/^[A-Z].*\.$/);
  });

  test('has an icon that is path data', () => {
    expect(service.icon).toMatch(/^[Mm][MmLlHhVvCcSsQqTtAaZz0-9 .,-]+$/);
  });

  test('needs no setting at all', () => {
    const defaults = service.schema.parse({}) as Record<string, unknown>;
    expect(Object.keys(defaults)).toEqual(Object.keys(service.schema.shape));
  });

  test('refuses a field that it does not know', () => {
    expect(service.schema.safeParse({ surely_not_a_field: 1 }).success).toBe(false);
  });

  test('has a test, and goldens that a reviewer can read', () => {
    const files = readdirSync(path.join(folder, id));
    expect(files).toContain(`${id}.test.ts`);
    const goldens = readdirSync(path.join(folder, id, 'golden')).filter((name) => name.endsWith('.yaml'));
    expect(goldens.length).toBeGreaterThan(0);
    for (const name of goldens) {
      expect(readFileSync(path.join(folder, id, 'golden', name), 'utf8').split('\n').length, name).toBeLessThan(81);
    }
  });

  test('says of each of its secrets what another one means for what is there', () => {
    for (const spec of secretSpecsByService(everything)[id] ?? []) if (spec.kind === 'random') expect(spec.change, spec.name).toMatch(/^[A-Z].*\.$/);
  });

  test('is asked for connections by names of its own only', () => {
    const bound = service.bind({}, everything);
    const names = Object.keys(service.schema.shape);
    const toggles = [...bound.needs, ...bound.routes].flatMap(({ toggle }) => (toggle ? [toggle.field] : []));
    for (const name of toggles) expect(names).toContain(name);
  });
});

describe('every field', () => {
  const parts = [
    ...sections.map(({ id, schema }) => ({ part: id as string, schema: schema as z.ZodObject, isService: false })),
    ...serviceIds.map((id) => ({ part: id as string, schema: services[id].schema as z.ZodObject, isService: true })),
  ];
  const all = parts.flatMap(({ part, schema, isService }) => fields(schema).map((field) => ({ name: `${part}.${field.name}`, part, field, isService, schema })));

  test.each(all)('$name has a title and a description', ({ field }) => {
    expect(field.title).toMatch(/^[A-Z]/);
    expect(field.title).not.toBe(field.name);
    expect(field.description).toMatch(/[.!?]$/);
  });

  test.each(all)('$name has a default that is right', ({ field, schema }) => {
    expect(field.default).toBeDefined();
    expect((schema.shape[field.name] as z.ZodType).safeParse(field.default).success).toBe(true);
  });

  test.each(all.filter(({ isService }) => isService))('$name stands under a heading', ({ field }) => {
    expect(field.section).not.toBe('');
  });

  test.each(all.filter(({ field }) => field.visibleWhen))('$name is hidden by a field that is there, for values that it can have', ({ field, schema }) => {
    const other = fields(schema).find(({ name }) => name === field.visibleWhen?.field);
    const choices = other?.choices?.map(({ value }) => value);
    expect(choices).toEqual(expect.arrayContaining([...(field.visibleWhen?.in ?? [])]));
  });

  const WRONG = [null, true, -5, 1.5, 1e12, '', 'x y', '?'.repeat(3000), ['?'], {}, Array.from({ length: 99 }, (_, index) => `h${index}`)];

  test.each(all)('$name says in words what is wrong, and where', ({ part, field, isService }) => {
    const problems = WRONG.flatMap((value) => {
      const config = { [part]: { [field.name]: value } };
      const checked = checkStack({ version: 1, ...(isService ? { services: config } : config) });
      return checked.ok ? [] : checked.problems;
    });
    const path = [...(isService ? ['services'] : []), part, field.name];
    expect(problems.filter((problem) => problem.path.slice(0, path.length).join() === path.join())).not.toEqual([]);
    // The library's own messages speak to programmers.
    for (const { message } of problems) expect(message).not.toMatch(/^Invalid|^Too |^Unrecognized|expected/i);
  });
});

describe('every image', () => {
  test.each(Object.values(images).flatMap(({ name, tags }) => tags.map((tag) => `${name}:${tag}`)))('%s has an exact tag', (image) => {
    expect(image).toMatch(/^[a-z0-9./-]+:v?\d+[\w.-]*$/);
    expect(image).not.toMatch(/latest|stable|mainline/);
  });
});

describe.each(Object.keys(compose.services))('the container %s', (id) => {
  const service = compose.services[id];
  if (!service) throw new Error(`no service ${id}`);
  const isJob = service.restart === 'no';

  test('is named after the service that it belongs to', () => {
    expect(serviceIds.some((known) => id === known || id.startsWith(`${known}-`))).toBe(true);
  });

  test('comes from an image or is built, not both', () => {
    expect([service.image, service.build].filter(Boolean)).toHaveLength(1);
  });

  test('has a health check, unless it runs once', () => {
    if (isJob) return;
    expect(service.healthcheck?.test[0]).toMatch(/^CMD(-SHELL)?$/);
  });

  test('has limits', () => {
    expect(service).toMatchObject({ mem_limit: expect.stringMatching(/^\d+m$/), cpus: expect.any(Number), pids_limit: expect.any(Number) });
    expect(service.memswap_limit).toBe(service.mem_limit);
  });

  test('runs as a fixed user who is not root', () => {
    expect(service.user).toMatch(/^\d+:\d+$/);
    if (!MAY_BE_ROOT.includes(id)) expect(service.user).not.toMatch(/^0:|:0$/);
  });
});
