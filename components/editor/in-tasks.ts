/** Waits until the page has answered whatever came meanwhile. */
export const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/** Milliseconds of work before the page may answer again. A phone is several times slower, and steps overrun. */
const SLICE = 5;

/** Takes steps for as long as a task should last. @returns the last of them. */
function slice<R>(steps: Generator<unknown, R>): IteratorResult<unknown, R> {
  const until = performance.now() + SLICE;
  for (;;) {
    const step = steps.next();
    if (step.done || performance.now() >= until) return step;
  }
}

/** Does work in many tasks, so that the page answers in between. @returns what the last step gave, in a task of its own. */
export async function inTasks<R>(steps: Generator<unknown, R>): Promise<R> {
  for (;;) {
    const step = slice(steps);
    await nextTask();
    if (step.done) return step.value;
  }
}
