import { startTransition, useEffect, useState } from 'react';

/**
 * The value of before, until the frame that shows the new one elsewhere has been painted and `rest` milliseconds have
 * passed without another: for what nobody waits for. `useDeferredValue` may work ahead of the paint.
 */
export function useAfterPaint<T>(value: T, rest = 0): T {
  const [shown, setShown] = useState({ value });
  useEffect(() => {
    if (Object.is(shown.value, value)) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => setShown({ value })), rest);
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [shown, value, rest]);
  return shown.value;
}
