'use client';

import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type FileChange, fileChanges } from '@/components/panels/tree-model';
import { useToast } from '@/components/ui';
import type { Finding } from '@/lib/audit';
import { makeChanges } from '@/lib/editor/commands';
import type { Document } from '@/lib/editor/document';
import type { FileTree } from '@/lib/kit/file-tree';
import type { Change } from '@/lib/kit/remedy';
import { undoJustThis } from './actions';
import { type Audited, useAudit } from './audit-context';
import { useComparison } from './comparison';
import { useEditor, useEditorState } from './context';
import { useHandles } from './handles';
import { filesWords, fixWords, goneWords } from './fix-words';

/** Where a fix was asked for: the list, a place in a form (its path), or one that is gone afterwards. */
export type AskedAt = 'list' | 'gone' | `at ${string}`;

/** What came of a fix, for as long as the design is as it left it. */
export interface FixResult {
  readonly at: AskedAt;
  readonly mended: readonly Finding[];
  /** Should be empty: the audit of the new files still has them. */
  readonly left: readonly Finding[];
  readonly files: readonly FileChange[];
  undo(): void;
  seeChanges(): void;
}

interface Made {
  readonly at: AskedAt;
  readonly findings: readonly Finding[];
  readonly document: Document;
  readonly files: FileTree;
}

export interface Fixing {
  /** Changes the design so that these findings are gone, as one step. */
  fix(findings: readonly Finding[], changes: readonly Change[], at: AskedAt): void;
  readonly result: FixResult | undefined;
}

const FixingContext = createContext<Fixing>({ fix: () => {}, result: undefined });

export function useFixing(): Fixing {
  return use(FixingContext);
}

type Outcome = Pick<FixResult, 'at' | 'mended' | 'left' | 'files'>;

/** Once the audit has seen the files that a fix led to. */
function outcomeOf(made: Made | undefined, audited: Audited, document: Document): Outcome | undefined {
  if (!made || audited.kind !== 'ready' || made.document !== document || audited.files === made.files) return undefined;
  const keys = new Set(audited.audit.findings.map(({ key }) => key));
  const { at, findings } = made;
  return {
    at,
    mended: findings.filter(({ key }) => !keys.has(key)),
    left: findings.filter(({ key }) => keys.has(key)),
    files: fileChanges(audited.files, made.files),
  };
}

export function FixingProvider({ children }: { readonly children: ReactNode }) {
  const editor = useEditor();
  const audited = useAudit();
  const handles = useHandles();
  const { choose } = useComparison();
  const document = useEditorState((state) => state.document);
  const [made, setMade] = useState<Made>();

  const seeChanges = useCallback(() => {
    choose({ kind: 'last' });
    handles.find('openPanel')?.('changes');
  }, [choose, handles]);
  const outcome = useMemo(() => outcomeOf(made, audited, document), [made, audited, document]);
  const result = useMemo(() => outcome && { ...outcome, undo: editor.undo, seeChanges }, [outcome, editor, seeChanges]);
  // Read when a button is pressed: nobody has to be drawn anew because there are other files.
  const files = useRef<FileTree>(undefined);
  useEffect(() => {
    if (audited.kind === 'ready') files.current = audited.files;
  }, [audited]);
  const fix = useCallback<Fixing['fix']>(
    (findings, changes, at) => {
      if (!files.current || !editor.run(makeChanges, { changes, label: fixWords(findings) })) return;
      setMade({ at, findings, document: editor.store.getState().document, files: files.current });
    },
    [editor],
  );
  useToldElsewhere(result);
  const fixing = useMemo(() => ({ fix, result }), [fix, result]);
  return <FixingContext value={fixing}>{children}</FixingContext>;
}

/** Where the form that asked is gone with its service, a message says what came of it. */
function useToldElsewhere(result: FixResult | undefined): void {
  const editor = useEditor();
  const toasts = useToast();
  useEffect(() => {
    if (result?.at !== 'gone') return;
    const { mended, files } = result;
    toasts.show({ key: 'fixed', tone: 'success', message: `${goneWords(mended)} ${filesWords(files)}`, ...undoJustThis(editor, toasts) });
  }, [result, editor, toasts]);
}
