import { nextTask } from '@/components/editor/in-tasks';
import { afterPaint } from '@/components/ui';
import { MOST_BYTES, opening, type Dropped, type Opened } from '@/lib/import';

/** Milliseconds of work before the page may answer again. */
const SLICE = 12;

/** The files' bytes, or why there are none. A file that is too large is not even fetched. */
async function bytesOf(files: readonly File[]): Promise<readonly Dropped[] | string> {
  const dropped: Dropped[] = [];
  for (const file of files) {
    if (file.size > MOST_BYTES) return `${file.name} is larger than ${MOST_BYTES / 1024 / 1024} MB: no export is.`;
    try {
      dropped.push({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
    } catch {
      // A browser gives a folder as a file that cannot be read, and says no more.
      return `${file.name} cannot be read. If it is a folder: drop its stack.json, or the zip of an export.`;
    }
  }
  return dropped;
}

/** Reads the design of files in small steps, so that the page goes on. `undefined` when `isGivenUp` says so. */
export async function readFiles(files: readonly File[], isGivenUp: () => boolean): Promise<Opened | undefined> {
  await new Promise<void>((resolve) => void afterPaint(resolve));
  const dropped = await bytesOf(files);
  if (typeof dropped === 'string') return { ok: false, problems: [dropped] };
  const steps = opening(dropped);
  for (;;) {
    const until = performance.now() + SLICE;
    while (performance.now() < until) {
      const step = steps.next();
      if (step.done) return isGivenUp() ? undefined : step.value;
    }
    await nextTask();
    if (isGivenUp()) return undefined;
  }
}
