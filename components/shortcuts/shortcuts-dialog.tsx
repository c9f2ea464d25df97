import type { LoadedDialogProps } from '@/components/editor/dialogs-context';
import { Dialog, Kbd, keyWords, useApple } from '@/components/ui';
import { shortcutPlaces, shortcuts, type Shortcut } from '@/lib/editor/shortcuts';
import styles from './shortcuts-dialog.module.css';

const all: readonly Shortcut[] = Object.values(shortcuts);

/** Every shortcut there is, by the place where it works. */
export function ShortcutsDialog({ open, onClose }: LoadedDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title="Keyboard shortcuts" description="Everything can be done without a mouse. Tab goes from one thing to the next.">
      {shortcutPlaces.map(({ id, title }) => (
        <section key={id} className={styles.place} aria-labelledby={`shortcuts-${id}`}>
          <h3 id={`shortcuts-${id}`} className={styles.title}>
            {title}
          </h3>
          <dl className={styles.list}>
            {all
              .filter(({ where }) => where === id)
              .map((shortcut) => (
                <Row key={shortcut.title} shortcut={shortcut} />
              ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}

function Row({ shortcut: { title, keys } }: { readonly shortcut: Shortcut }) {
  const apple = useApple();
  return (
    <div className={styles.row}>
      <dt>{title}</dt>
      <dd className={styles.keys}>
        {keys.map((one) => (
          <Kbd key={one} keys={one} />
        ))}
        <span className="visually-hidden">{keys.map((one) => keyWords(one, apple)).join(', or ')}</span>
      </dd>
    </div>
  );
}
