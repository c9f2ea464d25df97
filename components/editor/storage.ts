import type { Draft } from '@/lib/editor/document';
import type { Shelf } from '@/lib/editor/keeper';
import { parseDraft } from '@/lib/editor/stored';

const DESIGN = 'base2.design';
const UNREADABLE = 'base2.design.unreadable';
const VIEW = 'base2.view';
const VERSIONS = 'base2.versions';
const RECENT = 'base2.recent';
const WELCOME = 'base2.welcome';

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @returns false when storage is full or blocked. */
function write(key: string, text: string): boolean {
  try {
    localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

function shelf(key: string): Shelf {
  return { read: () => read(key), write: (text) => write(key, text) };
}

/** Where the design of all tabs is kept. */
export const designShelf = shelf(DESIGN);
export const versionsShelf = shelf(VERSIONS);
/** Whether somebody has been told how to go on. */
export const welcomeShelf = shelf(WELCOME);

/** Calls `heard` when another tab has written the design, or the versions. */
export function onOtherTab(what: 'design' | 'versions', heard: () => void): () => void {
  const key = what === 'design' ? DESIGN : VERSIONS;
  const listen = (event: StorageEvent) => {
    if (event.key === key || event.key === null) heard();
  };
  window.addEventListener('storage', listen);
  return () => window.removeEventListener('storage', listen);
}

/** A name that no other tab or version has. */
export function freshId(): string {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export type Loaded = { readonly kind: 'none' } | { readonly kind: 'draft'; readonly draft: Draft } | { readonly kind: 'unreadable'; readonly text: string };

/** The design of the last visit. One that cannot be read is put aside, not thrown away. */
export function loadDraft(): Loaded {
  const text = read(DESIGN);
  if (text === null) return { kind: 'none' };
  const draft = parseDraft(text);
  if (draft) return { kind: 'draft', draft };
  write(UNREADABLE, text);
  return { kind: 'unreadable', text };
}

/** What was chosen last in the palette, the newest first. */
export function loadRecent(): readonly string[] {
  try {
    const stored: unknown = JSON.parse(read(RECENT) ?? '[]');
    return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

export function saveRecent(ids: readonly string[]): void {
  write(RECENT, JSON.stringify(ids));
}

/** How the person has arranged the page; pixels. */
export interface View {
  readonly drawerOpen: boolean;
  readonly drawerHeight: number;
  readonly inspectorWidth: number;
  /** The design as a list rather than as a diagram. */
  readonly list: boolean;
}

export function loadView(usual: View): View {
  try {
    const stored = JSON.parse(read(VIEW) ?? '{}') as Partial<Record<keyof View, unknown>>;
    const number = (key: 'drawerHeight' | 'inspectorWidth') =>
      typeof stored[key] === 'number' && Number.isFinite(stored[key]) ? stored[key] : usual[key];
    const flag = (key: 'drawerOpen' | 'list') => (typeof stored[key] === 'boolean' ? stored[key] : usual[key]);
    return {
      drawerOpen: flag('drawerOpen'),
      list: flag('list'),
      drawerHeight: number('drawerHeight'),
      inspectorWidth: number('inspectorWidth'),
    };
  } catch {
    return usual;
  }
}

export function saveView(view: View): void {
  write(VIEW, JSON.stringify(view));
}
