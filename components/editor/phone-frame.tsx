import { Download, EllipsisVertical, FolderTree, GitCompareArrows, Link2, QrCode, Radar, ShieldCheck, Workflow } from 'lucide-react';
import { useCallback, useState } from 'react';
import { countOf } from '@/components/audit/counted';
import { ScorePill } from '@/components/audit/score-pill';
import { Canvas } from '@/components/canvas';
import { useArrange } from '@/components/canvas/use-arrange';
import { useShare } from '@/components/share';
import { HistoryButtons, NotKept, PaletteButton, StackButton, useStackItems } from '@/components/toolbar';
import { Outline } from '@/components/outline/outline';
import { Button, Dialog, IconButton, Menu, part, TabPanel, Tabs } from '@/components/ui';
import { Welcome } from '@/components/welcome';
import { useAudit } from './audit-context';
import type { FrameProps } from './desk-frame';
import { useDialogs } from './dialogs-context';
import { useExposureView } from './exposure-context';
import { FIRST_FILE, type Spot } from './first-file';
import { INSPECTOR_ID } from './focus';
import styles from './frame.module.css';
import { type Handles, useHandle, useHandles } from './handles';
import { InspectorPane } from './inspector-pane';
import { useSheet } from './use-sheet';
import { useTheme } from './theme-toggle';

const ExposurePane = part(async () => (await import('@/components/exposure')).ExposurePane);
const AuditPane = part(async () => (await import('@/components/audit')).AuditPane);
const FilesPane = part(async () => (await import('./files-pane')).FilesPane);

const ChangesPane = part(async () => (await import('./changes-pane')).ChangesPane);

type Tab = 'design' | Parameters<Handles['openPanel']>[0];

const tabs = [
  { id: 'design', label: 'Design', icon: <Workflow /> },
  { id: 'files', label: 'Files', icon: <FolderTree /> },
  { id: 'audit', label: 'Audit', icon: <ShieldCheck /> },
  { id: 'changes', label: 'Changes', icon: <GitCompareArrows /> },
] as const;

/** The tabs at the bottom, with how much the audit found. */
function Sections({ selected, onSelect }: { readonly selected: Tab; readonly onSelect: (tab: Tab) => void }) {
  const audited = useAudit();
  const found = audited.kind === 'ready' ? countOf(audited.audit.findings) : 0;
  const counted = tabs.map((tab) => (tab.id === 'audit' && found > 0 ? { ...tab, count: found } : tab));
  return <Tabs label="Sections" group="phone" kind="bar" tabs={counted} selected={selected} onSelect={onSelect} />;
}

/** One thing at a time: the design as diagram and list, its forms as sheets, its files. */
export function PhoneFrame({ onDownload, downloading }: FrameProps) {
  const [tab, setTab] = useState<Tab>('design');
  const [spot, setSpot] = useState<Spot>({ path: FIRST_FILE });
  const sheet = useSheet();
  const { close } = sheet;
  const open = useCallback<Handles['openPanel']>(
    (panel) => {
      close();
      setTab(panel);
    },
    [close],
  );
  const openFile = useCallback<Handles['openFile']>(
    (path, line) => {
      setSpot({ path, line });
      open('files');
    },
    [open],
  );
  useHandle('openPanel', open);
  useHandle('openFile', openFile);
  const theme = useTheme();
  const share = useShare();
  const dialogs = useDialogs();
  const handles = useHandles();
  const { arrange } = useArrange(() => handles.find('fit')?.());
  const exposure = useExposureView();
  const more = [
    { id: 'share', label: 'Share', detail: 'Copy a link to this design', icon: <Link2 />, run: () => void share() },
    { id: 'qr', label: 'Share as QR code or file…', detail: 'For a camera, or for a chat.', icon: <QrCode />, run: () => dialogs.open('share') },
    ...useStackItems(),
    { id: 'arrange', label: 'Arrange the diagram', detail: 'By what flows.', icon: <Workflow />, run: arrange },
    { id: 'theme', label: theme.label, icon: theme.icon, run: theme.toggle },
  ];
  return (
    <div className={styles.phone}>
      <header className={styles.top}>
        <h1 className="visually-hidden">Base2 Designer</h1>
        <StackButton brief />
        <div className={styles.tools}>
          <NotKept />
          <PaletteButton brief />
          <HistoryButtons />
          <Menu
            label="More"
            align="end"
            items={more}
            trigger={(props) => (
              <IconButton {...props} label="More">
                <EllipsisVertical />
              </IconButton>
            )}
          />
          <Button variant="primary" icon={<Download />} busy={downloading} onClick={onDownload}>
            Download
          </Button>
        </div>
      </header>
      <main className={styles.screen}>
        <TabPanel group="phone" id="design" selected={tab} className={styles.design}>
          <div className={styles.overview}>
            <Canvas compact />
          </div>
          <Welcome />
          <Button className={styles.ask} icon={<Radar />} aria-pressed={exposure.on} onClick={exposure.toggle}>
            What can the internet reach?
          </Button>
          <div className={styles.ask}>
            <ScorePill wide />
          </div>
          <Outline compact />
        </TabPanel>
        <TabPanel group="phone" id="files" selected={tab} className={styles.files}>
          <h2 className="visually-hidden">Files</h2>
          <FilesPane spot={spot} onSelect={(path) => setSpot({ path })} />
        </TabPanel>
        <TabPanel group="phone" id="audit" selected={tab} className={styles.files}>
          <h2 className="visually-hidden">Audit</h2>
          <AuditPane />
        </TabPanel>
        <TabPanel group="phone" id="changes" selected={tab} className={styles.files}>
          <h2 className="visually-hidden">Changes</h2>
          <ChangesPane onOpenFile={openFile} />
        </TabPanel>
      </main>
      <nav className={styles.bottom} aria-label="Sections">
        <Sections selected={tab} onSelect={setTab} />
      </nav>
      {exposure.on ? <ExposureSheet onClose={exposure.toggle} /> : <Sheet {...sheet} />}
    </div>
  );
}

/** Who reaches what. */
function ExposureSheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog kind="sheet" title="What can be reached" open onClose={onClose}>
      <div className={styles.sheet}>
        <ExposurePane bare />
      </div>
    </Dialog>
  );
}

/** The form of what was tapped. */
function Sheet({ open, close }: ReturnType<typeof useSheet>) {
  return (
    <Dialog kind="sheet" title="Settings" open={open} onClose={close}>
      <div id={INSPECTOR_ID} className={styles.sheet}>
        {open && <InspectorPane />}
      </div>
    </Dialog>
  );
}
