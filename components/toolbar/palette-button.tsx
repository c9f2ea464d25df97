import { Search } from 'lucide-react';
import { useDialogs } from '@/components/editor/dialogs-context';
import { Button, IconButton } from '@/components/ui';
import { shortcuts, shownKeys } from '@/lib/editor/shortcuts';
import styles from './toolbar.module.css';

/** Opens what finds everything. `brief` is an icon. */
export function PaletteButton({ brief = false }: { readonly brief?: boolean }) {
  const dialogs = useDialogs();
  const { title } = shortcuts.palette;
  const common = { 'aria-haspopup': 'dialog', onClick: () => dialogs.open('palette') } as const;
  if (brief) {
    return (
      <IconButton label={title} {...common}>
        <Search />
      </IconButton>
    );
  }
  return (
    <Button icon={<Search />} shortcut={shownKeys('palette')} className={styles.find} {...common}>
      {title}
    </Button>
  );
}
