import { type RefObject, useEffect } from 'react';
import { showLine } from './code/show-line';

/** What the file said when somebody was brought to a line of it. */
const seen = new WeakMap<object, string>();

/**
 * Brings the line that somebody asked for into view, once: whoever comes back later finds the file as they left it.
 * @returns that line, for as long as the file is as it was then.
 */
export function useArrival(spot: { readonly line?: number | undefined }, code: RefObject<HTMLDivElement | null>, text: string): number | undefined {
  const here = (seen.get(spot) ?? text) === text ? spot.line : undefined;
  useEffect(() => {
    if (here === undefined || seen.has(spot) || !code.current) return;
    seen.set(spot, text);
    showLine(code.current, here);
  }, [spot, here, text, code]);
  return here;
}
