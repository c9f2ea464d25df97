import { describe, expect, test } from 'vitest';
import { fields } from '../kit/fields';
import { defaultStack, type Stack } from '../stack';
import { stackOf, stackWith } from '../stack/test-stacks';
import { blockedChoices } from './choices';
import { schemaOf } from './forms';
import { basePath, targetOf } from './target';

function blocked(stack: Stack, place: string) {
  const { target, field: name } = targetOf(place.split('.'));
  const field = fields(schemaOf(target)!).find((each) => each.name === name)!;
  return blockedChoices(stack, basePath(target), field);
}

const real = stackOf({ project: { domain: 'app.example.com' }, tls: { mode: 'le-production', email: 'ops@example.com' } });

describe('a choice', () => {
  test('that other fields rule out says why', () => {
    expect(blocked(defaultStack, 'services.traefik.hstsPreload')).toEqual({ true: expect.stringMatching(/^Not with “Own small authority”/) });
    const shared = stackWith('traefik', { entry: 'shared' });
    expect(blocked(shared, 'tls.mode')).toMatchObject({ files: expect.stringMatching(/TLS ends at the shared Traefik/) });
    expect(blocked(shared, 'services.traefik.http3')).toEqual({ true: expect.stringMatching(/setting of the entry point/) });
  });

  test.each([
    ['tls.mode', defaultStack],
    ['project.www', defaultStack],
    ['services.django.debug', defaultStack],
    ['services.traefik.hstsPreload', real],
    ['services.pgadmin.exposure', defaultStack],
    ['project.inFront', real],
    ['services.postgres.version', defaultStack],
  ] as const)('of %s stays open where a set of changes makes it possible', (place, stack) => {
    expect(blocked(stack, place)).toEqual({});
  });

  test('is blocked by what it breaks, not by what was wrong before', () => {
    const draft = { ...defaultStack, services: { ...defaultStack.services, postgres: { ...defaultStack.services.postgres, port: 80 } } };
    expect(blocked(draft, 'services.traefik.frame')).toEqual({});
  });
});
