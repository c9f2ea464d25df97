import { Download, Link2, QrCode } from 'lucide-react';
import { ScorePill } from '@/components/audit/score-pill';
import { useDialogs } from '@/components/editor/dialogs-context';
import { useTheme } from '@/components/editor/theme-toggle';
import { useShare } from '@/components/share';
import { Button, IconButton } from '@/components/ui';
import { shownKeys } from '@/lib/editor/shortcuts';
import { AddMenu } from './add-menu';
import { HistoryButtons } from './history-buttons';
import { NotKept } from './not-kept';
import { PaletteButton } from './palette-button';
import { StackButton } from './stack-button';
import { StackMenu } from './stack-menu';
import styles from './toolbar.module.css';

export interface ToolbarProps {
  readonly onDownload: () => void;
  readonly downloading: boolean;
}

export function Toolbar({ onDownload, downloading }: ToolbarProps) {
  const share = useShare();
  const theme = useTheme();
  const dialogs = useDialogs();
  return (
    <header className={styles.bar}>
      <h1 className="visually-hidden">Base2 Designer</h1>
      <div className={styles.design}>
        <StackButton />
        <StackMenu />
      </div>
      <div className={styles.group} role="group" aria-label="Edit">
        <HistoryButtons />
        <AddMenu />
      </div>
      <div className={styles.end}>
        <NotKept />
        <ScorePill />
        <PaletteButton />
        <IconButton label={theme.label} onClick={theme.toggle}>
          {theme.icon}
        </IconButton>
        <div className={styles.share} role="group" aria-label="Share">
          <Button icon={<Link2 />} onClick={() => void share()}>
            Share
          </Button>
          <IconButton label="QR code and file" onClick={() => dialogs.open('share')}>
            <QrCode />
          </IconButton>
        </div>
        <Button variant="primary" icon={<Download />} shortcut={shownKeys('download')} busy={downloading} onClick={onDownload}>
          Download
        </Button>
      </div>
    </header>
  );
}
