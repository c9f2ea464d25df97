import type { Draft } from '@/lib/editor/document';
import { parseDraft } from '@/lib/editor/stored';
import { MOST_BYTES, openFiles, type Dropped, type Opened } from '@/lib/import';
import { MOST_TEXT } from '@/lib/import/text';
import { checkStack } from '@/lib/stack';

/** What is in files, and where that is no design: one that was saved with values that are still to be corrected. */
export interface Answer {
  readonly opened: Opened;
  readonly draft?: Draft;
}

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

/** Values that are wrong in a design that forms have kept. The page works on each of them, and would not end with thousands. */
const MOST_WRONG = 30;

/** A design with values that are still to be corrected: it was saved as it was, and comes back so. */
function draftIn([file, ...others]: readonly Dropped[]): Draft | undefined {
  if (!file || others.length > 0 || file.bytes.length > MOST_TEXT) return undefined;
  const draft = parseDraft(new TextDecoder().decode(file.bytes));
  const checked = draft && checkStack(draft);
  if (!checked || checked.ok) return draft;
  // What is wrong with a part as a whole, such as too many containers, is no value of a form.
  return checked.problems.length <= MOST_WRONG && checked.problems.every(({ path }) => path.length > 1) ? draft : undefined;
}

/** Reads the design of files, whatever they are. Takes as long as it takes: no page should wait for it. */
export async function answerTo(files: readonly File[]): Promise<Answer> {
  const dropped = await bytesOf(files);
  if (typeof dropped === 'string') return { opened: { ok: false, problems: [dropped] } };
  const opened = openFiles(dropped);
  const draft = opened.ok ? undefined : draftIn(dropped);
  return { opened, ...(draft && { draft }) };
}
