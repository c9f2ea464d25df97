const find = (view: HTMLElement, line: number) => view.querySelector<HTMLElement>(`[data-line="${Math.max(1, line)}"]`);

/** Scrolls the view alone: `scrollIntoView` would move the page around it too. */
function scrollTo(view: HTMLElement, element: HTMLElement | undefined | null): void {
  if (!element) return;
  view.scrollTop += element.getBoundingClientRect().top - view.getBoundingClientRect().top - view.clientHeight / 2;
}

const PATIENCE = 20;

/** Brings a line of a code view into its middle. */
export function showLine(view: HTMLElement, line: number): void {
  if (!find(view, line)) {
    const blocks = [...view.querySelectorAll<HTMLElement>('[data-start]')];
    scrollTo(view, blocks.findLast((block) => Number(block.dataset['start']) < Math.max(1, line)));
  }
  // A block that was far away gets its lines some frames after it is near.
  const arrive = (frames: number) => {
    const element = find(view, line);
    if (element) scrollTo(view, element);
    else if (frames > 0) requestAnimationFrame(() => arrive(frames - 1));
  };
  requestAnimationFrame(() => requestAnimationFrame(() => arrive(PATIENCE)));
}

export function isShown(view: HTMLElement, line: number): boolean {
  const box = find(view, line)?.getBoundingClientRect();
  const frame = view.getBoundingClientRect();
  return box !== undefined && box.top >= frame.top && box.bottom <= frame.bottom;
}

/** Whether a person is at work in the view, and must not be carried off. */
export function isInUse(view: HTMLElement): boolean {
  return view.matches(':hover') || view.contains(document.activeElement);
}
