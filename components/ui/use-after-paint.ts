import { startTransition, useEffect, useState } from 'react';

/** Runs `rest` milliseconds after the browser has painted what is on the screen now. @returns what calls it off. */
function afterPaint(run: () => void, rest = 0): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(run, rest);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

/**
 * The value of before, until the frame that shows the new one elsewhere has been painted and `rest` milliseconds have
 * passed without another: for what nobody waits for. `useDeferredValue` may work ahead of the paint.
 */
export function useAfterPaint<T>(value: T, rest = 0): T {
  const [shown, setShown] = useState({ value });
  useEffect(() => {
    if (Object.is(shown.value, value)) return;
    return afterPaint(() => startTransition(() => setShown({ value })), rest);
  }, [shown, value, rest]);
  return shown.value;
}

/** Whether what stands around has been painted: for what is drawn in a frame of its own. */
export function usePainted(): boolean {
  const [painted, setPainted] = useState(false);
  useEffect(() => afterPaint(() => startTransition(() => setPainted(true))), []);
  return painted;
}
