import { describe, expect, test } from 'vitest';
import { exportOf } from '../generator/test-export';
import { defaultStack, type Stack } from '../stack';
import { stackWith } from '../stack/test-stacks';
import { auditOf, notesOf } from './index';

const notes = (stack: Stack) => notesOf(auditOf(exportOf(stack).files, stack).findings);
const idsAt = (stack: Stack) => Object.fromEntries(Object.entries(notes(stack).places).map(([place, findings]) => [place, findings.map(({ id }) => id)]));

describe('findings at the parts of a design', () => {
  test('stand at the field that a fix changes, or at the service that it adds or takes out', () => {
    expect(idsAt(defaultStack)).toEqual({
      'services.traefik.socket': ['traefik/docker-socket'],
      'hardening.networks': ['networks/one'],
      'services.backup': ['backup/none'],
      'services.api.registration': ['api/registration-open'],
      'services.traefik.bindAddress': ['traefik/listens-everywhere'],
      'hardening.secrets': ['secrets/in-environment'],
      'services.traefik.loginAverage': ['traefik/login-unlimited'],
      'services.pgadmin': ['pgadmin/runs'],
    });
  });

  test('stand at one field where a fix changes several', () => {
    const places = idsAt(stackWith('traefik', { rateAverage: 5000, rateBurst: 50_000 }));
    expect(places['services.traefik.rateAverage']).toEqual(['traefik/rate-limit-high']);
    expect(places['services.traefik.rateBurst']).toBeUndefined();
  });

  test('stand at the field where a person has to decide', () => {
    expect(idsAt(stackWith('pgadmin', { exposure: 'basic-auth' }))['services.pgadmin.exposure']).toEqual(['pgadmin/password-only']);
  });

  test('mark a service from medium on, with the worst of them', () => {
    expect(notes(defaultStack).marks).toEqual({ traefik: { count: 1, worst: 'medium' }, backup: { count: 1, worst: 'medium' } });
    expect(notes(stackWith('pgadmin', { exposure: 'basic-auth' })).marks).toHaveProperty('pgadmin', { count: 1, worst: 'medium' });
  });
});
