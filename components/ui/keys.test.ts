import { describe, expect, it } from 'vitest';
import { ariaKeys, keyCaps } from './keys';

describe('a shortcut', () => {
  it('looks as on the keyboard at hand', () => {
    expect(keyCaps('mod+shift+z', true)).toBe('⌘⇧Z');
    expect(keyCaps('mod+shift+z', false)).toBe('Ctrl+Shift+Z');
    expect(keyCaps('escape', false)).toBe('Esc');
  });

  it('is said for both keyboards', () => {
    expect(ariaKeys('mod+z')).toBe('Control+Z Meta+Z');
    expect(ariaKeys('delete')).toBe('Delete');
  });
});
