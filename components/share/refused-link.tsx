import { Button, Dialog } from '@/components/ui';
import styles from './refused-link.module.css';

export interface RefusedLinkProps {
  readonly refused: { readonly message: string; readonly unread: readonly string[] } | undefined;
  readonly onClose: () => void;
}

export function RefusedLink({ refused, onClose }: RefusedLinkProps) {
  const { message, unread = [] } = refused ?? {};
  return (
    <Dialog
      open={refused !== undefined}
      onClose={onClose}
      size="small"
      title="This link does not open"
      description={message}
      footer={
        <Button variant="primary" onClick={onClose}>
          Keep my design
        </Button>
      }
    >
      {unread.length > 0 && (
        <ul className={styles.unread}>
          {unread.map((what) => (
            <li key={what}>{what}</li>
          ))}
        </ul>
      )}
      <p>Your own design is as it was.</p>
    </Dialog>
  );
}
