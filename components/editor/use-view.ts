import { useCallback, useState } from 'react';
import { loadView, saveView, type View } from './storage';

const usual = (): View => ({ drawerOpen: window.innerHeight >= 700, drawerHeight: 216, inspectorWidth: 360, list: false });

/** How the page is arranged, remembered in this browser. */
export function useView() {
  const [view, setView] = useState(() => loadView(usual()));
  const change = useCallback((part: Partial<View>) => {
    setView((before) => {
      const next = { ...before, ...part };
      saveView(next);
      return next;
    });
  }, []);
  return { view, change };
}
