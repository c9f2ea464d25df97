/** Waits until the page has answered whatever came meanwhile. */
export const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/** Does work in many tasks, so that the page answers in between. @returns what the last step gave. */
export async function inTasks<R>(steps: Generator<unknown, R>): Promise<R> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await nextTask();
  }
}
