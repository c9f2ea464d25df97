import { useId } from 'react';
import { Button, Dialog } from '@/components/ui';
import { memberIds } from '@/lib/stack';
import type { Note, Opened } from '@/lib/import';
import styles from './report-dialog.module.css';

type Read = Extract<Opened, { ok: true }>;

export interface ReportDialogProps {
  readonly opened: Read | undefined;
  readonly onClose: () => void;
  readonly onTake: (opened: Read) => void;
}

const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;

function introduction({ source, stack, services: inFile = 0, left }: Read): string {
  const containers = Object.keys(stack.containers ?? {}).length;
  const services = memberIds(stack).length - containers;
  const what = `${counted(services, 'service')}${containers > 0 ? ` and ${counted(containers, 'container')} of your own` : ''}`;
  const rest = left.length === 0 ? 'Everything in it was understood.' : 'What was not understood stands below, by line.';
  const whose = source === 'own' ? 'A compose file of this tool' : 'A compose file of somebody else';
  return `${whose}, with ${counted(inFile, 'service')}. The design made of it has ${what}. ${rest} Nothing is taken yet.`;
}

/** What a compose file was understood to say, before anything of it is taken. */
export function ReportDialog({ opened, onClose, onTake }: ReportDialogProps) {
  return (
    <Dialog
      open={opened !== undefined}
      onClose={onClose}
      size="large"
      title={opened ? `What is in ${opened.name}` : ''}
      description={opened && introduction(opened)}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" onClick={() => opened && onTake(opened)}>
            Open the design
          </Button>
        </>
      }
    >
      {opened && (
        <div className={styles.report} tabIndex={0} role="region" aria-label={`Report on ${opened.name}`}>
          <Notes title="Understood" notes={opened.understood} />
          <Notes title="Not understood, or left out" notes={opened.left} />
        </div>
      )}
    </Dialog>
  );
}

/** Notes that are shown. Nobody reads thousands, and the page would stand still while it draws them. */
const MOST_SHOWN = 300;

function Notes({ title, notes }: { readonly title: string; readonly notes: readonly Note[] }) {
  const id = useId();
  if (notes.length === 0) return null;
  const more = notes.length - MOST_SHOWN;
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className={styles.title}>
        {title} <span className={styles.count}>{notes.length}</span>
      </h3>
      <ul className={styles.notes}>
        {notes.slice(0, MOST_SHOWN).map(({ line, message }) => (
          <li key={`${line ?? ''} ${message}`} className={styles.note}>
            <span className={styles.line}>{line === undefined ? 'whole file' : `line ${line}`}</span>
            <span className={styles.message}>
              <Words text={message} />
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className={styles.more}>And {more} more, further down in the file.</p>}
    </section>
  );
}

/** A sentence, with what stands in backquotes as code. */
function Words({ text }: { readonly text: string }) {
  return text.split('`').map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : part));
}
