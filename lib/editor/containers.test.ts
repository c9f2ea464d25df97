import { describe, expect, test } from 'vitest';
import { defaultStack } from '../stack';
import { addContainer, duplicateContainer, removeService, renameContainer, setField } from './commands';
import { createEditor, type Editor } from './editor';
import { formOf } from './forms';
import { undoLabel } from './history';

const target = (id: string) => ({ kind: 'service', id }) as const;
const state = (editor: Editor) => editor.store.getState();
const set = (editor: Editor, id: string, field: string, value: unknown) => editor.run(setField, { target: target(id), field, value, phase: 'done' });

function withContainer(name = 'shop'): Editor {
  const editor = createEditor(defaultStack);
  editor.run(addContainer, { name });
  return editor;
}

describe('a custom container in the editor', () => {
  test('is added, set up and taken back step by step', () => {
    const editor = withContainer();
    set(editor, 'shop', 'port', 3000);
    expect([state(editor).stack.containers?.['shop']?.port, undoLabel(state(editor).history)]).toEqual([3000, 'Change port']);
    editor.undo();
    editor.undo();
    expect(state(editor).document.draft).toEqual(defaultStack);
  });

  test('shows what is wrong at its own field, while the design keeps the last right value', () => {
    const editor = withContainer();
    set(editor, 'shop', 'image', 'a/b:1.2');
    set(editor, 'shop', 'image', 'a/b:latest');
    const { document, problems, stack } = state(editor);
    expect(formOf(target('shop'), document.draft, problems)?.problems).toEqual({ image: expect.stringContaining(':latest moves') });
    expect(stack.containers?.['shop']?.image).toBe('a/b:1.2');
  });

  test.each(['api', 'shop', 'No', ''])('is not added as %j', (name) => {
    expect(withContainer().run(addContainer, { name })).toBe(false);
  });

  test('is copied, renamed and removed', () => {
    const editor = withContainer();
    set(editor, 'shop', 'port', 3000);
    editor.run(duplicateContainer, { from: 'shop', to: 'shop-2' });
    editor.run(renameContainer, { from: 'shop', to: 'store' });
    expect(state(editor).stack.containers).toMatchObject({ store: { port: 3000 }, 'shop-2': { port: 3000 } });
    expect(editor.run(renameContainer, { from: 'store', to: 'shop-2' })).toBe(false);
    editor.select(target('store'));
    editor.run(removeService, { id: 'store' });
    editor.run(removeService, { id: 'shop-2' });
    expect([state(editor).document.draft, state(editor).selection]).toEqual([defaultStack, { kind: 'stack' }]);
  });
});
