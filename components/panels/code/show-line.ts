const find = (view: HTMLElement, line: number) => view.querySelector<HTMLElement>(`[data-line="${Math.max(1, line)}"]`);

/** Scrolls the view alone: `scrollIntoView` would move the page around it too. */
function scrollTo(view: HTMLElement, element: HTMLElement | undefined | null): void {
  if (!element) return;
  view.scrollTop += element.getBoundingClientRect().top - view.getBoundingClientRect().top - view.clientHeight / 2;
}

/** Brings a line of a code view into its middle. */
export function showLine(view: HTMLElement, line: number): void {
  if (!find(view, line)) {
    const blocks = [...view.querySelectorAll<HTMLElement>('[data-start]')];
    scrollTo(view, blocks.findLast((block) => Number(block.dataset['start']) < Math.max(1, line)));
  }
  // A block that was far away gets its lines now that it is near.
  requestAnimationFrame(() => requestAnimationFrame(() => scrollTo(view, find(view, line))));
}

/** The same when the line is out of view, and nobody is reading there. */
export function followLine(view: HTMLElement, line: number): void {
  if (view.matches(':hover') || view.contains(document.activeElement)) return;
  const element = find(view, line);
  if (element) {
    const box = element.getBoundingClientRect();
    const frame = view.getBoundingClientRect();
    if (box.top >= frame.top && box.bottom <= frame.bottom) return;
  }
  showLine(view, line);
}
