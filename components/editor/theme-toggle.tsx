import { Moon, Sun } from 'lucide-react';
import { useCallback, useSyncExternalStore } from 'react';
import { useMedia } from './use-media';

type Theme = 'light' | 'dark';

const KEY = 'base2.theme';
const CHANGED = 'base2:theme';

function chosen(): Theme | undefined {
  const { theme } = document.documentElement.dataset;
  return theme === 'light' || theme === 'dark' ? theme : undefined;
}

function subscribe(notify: () => void) {
  window.addEventListener(CHANGED, notify);
  return () => window.removeEventListener(CHANGED, notify);
}

function choose(theme: Theme | undefined) {
  const { dataset } = document.documentElement;
  if (theme) dataset['theme'] = theme;
  else delete dataset['theme'];
  try {
    if (theme) localStorage.setItem(KEY, theme);
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is blocked: the choice holds until the page is left.
  }
  window.dispatchEvent(new Event(CHANGED));
}

/** Light or dark. A choice that is the system's own is not kept: the page follows the system again. */
export function useTheme() {
  const system: Theme = useMedia('(prefers-color-scheme: dark)') ? 'dark' : 'light';
  const theme = useSyncExternalStore(subscribe, chosen, () => undefined) ?? system;
  const other: Theme = theme === 'dark' ? 'light' : 'dark';
  const toggle = useCallback(() => choose(other === system ? undefined : other), [other, system]);
  return { label: other === 'dark' ? 'Use dark colours' : 'Use light colours', icon: other === 'dark' ? <Moon /> : <Sun />, toggle };
}
