/** Runs `rest` milliseconds after the browser has painted what is on the screen now. @returns what calls it off. */
export function afterPaint(run: () => void, rest = 0): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(run, rest);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
