'use client';

import { useEffect, useState } from 'react';
import { RefusedLink, useSharedLink } from '@/components/share';
import { ToastProvider, useToast } from '@/components/ui';
import { createEditor, type Editor } from '@/lib/editor/editor';
import { defaultStack } from '@/lib/stack';
import { Announcer } from './announcer';
import { EditorContext } from './context';
import { DeskFrame } from './desk-frame';
import { ExportProvider } from './export-context';
import { PhoneFrame } from './phone-frame';
import { ProblemsDialog } from './problems-dialog';
import { loadDraft, type Loaded } from './storage';
import { useAutosave } from './use-autosave';
import { useDownload } from './use-download';
import { PHONE, useMedia } from './use-media';
import { useShortcuts } from './use-shortcuts';

interface Session {
  readonly editor: Editor;
  readonly loaded: Loaded['kind'];
}

function startSession(): Session {
  const loaded = loadDraft();
  const editor = loaded.kind === 'draft' ? createEditor(defaultStack, loaded.draft) : createEditor(defaultStack);
  return { editor, loaded: loaded.kind };
}

/** The whole tool. It runs in the browser only: the design is in its storage. */
export function Designer() {
  const [session] = useState(startSession);
  return (
    <EditorContext value={session.editor}>
      <ToastProvider>
        <ExportProvider>
          <Page session={session} />
        </ExportProvider>
      </ToastProvider>
    </EditorContext>
  );
}

function Page({ session }: { readonly session: Session }) {
  const phone = useMedia(PHONE);
  const toasts = useToast();
  const link = useSharedLink();
  const { download, busy, explaining, close } = useDownload();
  useAutosave(session.editor);
  useShortcuts(download);
  useEffect(() => {
    if (session.loaded !== 'unreadable') return;
    toasts.show({
      key: 'unreadable',
      tone: 'danger',
      message: 'The design of your last visit could not be read. It is put aside, and this is a fresh one.',
    });
  }, [session, toasts]);

  const Frame = phone ? PhoneFrame : DeskFrame;
  return (
    <>
      <Frame onDownload={() => void download()} downloading={busy} />
      <Announcer />
      <ProblemsDialog open={explaining} onClose={close} />
      <RefusedLink message={link.refused} onClose={link.dismiss} />
    </>
  );
}
