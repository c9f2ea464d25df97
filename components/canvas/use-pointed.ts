import { type MouseEvent, useCallback, useState } from 'react';

function wireAt(target: EventTarget): string | undefined {
  if (!(target instanceof Element)) return undefined;
  const chip = target.closest<HTMLElement>('[data-edge]');
  return chip?.dataset['edge'] ?? target.closest<SVGElement>('.react-flow__edge[data-id]')?.dataset['id'];
}

/** The line that the pointer is on, or whose chip it is on. */
export function usePointed() {
  const [pointed, setPointed] = useState<string>();
  const onMouseOver = useCallback((event: MouseEvent) => setPointed(wireAt(event.target)), []);
  const onMouseLeave = useCallback(() => setPointed(undefined), []);
  return { pointed, pointing: { onMouseOver, onMouseLeave } };
}
