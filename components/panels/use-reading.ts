import { useCallback, useMemo, useState } from 'react';

/** How files are shown, the same for all of them. */
export interface Reading {
  readonly wrap: boolean;
  readonly setWrap: (wrap: boolean) => void;
  /** Documents as they read, rather than their source. */
  readonly rendered: boolean;
  readonly setRendered: (rendered: boolean) => void;
  /** What stood there before, between the lines. */
  readonly showTaken: boolean;
  readonly setShowTaken: (show: boolean) => void;
}

/** A yes or no that is remembered in this browser. */
function useRemembered(key: string, usual: boolean): readonly [boolean, (value: boolean) => void] {
  const [value, setValue] = useState(() => {
    try {
      const stored = localStorage.getItem(key);
      return stored === null ? usual : stored === 'yes';
    } catch {
      return usual;
    }
  });
  const change = useCallback(
    (next: boolean) => {
      setValue(next);
      try {
        localStorage.setItem(key, next ? 'yes' : 'no');
      } catch {
        // Storage is blocked: it holds until the page is left.
      }
    },
    [key],
  );
  return [value, change];
}

export function useReading(): Reading {
  const [wrap, setWrap] = useRemembered('base2.wrap', false);
  const [rendered, setRendered] = useRemembered('base2.rendered', true);
  const [showTaken, setShowTaken] = useRemembered('base2.taken', false);
  return useMemo(
    () => ({ wrap, setWrap, rendered, setRendered, showTaken, setShowTaken }),
    [wrap, setWrap, rendered, setRendered, showTaken, setShowTaken],
  );
}
