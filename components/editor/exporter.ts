import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Editor } from '@/lib/editor/editor';
import type { FileTree } from '@/lib/kit/file-tree';
import type { Secrets, SecretSpec } from '@/lib/kit/secret';
import type { Stack } from '@/lib/stack';
import { type BaseStore, designOf } from './comparison';
import { type Engine, loadEngine } from './engine';
import { type RefusedSecret, refusedSecrets, type SecretDrafts, waitingSecrets, withoutDraft } from './secret-drafts';
import { covers, createSecretBox } from './secrets';

export type Exported =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly retry: () => void }
  /** A mistake of ours: whoever draws the files throws it. */
  | { readonly kind: 'broken'; readonly error: unknown }
  | Ready;

export interface Ready {
  readonly kind: 'ready';
  /** The design that the files are of. */
  readonly stack: Stack;
  readonly files: FileTree;
  /** The files of the design that this one is compared with: that before the last edit, unless another was chosen. */
  readonly previous: FileTree | undefined;
  readonly secrets: Held;
  /** The design as it is now, zipped. */
  readonly zip: () => Promise<Uint8Array>;
  /** Who reaches what, asked of the files. */
  readonly exposure: Engine['exposure'];
}

/** The secrets of this visit, as far as the design asks for them. */
export interface Held {
  readonly values: Secrets;
  readonly byService: Readonly<Record<string, readonly SecretSpec[]>>;
  /** Puts a value in place of the one before; without one, a new random one. */
  readonly renew: (name: string, value?: string) => Promise<void>;
}

/** The diagram comes first: what is around it is painted, then it is drawn, measured, and shown. */
const DIAGRAM_FRAMES = 4;

export interface Exporter {
  readonly store: StoreApi<Exported>;
  readonly drafts: StoreApi<SecretDrafts>;
  /** Takes the secrets that were typed and can be used. @returns those that cannot be. */
  takeTyped(): Promise<readonly RefusedSecret[]>;
  /** Loads what makes files, and follows every edit from then on. @returns what ends that. */
  start(): () => void;
}

/**
 * Makes the files of a design, in the moment of each edit and apart from what draws the page: what shows them is drawn
 * once, with everything else that the edit changes.
 */
export function createExporter(editor: Editor, bases: BaseStore): Exporter {
  const box = createSecretBox();
  const store = createStore<Exported>(() => ({ kind: 'loading' }));
  const drafts = createStore<SecretDrafts>(() => ({}));
  const show = (exported: Exported) => store.setState(exported, true);
  let engine: Engine | undefined;
  let secrets: Secrets = {};

  /** Makes what the two designs ask for and is not there yet; meanwhile the files of before stay. */
  const complete = async (specs: readonly SecretSpec[]) => {
    secrets = await box.complete(specs);
    if (covers(secrets, specs)) update();
  };

  const readyOf = (made: Engine, stack: Stack, other: Stack | undefined): Ready => {
    const files = made.files(stack, secrets);
    return {
      kind: 'ready',
      stack,
      files,
      previous: other && made.files(other, secrets),
      secrets: {
        values: secrets,
        byService: made.specsByService(stack),
        renew: async (name, value) => {
          secrets = await box.renew(made.specs(editor.store.getState().stack), name, value);
          update();
        },
      },
      zip: async () => {
        const now = editor.store.getState().stack;
        return made.zip(made.files(now, await box.complete(made.specs(now))), now.project.name);
      },
      exposure: made.exposure,
    };
  };

  const update = () => {
    if (!engine) return;
    const { stack, before } = editor.store.getState();
    const other = designOf(bases.getState().base, before);
    try {
      const specs = [...(other ? engine.specs(other) : []), ...engine.specs(stack)];
      if (covers(secrets, specs)) show(readyOf(engine, stack, other));
      else void complete(specs);
    } catch (error) {
      show({ kind: 'broken', error });
    }
  };

  const load = () => {
    if (store.getState().kind === 'failed') show({ kind: 'loading' });
    loadEngine(editor.store.getState().stack).then(
      (loaded) => {
        engine = loaded;
        update();
      },
      () => show({ kind: 'failed', retry: load }),
    );
  };

  return {
    store,
    drafts,
    async takeTyped() {
      const exported = store.getState();
      if (exported.kind !== 'ready') return [];
      for (const { name, text } of waitingSecrets(exported.secrets, drafts.getState())) {
        await exported.secrets.renew(name, text);
        drafts.setState((typed) => withoutDraft(typed, name, text), true);
      }
      return refusedSecrets(exported.secrets, drafts.getState());
    },
    start() {
      let frame = 0;
      const after = (frames: number) => {
        if (frames === 0) load();
        else frame = requestAnimationFrame(() => after(frames - 1));
      };
      after(DIAGRAM_FRAMES);
      const stops = [
        editor.store.subscribe((now, last) => {
          if (now.stack !== last.stack || now.before !== last.before) update();
        }),
        bases.subscribe(update),
      ];
      return () => {
        cancelAnimationFrame(frame);
        for (const stop of stops) stop();
      };
    },
  };
}
