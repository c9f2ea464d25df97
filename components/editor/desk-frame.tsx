import { type CSSProperties, type KeyboardEvent, useCallback, useState } from 'react';
import { countOf } from '@/components/audit/counted';
import { Canvas } from '@/components/canvas';
import { Toolbar } from '@/components/toolbar';
import { Button, Drawer, NotArrived, type NotArrivedProps, part, ResizeHandle, Tabs, TabPanel } from '@/components/ui';
import { Welcome } from '@/components/welcome';
import { isPressed } from '@/lib/editor/shortcuts';
import { useAudit } from './audit-context';
import { useEditor, useEditorState } from './context';
import { useExportedState, useRefusedSecrets } from './export-context';
import { useExposureView } from './exposure-context';
import { FIRST_FILE, type Spot } from './first-file';
import { DESIGN_SWITCH, focusDesign, focusDesignSwitch, INSPECTOR_ID } from './focus';
import styles from './frame.module.css';
import { type Handles, useHandle } from './handles';
import { InspectorPane } from './inspector-pane';
import { useDifferences } from './use-differences';
import { useView } from './use-view';

const ExposurePane = part(async () => (await import('@/components/exposure')).ExposurePane);
const AuditPane = part(async () => (await import('@/components/audit')).AuditPane);
const OutlinePane = part(async () => (await import('@/components/outline')).OutlinePane, NoOutline);
const FilesPane = part(async () => (await import('./files-pane')).FilesPane);
const ChangesPane = part(async () => (await import('./changes-pane')).ChangesPane);

/** In the place of the list: the diagram is there in any case. */
function NoOutline({ onDiagram, onAgain }: NotArrivedProps & { readonly onDiagram: () => void }) {
  return (
    <NotArrived onAgain={onAgain}>
      <Button {...{ [DESIGN_SWITCH]: '' }} onClick={onDiagram}>
        Show the diagram
      </Button>
    </NotArrived>
  );
}

type Panel = Parameters<Handles['openPanel']>[0];

/** The panels of the drawer; the counts are those of what was found, and of what differs. */
function PanelTabs({ selected, onSelect }: { readonly selected: Panel; readonly onSelect: (panel: Panel) => void }) {
  const changes = useDifferences().length;
  const audited = useAudit();
  const found = audited.kind === 'ready' ? countOf(audited.audit.findings) : 0;
  const tabs = [
    { id: 'files', label: 'Files' },
    { id: 'audit', label: 'Audit', count: found > 0 ? found : undefined },
    { id: 'changes', label: 'Changes', count: changes > 0 ? changes : undefined },
  ] as const;
  return <Tabs label="Panels" group="drawer" tabs={tabs} selected={selected} onSelect={onSelect} />;
}

function Summary() {
  const count = useExportedState((exported) => (exported.kind === 'ready' ? exported.files.length : undefined));
  const problems = useEditorState((state) => state.problems.length) + useRefusedSecrets().length;
  const files = count === undefined ? 'Making the files…' : `${count} files`;
  return problems === 0 ? files : `${files} · ${problems} ${problems === 1 ? 'value' : 'values'} to correct`;
}

export interface FrameProps {
  readonly onDownload: () => void;
  readonly downloading: boolean;
}

/** Diagram in the middle, form on the right, files below. */
export function DeskFrame({ onDownload, downloading }: FrameProps) {
  const { view, change } = useView();
  const editor = useEditor();
  const { on } = useExposureView();
  // A line that is picked shows what flows there, also while the diagram shows who reaches what.
  const asking = useEditorState(({ selection }) => on && selection.kind !== 'connection');
  const leave = (event: KeyboardEvent) => {
    const { selection } = editor.store.getState();
    if (isPressed('back', event) && selection.kind !== 'stack') focusDesign(selection.id);
  };
  const [panel, setPanel] = useState<Panel>('files');
  const [spot, setSpot] = useState<Spot>({ path: FIRST_FILE });
  const open = useCallback(
    (next: Panel) => {
      setPanel(next);
      change({ drawerOpen: true });
    },
    [change],
  );
  const openFile = useCallback<Handles['openFile']>(
    (path, line) => {
      setSpot({ path, line });
      open('files');
    },
    [open],
  );
  const { list } = view;
  const toggleList = useCallback(() => {
    change({ list: !list });
    focusDesignSwitch();
  }, [change, list]);
  useHandle('toggleList', toggleList);
  useHandle('openPanel', open);
  useHandle('openFile', openFile);
  const tabs = <PanelTabs selected={panel} onSelect={open} />;
  return (
    <div className={styles.desk} style={{ '--inspector': `${view.inspectorWidth}px` } as CSSProperties}>
      <Toolbar onDownload={onDownload} downloading={downloading} />
      <main className={styles.main}>
        <div className={styles.stage}>
          <div className={styles.canvas}>
            {view.list ? (
              <OutlinePane onDiagram={toggleList} />
            ) : (
              <Canvas onList={toggleList} />
            )}
          </div>
          <Drawer
            label="Files, audit and changes"
            open={view.drawerOpen}
            onOpenChange={(drawerOpen) => change({ drawerOpen })}
            height={view.drawerHeight}
            usual={216}
            onHeightChange={(drawerHeight) => change({ drawerHeight })}
            tabs={tabs}
            summary={<Summary />}
          >
            <TabPanel group="drawer" id="files" selected={panel} className={styles.files}>
              <h2 className="visually-hidden">Files</h2>
              <FilesPane spot={spot} onSelect={(path) => setSpot({ path })} />
            </TabPanel>
            <TabPanel group="drawer" id="audit" selected={panel} className={styles.files}>
              <h2 className="visually-hidden">Audit</h2>
              <AuditPane />
            </TabPanel>
            <TabPanel group="drawer" id="changes" selected={panel} className={styles.files}>
              <h2 className="visually-hidden">Changes</h2>
              <ChangesPane onOpenFile={openFile} />
            </TabPanel>
          </Drawer>
        </div>
        <aside className={styles.inspector} id={INSPECTOR_ID} aria-label="Settings" onKeyDown={leave}>
          <ResizeHandle
            label="Resize settings"
            edge="left"
            value={view.inspectorWidth}
            minimum={320}
            maximum={520}
            usual={360}
            onChange={(inspectorWidth) => change({ inspectorWidth })}
          />
          {asking ? (
            <ExposurePane />
          ) : (
            <InspectorPane lead={<Welcome />} />
          )}
        </aside>
      </main>
    </div>
  );
}
