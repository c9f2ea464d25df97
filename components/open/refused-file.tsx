import { Button, Dialog } from '@/components/ui';
import styles from './report-dialog.module.css';

export interface RefusedFileProps {
  readonly refused: { readonly name: string; readonly problems: readonly string[] } | undefined;
  readonly onClose: () => void;
}

/** Why a file is not opened. */
export function RefusedFile({ refused, onClose }: RefusedFileProps) {
  return (
    <Dialog
      open={refused !== undefined}
      onClose={onClose}
      size="medium"
      title={refused && refused.name !== '' ? `${refused.name} does not open` : 'This does not open'}
      description="Your own design is as it was."
      footer={
        <Button variant="primary" onClick={onClose}>
          Keep my design
        </Button>
      }
    >
      <ul className={styles.sentences}>
        {refused?.problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </Dialog>
  );
}
