const arrows = { arrowup: '↑', arrowdown: '↓', arrowleft: '←', arrowright: '→' };

const apple: Readonly<Record<string, string>> = {
  mod: '⌘',
  shift: '⇧',
  alt: '⌥',
  ctrl: '⌃',
  enter: '↵',
  escape: 'esc',
  delete: '⌦',
  backspace: '⌫',
  ...arrows,
};

const other: Readonly<Record<string, string>> = {
  mod: 'Ctrl',
  shift: 'Shift',
  alt: 'Alt',
  ctrl: 'Ctrl',
  enter: 'Enter',
  escape: 'Esc',
  delete: 'Del',
  backspace: '⌫',
  ...arrows,
};

const words: Readonly<Record<string, string>> = { arrowup: 'Arrow up', arrowdown: 'Arrow down', arrowleft: 'Arrow left', arrowright: 'Arrow right', '?': 'Question mark' };

const cap = (key: string) => (key.slice(0, 1).toUpperCase() + key.slice(1));

/** `mod+shift+z` as the caps of the keyboard: `⌘⇧Z`, `Ctrl+Shift+Z`. */
export function keyCaps(keys: string, isApple: boolean): string {
  const names = isApple ? apple : other;
  return keys
    .split('+')
    .map((key) => names[key] ?? cap(key))
    .join(isApple ? '' : '+');
}

/** The same in words, for a title. */
export function keyWords(keys: string, isApple: boolean): string {
  return keys
    .split('+')
    .map((key) => (key === 'mod' ? (isApple ? 'Command' : 'Control') : (words[key] ?? cap(key))))
    .join(' + ');
}

/** As `aria-keyshortcuts` wants it: `Control+Shift+Z Meta+Shift+Z`. */
export function ariaKeys(keys: string): string {
  const named = (mod: string) =>
    keys
      .split('+')
      .map((key) => (key === 'mod' ? mod : cap(key)))
      .join('+');
  return keys.includes('mod') ? `${named('Control')} ${named('Meta')}` : named('');
}
