'use client';

import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { useBaseStore } from './comparison';
import { useEditor } from './context';
import { createExporter, type Exported, type Exporter } from './exporter';
import { type RefusedSecret, refusedSecrets, withoutDraft } from './secret-drafts';

export type { Exported, Held } from './exporter';

const ExporterContext = createContext<Exporter | null>(null);

function useExporter(): Exporter {
  const exporter = use(ExporterContext);
  if (!exporter) throw new Error('files need an ExportProvider above them');
  return exporter;
}

/**
 * What `select` picks of the export; it must return the same object for the same export.
 *
 * @throws what went wrong while the files were made.
 */
export function useExportedState<T>(select: (exported: Exclude<Exported, { kind: 'broken' }>) => T): T {
  return useStore(useExporter().store, (exported) => {
    if (exported.kind === 'broken') throw exported.error;
    return select(exported);
  });
}

/** The files of now and all that is asked of them. Whoever needs less asks for less, and is drawn again less often. */
export function useExported() {
  return useExportedState((exported) => exported);
}

type Settled = Extract<Exported, { kind: 'ready' | 'failed' }>;

const isSettled = (exported: Exported): exported is Settled => exported.kind === 'ready' || exported.kind === 'failed';

/** Waits until the files are there, or will not be: nobody should have to press a button twice. */
export function useSettled(): () => Promise<Settled> {
  const { store } = useExporter();
  return useCallback(
    () =>
      new Promise((resolve) => {
        const now = store.getState();
        if (isSettled(now)) return resolve(now);
        const stop = store.subscribe((exported) => {
          if (!isSettled(exported)) return;
          stop();
          resolve(exported);
        });
      }),
    [store],
  );
}

const none: readonly RefusedSecret[] = [];

/** Secrets that stand in their fields, but cannot be used. */
export function useRefusedSecrets(): readonly RefusedSecret[] {
  const { store, drafts } = useExporter();
  const typed = useStore(drafts);
  const secrets = useStore(store, (exported) => (exported.kind === 'ready' ? exported.secrets : undefined));
  return useMemo(() => (secrets ? refusedSecrets(secrets, typed) : none), [secrets, typed]);
}

/** Secrets as they are being typed, and what changes them. */
export function useSecretDrafts() {
  const { drafts } = useExporter();
  const typed = useStore(drafts);
  const put = useCallback((name: string, text: string) => drafts.setState({ [name]: text }), [drafts]);
  const drop = useCallback((name: string, text?: string) => drafts.setState((before) => withoutDraft(before, name, text), true), [drafts]);
  return { typed, put, drop };
}

/** Takes the secrets that were typed and can be used, and answers with those that cannot be. */
export function useTakeTyped(): Exporter['takeTyped'] {
  return useExporter().takeTyped;
}

/** Files of the design, following every edit. */
export function ExportProvider({ children }: { readonly children: ReactNode }) {
  const editor = useEditor();
  const bases = useBaseStore();
  const [exporter] = useState(() => createExporter(editor, bases));
  useEffect(() => exporter.start(), [exporter]);
  return <ExporterContext value={exporter}>{children}</ExporterContext>;
}
