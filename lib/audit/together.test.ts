import { describe, expect, test } from 'vitest';
import { exportOf } from '../generator/test-export';
import { defaultStack, type Stack } from '../stack';
import { stackOf, stackWith } from '../stack/test-stacks';
import { auditOf, changesOf, fixedTogether } from './index';

const findingsOf = (stack: Stack) => auditOf(exportOf(stack).files, stack).findings;

describe('what a fix changes', () => {
  test('is the field, with its new value', () => {
    const socket = findingsOf(defaultStack).find(({ id }) => id === 'traefik/docker-socket');
    expect(socket?.fix?.changes).toEqual([{ kind: 'set', path: ['services', 'traefik', 'socket'], to: 'proxy' }]);
  });

  test('is a whole service where one is added or taken out', () => {
    const changes = Object.fromEntries(findingsOf(defaultStack).map(({ id, fix }) => [id, fix?.changes]));
    expect(changes['backup/none']).toMatchObject([{ kind: 'set', path: ['services', 'backup'], to: { offsite: 'none' } }]);
    expect(changes['pgadmin/runs']).toEqual([{ kind: 'remove', path: ['services', 'pgadmin'] }]);
  });

  test('is nothing between equal designs, wherever their services stand on the diagram', () => {
    const same = { ...(JSON.parse(JSON.stringify(defaultStack)) as Stack), layout: { api: { x: 1, y: 2 } } };
    expect(changesOf(defaultStack, same)).toEqual([]);
  });

  test('is each field that differs, in sections and services', () => {
    const to = stackWith('api', { port: 8001 }, { project: { name: 'shop' }, hardening: { readOnly: false } });
    expect(changesOf(stackOf({}), to).map(({ path }) => path.join('.'))).toEqual(['project.name', 'hardening.readOnly', 'services.api.port']);
  });
});

describe('several fixes', () => {
  test('become one design without any of the findings', () => {
    const mendable = findingsOf(defaultStack).filter(({ fix }) => fix);
    const { design, left } = fixedTogether(defaultStack, mendable);
    expect(left).toEqual([]);
    expect(findingsOf(design).map(({ key }) => key)).toEqual(['backup/same-host backup', 'project/tags']);
  });

  test('leave out the one that the others rule out', () => {
    const [first] = findingsOf(defaultStack).filter(({ fix }) => fix);
    const never = { ...first!, key: 'never', fix: { label: '', changes: [], apply: () => undefined } };
    const broken = { ...first!, key: 'broken', fix: { label: '', changes: [], apply: (stack: Stack) => ({ ...stack, project: { ...stack.project, domain: '' } }) } };
    const { design, left } = fixedTogether(defaultStack, [never, first!, broken]);
    expect(left.map(({ key }) => key)).toEqual(['never', 'broken']);
    expect(design.services.traefik.socket).toBe('proxy');
  });
});
