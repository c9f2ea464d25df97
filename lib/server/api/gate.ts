import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';

export interface Places {
  /** Pieces of work at the same time. */
  readonly atOnce: number;
  /** Callers that may wait for a place. */
  readonly waiting: number;
  /** How long they wait: milliseconds. */
  readonly patience: number;
}

/** Milliseconds. */
const LONGEST_PAUSE = 250;

/** There is no place and no room to wait for one, or the wait was too long. */
export class Busy extends Error {}

/**
 * Lets so many in at once and a few more wait; all others are sent away at once, so that a server under load answers
 * what it can instead of everything too late.
 */
export class Gate {
  private inside = 0;
  private readonly queue: (() => void)[] = [];

  constructor(private readonly places: Places) {}

  /** @throws Busy */
  async run<T>(work: () => T | Promise<T>): Promise<T> {
    if (this.inside < this.places.atOnce) this.inside += 1;
    else await this.turn();
    const from = performance.now();
    try {
      return await work();
    } finally {
      void this.leave(performance.now() - from);
    }
  }

  /**
   * Gives the place to the next one after a pause as long as the work was: pieces of work on the heels of each other
   * would leave the one thread that there is no time for pages and other answers. Who came while it was busy has not
   * been heard yet; were the place free before they are, all of them would find it so, one after the other, and the
   * queue would be one that nobody sees.
   */
  private async leave(milliseconds: number): Promise<void> {
    if (this.places.waiting > 0) await nextTurn();
    if (this.queue.length > 0) await pause(Math.min(milliseconds, LONGEST_PAUSE));
    const next = this.queue.shift();
    if (next) next();
    else this.inside -= 1;
  }

  /** Waits until somebody hands over a place. */
  private turn(): Promise<void> {
    if (this.queue.length >= this.places.waiting) throw new Busy();
    return new Promise((resolve, reject) => {
      const enter = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.queue.splice(this.queue.indexOf(enter), 1);
        reject(new Busy());
      }, this.places.patience);
      this.queue.push(enter);
    });
  }
}
