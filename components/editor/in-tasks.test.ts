import { afterEach, describe, expect, it, vi } from 'vitest';
import { inTasks } from './in-tasks';

afterEach(() => vi.restoreAllMocks());

/** Steps that take so many milliseconds each, by a clock of their own. */
function stepsOf(milliseconds: readonly number[]) {
  let now = 0;
  const taken: number[] = [];
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  function* work() {
    for (const each of milliseconds) {
      now += each;
      taken.push(each);
      yield;
    }
    return 'done';
  }
  return { steps: work(), taken };
}

describe('work in tasks', () => {
  it('takes short steps together, and no more after a long one', async () => {
    const { steps, taken } = stepsOf([1, 1, 20, 1]);
    const done = inTasks(steps);
    expect(taken).toEqual([1, 1, 20]);
    await done;
    expect(taken).toEqual([1, 1, 20, 1]);
  });

  it('ends with what the last step gave', async () => {
    expect(await inTasks(stepsOf([20, 1, 20]).steps)).toBe('done');
    expect(await inTasks(stepsOf([]).steps)).toBe('done');
  });
});
