'use client';

import './no-eval';
import { useEffect, useState } from 'react';
import { FileOpening } from '@/components/open';
import { saveFile } from '@/components/panels/save-file';
import { IncomingBar, RefusedLink, useSharedLink } from '@/components/share';
import { ToastProvider, useToast } from '@/components/ui';
import { createEditor, type Editor } from '@/lib/editor/editor';
import { createKeeper, type Keeper } from '@/lib/editor/keeper';
import { defaultStack } from '@/lib/stack';
import { Announcer } from './announcer';
import { AuditProvider } from './audit-context';
import { ComparisonProvider } from './comparison';
import { EditorContext } from './context';
import { CutProvider } from './cutting';
import { DeskFrame } from './desk-frame';
import { DialogsProvider } from './dialogs';
import { ExportProvider } from './export-context';
import { ExposureProvider } from './exposure-context';
import { FixingProvider } from './fixing-context';
import styles from './frame.module.css';
import { useHandle } from './handles';
import { KeeperContext } from './keeper-context';
import { OtherTabBar } from './other-tab-bar';
import { PhoneFrame } from './phone-frame';
import { ProblemsDialog } from './problems-dialog';
import { designShelf, freshId, loadDraft, type Loaded } from './storage';
import { useDownload } from './use-download';
import { useAutosave, useTellRefused } from './use-keeper';
import { PHONE, useMedia } from './use-media';
import { useShortcuts } from './use-shortcuts';

interface Session {
  readonly editor: Editor;
  readonly keeper: Keeper;
  readonly loaded: Loaded;
}

function startSession(): Session {
  const loaded = loadDraft();
  const editor = loaded.kind === 'draft' ? createEditor(defaultStack, loaded.draft) : createEditor(defaultStack);
  return { editor, keeper: createKeeper(editor, designShelf, freshId()), loaded };
}

/** The whole tool. It runs in the browser only: the design is in its storage. */
export function Designer() {
  const [session] = useState(startSession);
  return (
    <EditorContext value={session.editor}>
      <KeeperContext value={session.keeper}>
        <ToastProvider>
          <ComparisonProvider>
            <ExportProvider>
              <AuditProvider>
                <FixingProvider>
                  <ExposureProvider>
                    <CutProvider>
                      <DialogsProvider>
                        <Page session={session} />
                      </DialogsProvider>
                    </CutProvider>
                  </ExposureProvider>
                </FixingProvider>
              </AuditProvider>
            </ExportProvider>
          </ComparisonProvider>
        </ToastProvider>
      </KeeperContext>
    </EditorContext>
  );
}

function Page({ session }: { readonly session: Session }) {
  const phone = useMedia(PHONE);
  const toasts = useToast();
  const link = useSharedLink();
  const { download, busy, explaining, close } = useDownload();
  useAutosave(session.editor, session.keeper);
  useTellRefused(session.keeper);
  useShortcuts();
  useHandle('download', download);
  useEffect(() => {
    const { loaded } = session;
    if (loaded.kind !== 'unreadable') return;
    toasts.show({
      key: 'unreadable',
      tone: 'danger',
      message: 'The design of your last visit could not be read. It is put aside, and this is a fresh one.',
      action: { label: 'Save what is there', run: () => saveFile('unreadable-design.json', loaded.text) },
      duration: 30_000,
    });
  }, [session, toasts]);

  const Frame = phone ? PhoneFrame : DeskFrame;
  return (
    <>
      <div className={styles.page}>
        <OtherTabBar />
        <IncomingBar />
        <Frame onDownload={() => void download()} downloading={busy} />
      </div>
      <Announcer />
      <ProblemsDialog open={explaining} onClose={close} />
      <RefusedLink refused={link.refused} onClose={link.dismiss} />
      <FileOpening />
    </>
  );
}
