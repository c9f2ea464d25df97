import { describe, expect, test } from 'vitest';
import { holds } from '../kit/test-property';
import { serviceIds, services } from '../services';
import { addService, checkStack, connections, defaultStack, findConnection, removeService, setConnection, type Stack } from './index';
import { anyStack, stackWith } from './test-stacks';

const active = (stack: Stack) => connections(stack).filter((connection) => connection.active).map(({ id }) => id);
const labels = (stack: Stack) => Object.fromEntries(connections(stack).map(({ id, label }) => [id, label]));

describe('what flows in the default design', () => {
  test('is what issue and specification draw', () => {
    expect(active(defaultStack).sort()).toEqual([
      'api>django:accounts',
      'api>postgres:sql',
      'django>postgres:sql',
      'pgadmin>postgres:sql',
      'traefik>api:api',
      'traefik>react-app:frontend-react',
    ]);
  });

  test('can be more: admin and pgAdmin may be routed', () => {
    const possible = connections(defaultStack).filter((connection) => !connection.active).map(({ id }) => id);
    expect(possible.sort()).toEqual(['traefik>django:django-admin', 'traefik>pgadmin:pgadmin']);
  });

  test('is labelled with path and port as they are in the design', () => {
    const changed = stackWith('django', { adminUrl: '/office', port: 8100 });
    expect(labels(changed)).toMatchObject({ 'traefik>django:django-admin': '/office → 8100', 'api>django:accounts': 'http → 8100', 'api>postgres:sql': 'sql → 5432' });
  });
});

describe('nginx in front of the page', () => {
  test('takes the page over from Traefik and calls it itself', () => {
    const stack = addService(defaultStack, 'nginx');
    expect(active(stack)).toEqual(expect.arrayContaining(['traefik>nginx:nginx', 'nginx>react-app:site']));
    expect(active(stack)).not.toContain('traefik>react-app:frontend-react');
  });
});

describe('a connection that can be cut', () => {
  test.each([
    ['api>postgres:sql', (stack: Stack) => stack.services.api.databaseAccess, true, false],
    ['traefik>django:django-admin', (stack: Stack) => stack.services.django.adminExposure, 'basic-auth', 'none'],
    ['traefik>pgadmin:pgadmin', (stack: Stack) => stack.services.pgadmin?.exposure, 'basic-auth', 'none'],
  ] as const)('%s is a field of the design', (id, field, on, off) => {
    const connected = setConnection(defaultStack, id, true);
    const cut = setConnection(connected, id, false);
    expect([field(connected), field(cut)]).toEqual([on, off]);
    expect([active(connected).includes(id), active(cut).includes(id)]).toEqual([true, false]);
    expect(checkStack(connected).ok && checkStack(cut).ok).toBe(true);
  });

  test.each(['django>postgres:sql', 'traefik>api:api', 'api>django:accounts', 'nothing'])('%s is none: the design stays as it is', (id) => {
    expect(setConnection(defaultStack, id, false)).toBe(defaultStack);
  });
});

describe('a line drawn between two services', () => {
  test.each([
    ['traefik', 'django', 'traefik>django:django-admin'],
    ['traefik', 'pgadmin', 'traefik>pgadmin:pgadmin'],
  ])('from %s to %s means %s', (from, to, id) => {
    expect(findConnection(defaultStack, from, to)).toMatchObject({ connection: { id } });
  });

  test.each([
    ['api', 'api'],
    ['api', 'postgres'],
    ['postgres', 'api'],
    ['react-app', 'postgres'],
    ['traefik', 'postgres'],
    ['nothing', 'api'],
  ])('from %s to %s means nothing, and says why', (from, to) => {
    expect(findConnection(defaultStack, from, to)).toEqual({ reason: expect.stringMatching(/\.$/) });
  });
});

describe('adding and taking out', () => {
  test.each(serviceIds)('%s leaves a design that breaks no rule', (id) => {
    const added = addService(defaultStack, id);
    const removed = removeService(added, id);
    expect(checkStack(added).ok && checkStack(removed).ok).toBe(true);
    expect(id in removed.services).toBe(services[id].presence === 'required');
  });

  test('takes the position along', () => {
    const placed = { ...defaultStack, layout: { pgadmin: { x: 1, y: 2 }, api: { x: 3, y: 4 } } };
    expect(removeService(placed, 'pgadmin').layout).toEqual({ api: { x: 3, y: 4 } });
  });

  test('a service that is there changes nothing', () => {
    expect(addService(defaultStack, 'pgadmin')).toBe(defaultStack);
  });
});

describe('in every design', () => {
  test('connections have ids of their own and lead to services that are there', () => {
    holds(anyStack, (stack) => {
      const all = connections(stack);
      expect(all.map(({ id }) => id)).toEqual([...new Set(all.map(({ id }) => id))]);
      for (const { from, to } of all) expect([from in { ...stack.services, ...stack.containers }, to in { ...stack.services, ...stack.containers }]).toEqual([true, true]);
    });
  });

  test('the page has exactly one way in', () => {
    holds(anyStack, (stack) => {
      const site = connections(stack).filter(({ route, active: on }) => on && route?.kind === 'site');
      expect(site.map(({ to }) => to)).toEqual([stack.services.nginx ? 'nginx' : 'react-app']);
    });
  });

  test('switching a connection on and off again leaves a design that breaks no rule', () => {
    holds(anyStack, (stack) => {
      for (const { id, toggle } of connections(stack)) {
        if (toggle) expect(checkStack(setConnection(setConnection(stack, id, true), id, false)).ok, id).toBe(true);
      }
    }, 50);
  });
});
