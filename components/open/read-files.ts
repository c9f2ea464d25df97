import type { Answer } from './reading';

/** Milliseconds. Several times what the largest compose file of this tool takes, and the page goes on meanwhile. */
const PATIENCE = 30_000;

const refusal = (problem: string): Answer => ({ opened: { ok: false, problems: [problem] } });

/**
 * Reads the design of files in a worker, which ends with it: whatever the files are, the page never waits for them.
 * @param name What the files are called together.
 * @returns `undefined` when `signal` says that nobody waits any more.
 */
export async function readFiles(files: readonly File[], name: string, signal: AbortSignal): Promise<Answer | undefined> {
  const worker = new Worker(new URL('./reader.worker.ts', import.meta.url), { type: 'module' });
  let late: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise<Answer | undefined>((resolve) => {
      // What went wrong is told in the browser's console, by the browser.
      const fail = () => resolve(refusal(`${name} is not read: what reads files did not start, or broke off. Load the page again, and open it once more.`));
      worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => resolve(data));
      worker.addEventListener('messageerror', fail);
      worker.addEventListener('error', fail);
      signal.addEventListener('abort', () => resolve(undefined));
      late = setTimeout(() => resolve(refusal(`Reading ${name} takes too long: it is not opened.`)), PATIENCE);
      worker.postMessage(files);
    });
  } finally {
    clearTimeout(late);
    worker.terminate();
  }
}
