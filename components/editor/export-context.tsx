'use client';

import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import type { Audit } from '@/lib/audit';
import type { FileTree } from '@/lib/kit/file-tree';
import type { Secrets, SecretSpec } from '@/lib/kit/secret';
import type { Editor } from '@/lib/editor/editor';
import type { Stack } from '@/lib/stack';
import { useComparison } from './comparison';
import { useEditor, useEditorState } from './context';
import { type Engine, loadEngine } from './engine';
import { covers, createSecretBox, type SecretBox } from './secrets';

export type Exported =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly retry: () => void }
  | {
      readonly kind: 'ready';
      readonly files: FileTree;
      /** The files of the design that this one is compared with: that before the last edit, unless another was chosen. */
      readonly previous: FileTree | undefined;
      readonly secrets: Held;
      /** The design as it is now, zipped. */
      readonly zip: () => Promise<Uint8Array>;
      /** Who reaches what, asked of the files. */
      readonly exposure: Engine['exposure'];
      /** What is unwise in the files: looked for when somebody asks, and once for a design. `useAudit` asks. */
      readonly audit: () => Audit;
    };

/** The secrets of this visit, as far as the design asks for them. */
export interface Held {
  readonly values: Secrets;
  readonly byService: Readonly<Record<string, readonly SecretSpec[]>>;
  /** Puts a value in place of the one before; without one, a new random one. */
  readonly renew: (name: string, value?: string) => Promise<void>;
}

const ExportContext = createContext<Exported>({ kind: 'loading' });

export function useExported(): Exported {
  return use(ExportContext);
}

const NO_SECRETS: Secrets = {};

function useEngine(editor: Editor) {
  const [engine, setEngine] = useState<Engine>();
  const [failed, setFailed] = useState(false);
  const load = useCallback(() => {
    setFailed(false);
    loadEngine(editor.store.getState().stack).then(setEngine, () => setFailed(true));
  }, [editor]);
  useEffect(() => {
    // The diagram comes first: it is measured in one frame and shown in the next.
    let frame = requestAnimationFrame(() => (frame = requestAnimationFrame(load)));
    return () => cancelAnimationFrame(frame);
  }, [load]);
  return { engine, failed, retry: load };
}

/** The secrets that two designs ask for, as soon as they are made; undefined before. */
function useSecrets(engine: Engine | undefined, box: SecretBox, stack: Stack, other: Stack | undefined): readonly [Secrets | undefined, (secrets: Secrets) => void] {
  const [secrets, setSecrets] = useState(NO_SECRETS);
  const specs = useMemo(() => engine && (other ? [...engine.specs(other), ...engine.specs(stack)] : engine.specs(stack)), [engine, stack, other]);
  const complete = specs !== undefined && covers(secrets, specs);
  useEffect(() => {
    if (specs && !complete) void box.complete(specs).then(setSecrets);
  }, [specs, complete, box]);
  return [complete ? secrets : undefined, setSecrets];
}

/** The latest value that was there: what is shown while the next one is being made. */
function useLatest<T>(value: T | undefined): T | undefined {
  const [latest, setLatest] = useState(value);
  if (value !== undefined && value !== latest) setLatest(value);
  return value ?? latest;
}

/** A design and what was made of it. */
interface Made {
  readonly stack: Stack;
  readonly files: FileTree;
}

function madeOf(engine: Engine | undefined, stack: Stack, secrets: Secrets | undefined): Made | undefined {
  return engine && secrets && covers(secrets, engine.specs(stack)) ? { stack, files: engine.files(stack, secrets) } : undefined;
}

/** Files of the design, following every edit. */
export function ExportProvider({ children }: { readonly children: ReactNode }) {
  const editor = useEditor();
  const [box] = useState(createSecretBox);
  const { engine, failed, retry } = useEngine(editor);
  const stack = useEditorState((state) => state.stack);
  const { stack: other } = useComparison();
  const [secrets, setSecrets] = useSecrets(engine, box, stack, other);

  const made = useLatest(useMemo(() => madeOf(engine, stack, secrets), [engine, stack, secrets]));
  const previous = useMemo(() => other && madeOf(engine, other, secrets)?.files, [other, engine, secrets]);

  const shownSecrets = useLatest(secrets) ?? NO_SECRETS;
  const held = useMemo(
    (): Held => ({
      values: shownSecrets,
      byService: engine?.specsByService(stack) ?? {},
      renew: async (name, value) => engine && setSecrets(await box.renew(engine.specs(editor.store.getState().stack), name, value)),
    }),
    [shownSecrets, engine, stack, box, setSecrets, editor],
  );
  const exported = useMemo((): Exported => {
    if (failed) return { kind: 'failed', retry };
    if (!engine || !made) return { kind: 'loading' };
    const zip = async () => {
      const now = editor.store.getState().stack;
      return engine.zip(engine.files(now, await box.complete(engine.specs(now))), now.project.name);
    };
    const audit = () => engine.audit(made.files, made.stack);
    return { kind: 'ready', files: made.files, previous, secrets: held, zip, exposure: engine.exposure, audit };
  }, [failed, retry, engine, made, previous, held, editor, box]);

  return <ExportContext value={exported}>{children}</ExportContext>;
}
