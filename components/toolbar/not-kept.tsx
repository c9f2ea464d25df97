import { FileDown, RefreshCw, TriangleAlert } from 'lucide-react';
import { useKeeper } from '@/components/editor/keeper-context';
import { useSaveStackJson } from '@/components/editor/stack-json';
import { useKeeping } from '@/components/editor/use-keeper';
import { Button, Menu } from '@/components/ui';
import styles from './toolbar.module.css';

/** Stays for as long as the browser keeps nothing. */
export function NotKept() {
  const keeper = useKeeper();
  const { kept } = useKeeping(keeper);
  const save = useSaveStackJson();
  if (kept === 'yes') return null;
  return (
    <Menu
      label="Not kept"
      align="end"
      items={[
        { id: 'save', label: 'Save stack.json', detail: 'The design as a file; open it again from the menu of the stack.', icon: <FileDown />, run: save },
        { id: 'again', label: 'Try again', detail: 'After you have made room, or allowed storage for this page.', icon: <RefreshCw />, run: keeper.save },
      ]}
      trigger={(props) => (
        <Button {...props} size="small" icon={<TriangleAlert />} className={styles.notKept}>
          Not kept
        </Button>
      )}
    />
  );
}
