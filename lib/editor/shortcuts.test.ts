import { describe, expect, test } from 'vitest';
import { isPressed, type KeyPress, shortcutPlaces, shortcuts, type ShortcutId } from './shortcuts';

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({ key, ...none, ...held });
const ids = Object.keys(shortcuts) as ShortcutId[];

describe('a shortcut', () => {
  test('is pressed with Ctrl or with Command', () => {
    expect(isPressed('palette', press('k', { ctrlKey: true }))).toBe(true);
    expect(isPressed('palette', press('k', { metaKey: true }))).toBe(true);
    expect(isPressed('palette', press('k'))).toBe(false);
  });

  test('with Shift is another one than without', () => {
    expect(isPressed('undo', press('z', { ctrlKey: true }))).toBe(true);
    expect(isPressed('undo', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(false);
    expect(isPressed('redo', press('Z', { metaKey: true, shiftKey: true }))).toBe(true);
    expect(isPressed('redo', press('y', { ctrlKey: true }))).toBe(true);
  });

  test('is found with caps lock, too', () => {
    expect(isPressed('undo', press('Z', { ctrlKey: true }))).toBe(true);
  });

  test('is found by its place where letters are not Latin', () => {
    expect(isPressed('palette', press('л', { code: 'KeyK', ctrlKey: true }))).toBe(true);
  });

  test('that is a sign may need Shift to be typed', () => {
    expect(isPressed('shortcuts', press('?', { shiftKey: true }))).toBe(true);
    expect(isPressed('shortcuts', press('?'))).toBe(true);
    expect(isPressed('shortcuts', press('?', { ctrlKey: true, shiftKey: true }))).toBe(false);
  });

  test('of one letter leaves the browser its own', () => {
    expect(isPressed('exposure', press('x', { ctrlKey: true }))).toBe(false);
    expect(isPressed('arrange', press('l', { metaKey: true }))).toBe(false);
    expect(isPressed('arrange', press('l', { altKey: true }))).toBe(false);
  });
});

describe('the list', () => {
  test('has no two shortcuts for the same keys in one place', () => {
    const all = ids.flatMap((id) => shortcuts[id].keys.map((keys) => `${shortcuts[id].where} ${keys}`));
    expect(new Set(all).size).toBe(all.length);
  });

  test('has something for each place', () => {
    expect(new Set(ids.map((id) => shortcuts[id].where))).toEqual(new Set(shortcutPlaces.map(({ id }) => id)));
  });
});
