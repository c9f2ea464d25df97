import { Check, Copy, Download } from 'lucide-react';
import { useId, useState } from 'react';
import { useEditorState } from '@/components/editor/context';
import type { LoadedDialogProps } from '@/components/editor/dialogs-context';
import { saveFile } from '@/components/panels/save-file';
import { Button, Dialog, Segmented } from '@/components/ui';
import { mermaidOf } from '@/lib/editor/picture/mermaid';
import { type PictureTheme, svgOf } from '@/lib/editor/picture/svg';
import { type Format, formats, themeLabels } from './formats';
import styles from './picture-dialog.module.css';
import { useCopyContent } from './use-copy-content';

/** The diagram as a file: what it will look like, to copy or to save. */
export function PictureDialog({ open, onClose }: LoadedDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} size="large" title="Save picture" description="The diagram as it is now, with nothing in it that is secret.">
      <PictureForm />
    </Dialog>
  );
}

const isFormat = (value: string) => (format: Format) => format.value === value;

function PictureForm() {
  const id = useId();
  const stack = useEditorState((state) => state.stack);
  const [format, setFormat] = useState(formats[0] as Format);
  const [wanted, setWanted] = useState<PictureTheme>('auto');
  const theme = format.themes.includes(wanted) ? wanted : (format.themes[0] ?? 'light');
  const { copied, copy } = useCopyContent();
  const [problem, setProblem] = useState('');

  const save = async () => {
    setProblem('');
    try {
      saveFile(`${stack.project.name}.${format.extension}`, await format.make(stack, theme));
    } catch (error) {
      setProblem(`The picture could not be made: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  return (
    <div className={styles.form}>
      <div className={styles.choices}>
        <div>
          <p id={`${id}-format`} className={styles.label}>
            Format
          </p>
          <Segmented
            aria-labelledby={`${id}-format`}
            aria-describedby={`${id}-help`}
            options={formats}
            value={format.value}
            onChange={(value) => setFormat(formats.find(isFormat(value)) ?? format)}
          />
        </div>
        {format.themes.length > 0 && (
          <div>
            <p id={`${id}-theme`} className={styles.label}>
              Colours
            </p>
            <Segmented
              aria-labelledby={`${id}-theme`}
              options={format.themes.map((value) => ({ value, label: themeLabels[value] }))}
              value={theme}
              onChange={setWanted}
            />
          </div>
        )}
      </div>
      <p id={`${id}-help`} className={styles.help}>
        {format.help}
      </p>
      <Preview format={format} theme={theme} />
      <div className={styles.actions}>
        <p role="status" className={styles.status}>
          {problem || (copied === 'failed' ? 'The browser does not let the page copy. Save it instead.' : copied === 'yes' && <span className="visually-hidden">Copied</span>)}
        </p>
        <Button icon={copied === 'yes' ? <Check /> : <Copy />} onClick={() => copy(format.make(stack, theme))}>
          Copy {format.label}
        </Button>
        <Button variant="primary" icon={<Download />} onClick={() => void save()}>
          Save {format.label}
        </Button>
      </div>
    </div>
  );
}

function Preview({ format, theme }: { readonly format: Format; readonly theme: PictureTheme }) {
  const stack = useEditorState((state) => state.stack);
  if (format.value === 'mermaid') {
    return (
      <pre className={styles.text} tabIndex={0} role="region" aria-label="Text of the diagram">
        {mermaidOf(stack)}
      </pre>
    );
  }
  return (
    <div className={styles.frame}>
      {/* eslint-disable-next-line @next/next/no-img-element -- it is made in the page, there is nothing to optimise */}
      <img className={styles.picture} src={`data:image/svg+xml,${encodeURIComponent(svgOf(stack, theme))}`} alt="What the picture looks like" />
    </div>
  );
}
