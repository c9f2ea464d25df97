import { startTransition, useEffect, useState } from 'react';
import { afterPaint } from './after-paint';

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
