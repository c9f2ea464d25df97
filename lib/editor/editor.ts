import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Problem } from '../kit/finding';
import { placeOf, type Stack } from '../stack';
import type { Command, Situation } from './commands';
import { type Document, type Draft, settle, type Typing } from './document';
import { closeMark, type History, record, redo, startHistory, undo } from './history';
import { valueAt } from './path';
import type { Selection } from './target';

export interface EditorState extends Situation {
  readonly history: History;
  readonly problems: readonly Problem[];
  readonly selection: Selection;
  /** The design before the last step of the history: what an edit changed is seen against it. */
  readonly before: Stack | undefined;
}

export interface Editor {
  readonly store: StoreApi<EditorState>;
  /** @returns whether the command was available and changed the design. */
  run<Args>(command: Command<Args>, args: Args): boolean;
  /** The person has finished what they were typing or dragging: the next edit is a step of its own. */
  finish(): void;
  undo(): void;
  redo(): void;
  select(selection: Selection): void;
}

const STACK: Selection = { kind: 'stack' };

function stillThere(selection: Selection, draft: Draft): Selection {
  const gone = selection.kind === 'service' && valueAt(draft, placeOf(selection.id)) === undefined;
  return gone ? STACK : selection;
}

function designBefore(history: History, last: EditorState, stack: Stack): Stack | undefined {
  const step = history.past.at(-1);
  if (step === last.history.past.at(-1)) return last.before;
  if (!step) return undefined;
  return step.document === last.document ? last.stack : settle(step.document.draft, stack).stack;
}

/** The edit that the last key went on with, if it did not begin one. */
function typingOf(history: History, last: EditorState): Typing | undefined {
  const step = history.past.at(-1);
  return step && last.before && step === last.history.past.at(-1) ? { from: step.document.draft, before: last.before } : undefined;
}

function stateOf(history: History, last: EditorState): EditorState {
  if (history === last.history) return last;
  const document: Document = history.present;
  if (document === last.document) return { ...last, history };
  const settled = settle(document.draft, last.stack, typingOf(history, last));
  return {
    ...last,
    ...settled,
    before: designBefore(history, last, settled.stack),
    history,
    document,
    selection: stillThere(last.selection, document.draft),
  };
}

/**
 * An editor without a screen. `fallback` is a design that holds all rules; it is shown as long as `draft` cannot be
 * settled.
 */
export function createEditor(fallback: Stack, draft: Draft = fallback): Editor {
  const document: Document = { draft };
  const store = createStore<EditorState>(() => ({
    document,
    history: startHistory(document),
    ...settle(draft, fallback),
    selection: STACK,
    before: undefined,
  }));
  const apply = (change: (history: History) => History) =>
    store.setState((state) => stateOf(change(state.history), state), true);

  return {
    store,
    run(command, args) {
      const before = store.getState();
      if (!command.available(before, args)) return false;
      const mark = command.mark?.(args);
      const edit = {
        document: command.run(before.document, args),
        label: command.label(before, args),
        ...(mark !== undefined && { mark }),
      };
      apply((history) => (mark === undefined ? closeMark(record(history, edit)) : record(history, edit)));
      return store.getState().document !== before.document;
    },
    finish: () => apply(closeMark),
    undo: () => apply(undo),
    redo: () => apply(redo),
    select: (selection) => store.setState({ selection }),
  };
}
