/** Where a shortcut works. */
export const shortcutPlaces = [
  { id: 'page', title: 'Everywhere' },
  { id: 'design', title: 'On the diagram and in the list' },
  { id: 'thing', title: 'On a service or a connection' },
] as const;

export interface Shortcut {
  /** Each of them does it. `mod+shift+z`: `mod` is ⌘ with Apple, Ctrl elsewhere; names as in `KeyboardEvent.key`, in lower case. */
  readonly keys: readonly [string, ...string[]];
  readonly title: string;
  readonly where: (typeof shortcutPlaces)[number]['id'];
}

/** All of them, and the only list: what listens, what shows keys and what explains them read this one. */
export const shortcuts = {
  palette: { keys: ['mod+k'], title: 'Find anything', where: 'page' },
  undo: { keys: ['mod+z'], title: 'Undo', where: 'page' },
  redo: { keys: ['mod+shift+z', 'mod+y'], title: 'Redo', where: 'page' },
  download: { keys: ['mod+s'], title: 'Download', where: 'page' },
  open: { keys: ['mod+o'], title: 'Open a file', where: 'page' },
  shortcuts: { keys: ['?'], title: 'List the shortcuts', where: 'page' },
  exposure: { keys: ['x'], title: 'Show what the internet can reach', where: 'design' },
  arrange: { keys: ['l'], title: 'Arrange by what flows', where: 'design' },
  form: { keys: ['enter'], title: 'Open its form', where: 'thing' },
  remove: { keys: ['delete', 'backspace'], title: 'Remove the service, or cut the connection', where: 'thing' },
  move: { keys: ['arrowup', 'arrowdown', 'arrowleft', 'arrowright'], title: 'Move the service on the diagram', where: 'thing' },
  back: { keys: ['escape'], title: 'Go from its form back to it', where: 'thing' },
} as const satisfies Record<string, Shortcut>;

export type ShortcutId = keyof typeof shortcuts;

/** The keys that buttons and menus show for it. */
export const shownKeys = (id: ShortcutId): string => shortcuts[id].keys[0];

/** What a key event says of itself. */
export interface KeyPress {
  readonly key: string;
  /** The place of the key, for keyboards whose letters are not Latin. */
  readonly code?: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const isLetter = (key: string) => /^[a-z]$/.test(key);

function keyOf({ key, code = '' }: KeyPress): string {
  const foreign = key.length === 1 && key.charCodeAt(0) > 127 && /^Key[A-Z]$/.test(code);
  return (foreign ? code.slice('Key'.length) : key).toLowerCase();
}

function presses(keys: string, press: KeyPress): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  if (parts.includes('mod') !== (press.ctrlKey || press.metaKey) || press.altKey) return false;
  // Signs may need Shift to be typed; letters mean something else with it.
  if (isLetter(key) && parts.includes('shift') !== press.shiftKey) return false;
  return keyOf(press) === key;
}

export function isPressed(id: ShortcutId, press: KeyPress): boolean {
  return shortcuts[id].keys.some((keys) => presses(keys, press));
}
