import { useEffect, useState } from 'react';
import { useReplaceDesign } from '@/components/editor/replace-design';
import { useToast } from '@/components/ui';
import type { Opened } from '@/lib/import';
import { readFiles } from './read-files';
import { RefusedFile } from './refused-file';
import { ReportDialog } from './report-dialog';
import { useTakeDesign } from './use-take-design';

/** Milliseconds; what is quicker needs no word. */
const SLOW = 300;

type Read = Extract<Opened, { ok: true }>;

/** Of a compose file of others what became of it is worth a word; of our own only what did not become part of the design. */
const isToBeTold = ({ source, left }: Read) => source === 'foreign' || (source === 'own' && left.length > 0);

/** Reads the files that were taken, tells what is in them where there is something to tell, and opens the design. */
export function OpenedFiles({ taken }: { readonly taken: { readonly files: readonly File[] } }) {
  const [told, setTold] = useState<Read>();
  const [refused, setRefused] = useState<{ readonly name: string; readonly problems: readonly string[] }>();
  const toasts = useToast();
  const replace = useReplaceDesign();
  const take = useTakeDesign();

  useEffect(() => {
    const unwanted = new AbortController();
    const [first] = taken.files;
    const name = taken.files.length === 1 ? (first?.name ?? '') : `${taken.files.length} files`;
    const slow = setTimeout(() => toasts.show({ key: 'opened', message: `Reading ${name}…`, duration: 60_000 }), SLOW);
    const read = async () => {
      const answer = await readFiles(taken.files, name, unwanted.signal);
      clearTimeout(slow);
      if (!answer) return;
      toasts.dismiss('opened');
      const { opened, draft } = answer;
      if (opened.ok) {
        if (isToBeTold(opened)) return setTold(opened);
        await take(opened);
        const passed = opened.left.map(({ message }) => message);
        if (passed.length > 0) toasts.show({ key: 'passed-over', message: passed.join(' '), duration: 12_000 });
        return;
      }
      if (draft) replace({ design: draft, label: `Open ${name}`, message: `${name} is open. Some of its values are to be corrected.` });
      else setRefused({ name, problems: opened.problems });
    };
    void read();
    return () => {
      unwanted.abort();
      clearTimeout(slow);
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- files are read once, when they come
  }, [taken]);

  return (
    <>
      <ReportDialog
        opened={told}
        onClose={() => setTold(undefined)}
        onTake={(opened) => {
          setTold(undefined);
          void take(opened);
        }}
      />
      <RefusedFile refused={refused} onClose={() => setRefused(undefined)} />
    </>
  );
}
