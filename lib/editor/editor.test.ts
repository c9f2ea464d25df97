import { describe, expect, test } from 'vitest';
import { defaultStack } from '../stack';
import { TestEditor } from './test-editor';

describe('editing a field', () => {
  test('changes the design', () => {
    expect(new TestEditor().set('project.domain', 'app.example.org').stack.project.domain).toBe('app.example.org');
  });

  test('is one step to undo, however many keys it took', () => {
    const editor = new TestEditor().type('project.name', 'shop').type('postgres.database', 'orders');
    expect(editor.undo().value('postgres.database')).toBe(defaultStack.services.postgres.database);
    expect(editor.value('project.name')).toBe('shop');
    expect(editor.undo().draft).toEqual(defaultStack);
  });

  test('says in words what undo would take back', () => {
    const editor = new TestEditor().set('project.name', 'shop');
    expect(editor.undoLabel).toBe('Change name');
    expect(editor.undo().redoLabel).toBe('Change name');
  });

  test('can be reset to its default', () => {
    const editor = new TestEditor().set('postgres.port', 6543).reset('postgres.port');
    expect(editor.value('postgres.port')).toBe(5432);
  });

  test('takes no step when it is left as it was', () => {
    expect(new TestEditor().set('postgres.port', 5432).undoLabel).toBeUndefined();
  });
});

describe('a value that breaks a rule', () => {
  test('is kept as typed and named, while the design keeps its last valid value', () => {
    const editor = new TestEditor().set('postgres.port', 6543).set('postgres.port', 70_000);
    expect(editor.value('postgres.port')).toBe(70_000);
    expect(editor.stack.services.postgres.port).toBe(6543);
    expect(editor.problems.map(({ path }) => path)).toEqual([['services', 'postgres', 'port']]);
  });

  test('leaves the design as it was before the first of its keys, also where those made values that are right', () => {
    const editor = new TestEditor().set('postgres.port', 6543).type('postgres.port', '70000', Number);
    expect(editor.stack.services.postgres.port).toBe(6543);
    expect(editor.set('project.name', 'shop').stack.services.postgres.port).toBe(6543);
    expect(editor.type('postgres.port', '7000', Number).stack.services.postgres.port).toBe(7_000);
  });

  test('does not hold up other edits', () => {
    const editor = new TestEditor().set('postgres.port', 'x').set('project.name', 'shop');
    editor.remove('pgadmin');
    expect(editor.stack.project.name).toBe('shop');
    expect(editor.has('pgadmin')).toBe(false);
    expect(editor.problems).toHaveLength(1);
  });

  test('in a service that is taken out troubles nobody any more', () => {
    const editor = new TestEditor().set('pgadmin.port', 1);
    editor.remove('pgadmin');
    expect(editor.problems).toEqual([]);
  });

  test('across two fields leaves the design as it was', () => {
    const editor = new TestEditor().set('traefik.httpPort', 8443).set('traefik.httpsPort', 8443);
    expect(editor.problems).not.toEqual([]);
    expect(editor.stack.services.traefik.httpsPort).not.toBe(editor.stack.services.traefik.httpPort);
  });

  test('is gone after undo', () => {
    expect(new TestEditor().set('postgres.port', 1).undo().problems).toEqual([]);
  });
});

describe('the design before the last step', () => {
  test('is what a word was typed over, whatever its keys were', () => {
    const editor = new TestEditor().type('project.name', 'shop');
    expect(editor.before).toEqual(defaultStack);
    expect(editor.type('project.name', 'bookshop').before?.project.name).toBe('shop');
  });

  test('follows undo and redo', () => {
    const editor = new TestEditor().set('project.name', 'shop').set('project.domain', 'example.org');
    expect(editor.undo().before).toEqual(defaultStack);
    expect(editor.redo().before?.project.name).toBe('shop');
    expect(editor.undo().undo().before).toBeUndefined();
  });
});

describe('services', () => {
  test('that are optional can be added and removed', () => {
    const editor = new TestEditor();
    expect(editor.remove('pgadmin')).toBe(true);
    expect(editor.has('pgadmin')).toBe(false);
    expect(editor.add('pgadmin')).toBe(true);
    expect(editor.draft).toEqual(defaultStack);
  });

  test('that the stack needs cannot be removed', () => {
    expect(new TestEditor().remove('postgres')).toBe(false);
  });

  test('lose the selection when they go', () => {
    const editor = new TestEditor().select('pgadmin');
    editor.remove('pgadmin');
    expect(editor.selection).toEqual({ kind: 'stack' });
  });
});

describe('connections', () => {
  test('that are optional are drawn and cut, which changes the configuration', () => {
    const editor = new TestEditor();
    expect(editor.cut('api', 'postgres')).toBe(true);
    expect(editor.connected('api', 'postgres')).toBe(false);
    expect(editor.draft).not.toEqual(defaultStack);
    expect(editor.connect('api', 'postgres')).toBeUndefined();
    expect(editor.draft).toEqual(defaultStack);
  });

  test('that make no sense are refused with a reason', () => {
    expect(new TestEditor().connect('postgres', 'react-app')).toMatch(/[a-z].*\.$/i);
  });

  test('that belong to a service cannot be cut', () => {
    expect(new TestEditor().cut('django', 'postgres')).toBe(false);
  });
});

describe('positions', () => {
  test('are one step for a drag, and no change to anything else', () => {
    const editor = new TestEditor().drag('api', { x: 40, y: 80 });
    expect(editor.stack).toEqual({ ...defaultStack, layout: { api: { x: 40, y: 80 } } });
    expect(editor.undo().draft).toEqual(defaultStack);
  });

  test('can be forgotten', () => {
    const editor = new TestEditor().drag('api', { x: 40, y: 80 });
    expect(editor.tidy()).toBe(true);
    expect(editor.draft).toEqual(defaultStack);
    expect(editor.tidy()).toBe(false);
  });
});
