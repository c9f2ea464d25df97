'use client';

import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type * as AuditCode from '@/lib/audit';
import type { Audit, Finding, Mark } from '@/lib/audit';
import type { FileTree } from '@/lib/kit/file-tree';
import { createSteady } from '@/lib/kit/steady';
import type { Stack } from '@/lib/stack';
import { useExportedState } from './export-context';
import { inTasks } from './in-tasks';

/** The audit of the files that are shown, in the same frame with them: after an edit it takes a millisecond or two. */
export type Audited =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failed'; readonly retry: () => void }
  | {
      readonly kind: 'ready';
      readonly audit: Audit;
      /** Findings by the place in the design where they are noted. */
      readonly places: Readonly<Record<string, readonly Finding[]>>;
      /** What was looked at. */
      readonly stack: Stack;
      readonly files: FileTree;
      readonly code: typeof AuditCode;
    };

/** Where something was found; the same object for as long as that is the same. */
export interface Marks {
  readonly services: Readonly<Record<string, Mark>>;
  readonly places: readonly string[];
}

const NO_MARKS: Marks = { services: {}, places: [] };

const AuditContext = createContext<Audited>({ kind: 'waiting' });
const MarksContext = createContext(NO_MARKS);

export function useAudit(): Audited {
  return use(AuditContext);
}

/** For what draws all services or all fields, and must not do so again after every edit. */
export function useMarks(): Marks {
  return use(MarksContext);
}

/** What is looked at. */
interface Made {
  readonly files: FileTree;
  readonly stack: Stack;
}

type Ready = Extract<Audited, { kind: 'ready' }>;
interface Found extends Ready {
  readonly marks: Marks;
}

function look(code: typeof AuditCode, files: FileTree, stack: Stack): Found {
  const audit = code.auditOf(files, stack);
  const { marks: services, places } = code.notesOf(audit.findings);
  return { kind: 'ready', audit, places, stack, files, code, marks: { services, places: Object.keys(places) } };
}

async function loadCode({ files, stack }: Made): Promise<typeof AuditCode> {
  const code = await import('@/lib/audit');
  // At once the first look would hold up a phone for a third of a second; what is read now is remembered.
  await inTasks(code.auditing(files, stack));
  return code;
}

/** The code of the audit, asked for as soon as there is something to look at. */
function useCode(made: Made | undefined) {
  const [code, setCode] = useState<typeof AuditCode>();
  const [failed, setFailed] = useState(false);
  const asked = useRef(false);
  useEffect(() => {
    if (!made || failed || asked.current) return;
    asked.current = true;
    loadCode(made).then(setCode, () => {
      asked.current = false;
      setFailed(true);
    });
  }, [made, failed]);
  return { code, failed, retry: useCallback(() => setFailed(false), []) };
}

/** Looks at the files of the design after every edit, once for everybody who wants to know. */
export function AuditProvider({ children }: { readonly children: ReactNode }) {
  const made = useExportedState((exported) => (exported.kind === 'ready' ? exported : undefined));
  const { files, stack } = made ?? {};
  const { code, failed, retry } = useCode(made);
  const [steadyMarks] = useState(createSteady<Marks>);
  const found = useMemo(() => code && files && stack && look(code, files, stack), [code, files, stack]);
  const marks = useMemo(() => steadyMarks(found?.marks ?? NO_MARKS), [steadyMarks, found]);
  const audited = useMemo((): Audited => found ?? (failed ? { kind: 'failed', retry } : { kind: 'waiting' }), [found, failed, retry]);
  return (
    <AuditContext value={audited}>
      <MarksContext value={marks}>{children}</MarksContext>
    </AuditContext>
  );
}
