import type { LoadedDialogProps } from '@/components/editor/dialogs-context';
import { useModal } from '@/components/ui';
import { shortcuts } from '@/lib/editor/shortcuts';
import { Palette } from './palette';
import styles from './palette.module.css';

/** Finds everything: what can be done, every setting, service, file and preset. */
export function PaletteDialog({ open, onClose, typed }: LoadedDialogProps) {
  const modal = useModal(open, onClose);
  return (
    <dialog {...modal} className={styles.dialog} aria-label={shortcuts.palette.title}>
      {open && <Palette typed={typed} onClose={onClose} />}
    </dialog>
  );
}
