import { useEffect, useSyncExternalStore } from 'react';
import { useEditorState } from './context';
import { designShelf, welcomeShelf } from './storage';

const listeners = new Set<() => void>();
/** For this visit; the browser may keep nothing. */
let welcomed: boolean | undefined;

/** Whoever has a design here, or has been told before, knows how to go on. */
function isWelcomed(): boolean {
  welcomed ??= welcomeShelf.read() !== null || designShelf.read() !== null;
  return welcomed;
}

function end(): void {
  if (welcomed) return;
  welcomed = true;
  welcomeShelf.write('seen');
  for (const listener of listeners) listener();
}

function subscribe(notify: () => void) {
  listeners.add(notify);
  return () => listeners.delete(notify);
}

/** Whether this is somebody's first visit, until they have edited something or want to hear no more. */
export function useWelcome(): { readonly shown: boolean; readonly dismiss: () => void } {
  const edited = useEditorState(({ history }) => history.past.length + history.future.length > 0);
  const over = useSyncExternalStore(subscribe, isWelcomed, () => true);
  useEffect(() => {
    if (edited) end();
  }, [edited]);
  return { shown: !over && !edited, dismiss: end };
}
