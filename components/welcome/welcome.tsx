import { Sparkles, X } from 'lucide-react';
import { useDialogs } from '@/components/editor/dialogs-context';
import { useWelcome } from '@/components/editor/welcome-state';
import { Button, IconButton } from '@/components/ui';
import styles from './welcome.module.css';

/** How to go on from the design that is there: for a first visit, until the first edit. */
export function Welcome() {
  const { shown, dismiss } = useWelcome();
  const dialogs = useDialogs();
  if (!shown) return null;
  return (
    <section className={styles.welcome} aria-labelledby="welcome-title">
      <div className={styles.header}>
        <h2 id="welcome-title" className={styles.title}>
          This design works as it is
        </h2>
        <IconButton label="Dismiss the welcome" size="small" placement="left" onClick={dismiss}>
          <X />
        </IconButton>
      </div>
      <ol className={styles.steps}>
        <li>
          <strong>Choose a service</strong> to change its settings.
        </li>
        <li>
          <strong>Look at what the internet reaches</strong>, and by which way.
        </li>
        <li>
          <strong>Download</strong> the files, and start them with Docker.
        </li>
      </ol>
      <Button size="small" icon={<Sparkles />} onClick={() => dialogs.open('presets')}>
        Start from a preset…
      </Button>
    </section>
  );
}
