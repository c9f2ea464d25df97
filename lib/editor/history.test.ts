import { describe, expect, test } from 'vitest';
import { defaultStack } from '../stack';
import { closeMark, record, redo, redoLabel, startHistory, undo, undoLabel } from './history';

const document = (name: string) => ({ draft: { ...defaultStack, project: { ...defaultStack.project, name } } });
const edit = (name: string, mark?: string) => ({
  document: document(name),
  label: `Write ${name}`,
  ...(mark !== undefined && { mark }),
});

describe('history', () => {
  test('goes back and forward', () => {
    const history = record(record(startHistory(document('a')), edit('b')), edit('c'));
    expect(undo(undo(history)).present).toEqual(document('a'));
    expect(redo(undo(history)).present).toEqual(document('c'));
  });

  test('stays where it is at both ends', () => {
    const start = startHistory(document('a'));
    expect(undo(start)).toBe(start);
    expect(redo(start)).toBe(start);
  });

  test('says what would be undone and redone', () => {
    const history = record(startHistory(document('a')), edit('b'));
    expect(undoLabel(history)).toBe('Write b');
    expect(redoLabel(undo(history))).toBe('Write b');
  });

  test('makes one step of a word that is being typed', () => {
    const typed = ['w', 'wo', 'wor', 'word'].reduce((h, text) => record(h, edit(text, 'name')), startHistory(document('')));
    expect(undo(typed).present).toEqual(document(''));
  });

  test('makes two steps of two words', () => {
    const first = closeMark(record(startHistory(document('')), edit('one', 'name')));
    expect(undo(record(first, edit('two', 'name'))).present).toEqual(document('one'));
  });

  test('forgets what was undone as soon as something new is done', () => {
    const history = record(undo(record(startHistory(document('a')), edit('b'))), edit('c'));
    expect(redo(history)).toBe(history);
  });

  test('takes no step for an edit that changes nothing', () => {
    const start = startHistory(document('a'));
    expect(record(start, { document: start.present, label: 'Nothing' })).toBe(start);
  });
});
