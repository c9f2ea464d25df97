import { describe, expect, test } from 'vitest';
import { defaultStack } from '../stack';
import { setField } from './commands';
import { createEditor, type Editor } from './editor';
import { undoLabel } from './history';
import { createKeeper, type Keeper, type Shelf } from './keeper';
import { parseStored } from './stored';

interface Browser extends Shelf {
  text: string | null;
  full: boolean;
}

function browser(text: string | null = null): Browser {
  return {
    text,
    full: false,
    read() {
      return this.text;
    },
    write(next) {
      if (this.full) return false;
      this.text = next;
      return true;
    },
  };
}

interface Tab {
  readonly editor: Editor;
  readonly keeper: Keeper;
}

function open(shelf: Browser, writer: string): Tab {
  const stored = shelf.text === null ? undefined : parseStored(shelf.text);
  const editor = createEditor(defaultStack, stored?.draft ?? defaultStack);
  return { editor, keeper: createKeeper(editor, shelf, writer) };
}

const name = ({ editor }: Tab) => editor.store.getState().document.draft.project.name;
const kept = (shelf: Browser) => (shelf.text === null ? undefined : parseStored(shelf.text)?.draft.project.name);

function call(tab: Tab, to: string): void {
  tab.editor.run(setField, { target: { kind: 'section', id: 'project' }, field: 'name', value: to, phase: 'done' });
  tab.keeper.save();
}

/** Two tabs that show the same design; the first has then changed it. */
function twoTabs() {
  const shelf = browser();
  const first = open(shelf, 'first');
  call(first, 'shop');
  const second = open(shelf, 'second');
  call(first, 'bookshop');
  return { shelf, first, second };
}

describe('one tab', () => {
  test('keeps every edit, and opens again with the last one', () => {
    const shelf = browser();
    const tab = open(shelf, 'a');
    call(tab, 'one');
    call(tab, 'two');
    expect([kept(shelf), name(open(shelf, 'b')), tab.keeper.unsaved()]).toEqual(['two', 'two', false]);
  });

  test('writes nothing where nothing was edited', () => {
    const shelf = browser();
    open(shelf, 'a').keeper.save();
    expect(shelf.text).toBeNull();
  });

  test('says that the storage is full for as long as it is', () => {
    const shelf = browser();
    const tab = open(shelf, 'a');
    shelf.full = true;
    call(tab, 'one');
    expect([tab.keeper.store.getState().kept, tab.keeper.unsaved()]).toEqual(['refused', true]);
    shelf.full = false;
    tab.keeper.save();
    expect([tab.keeper.store.getState().kept, kept(shelf)]).toEqual(['yes', 'one']);
  });

  test('writes over what nobody can read', () => {
    const shelf = browser();
    const tab = open(shelf, 'a');
    shelf.text = '{"version":';
    call(tab, 'one');
    expect(kept(shelf)).toBe('one');
  });
});

describe('two tabs', () => {
  test('do not overwrite each other: the second is told, and writes nothing', () => {
    const { shelf, second } = twoTabs();
    call(second, 'mine');
    expect(second.keeper.store.getState().elsewhere?.draft.project.name).toBe('bookshop');
    call(second, 'still-mine');
    expect([kept(shelf), second.keeper.unsaved()]).toEqual(['bookshop', true]);
  });

  test('are told without an edit of their own', () => {
    const { second } = twoTabs();
    second.keeper.look();
    expect(second.keeper.store.getState().elsewhere?.writer).toBe('first');
  });

  test('can go on with the design of the other one, one step back from their own', () => {
    const { shelf, second } = twoTabs();
    call(second, 'mine');
    second.keeper.takeTheirs();
    expect([name(second), undoLabel(second.editor.store.getState().history)]).toEqual(['bookshop', 'Take the design of the other tab']);
    call(second, 'both');
    expect(kept(shelf)).toBe('both');
    second.editor.undo();
    second.editor.undo();
    expect(name(second)).toBe('mine');
  });

  test('can go on with their own, and then the other one is told', () => {
    const { shelf, first, second } = twoTabs();
    call(second, 'mine');
    second.keeper.keepMine();
    expect([kept(shelf), second.keeper.store.getState().elsewhere]).toEqual(['mine', undefined]);
    first.keeper.look();
    expect(first.keeper.store.getState().elsewhere?.draft.project.name).toBe('mine');
  });

  test('that come to the same design have nothing to choose', () => {
    const { second } = twoTabs();
    call(second, 'bookshop');
    expect(second.keeper.store.getState().elsewhere).toBeUndefined();
    call(second, 'more');
    expect(second.keeper.store.getState().elsewhere).toBeUndefined();
  });

  test('notice when both wrote at the same moment', () => {
    const shelf = browser();
    const [first, second] = [open(shelf, 'first'), open(shelf, 'second')];
    call(first, 'one');
    // Read before the first one wrote, as another process may.
    const { text } = shelf;
    shelf.text = null;
    call(second, 'two');
    expect(text).not.toBe(shelf.text);
    first.keeper.look();
    expect(first.keeper.store.getState().elsewhere?.draft.project.name).toBe('two');
  });
});
