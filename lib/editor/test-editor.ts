import type { Problem } from '../kit/finding';
import { type ServiceId } from '../services';
import { connections, defaultStack, findConnection, type Stack } from '../stack';
import { addService, moveNode, removeService, resetField, setConnection, setField, tidyLayout } from './commands';
import { createEditor, type Editor } from './editor';
import { redoLabel, undoLabel } from './history';
import { valueAt } from './path';
import { targetOf } from './target';

/** The real editor without a screen, driven as a person would drive it. Fields are named as `postgres.port`. */
export class TestEditor {
  private readonly editor: Editor;

  constructor(stack: Stack = defaultStack) {
    this.editor = createEditor(stack);
  }

  private get state() {
    return this.editor.store.getState();
  }

  private place(field: string) {
    const [owner = '', name = ''] = field.split('.');
    const path = owner in this.draft ? [owner, name] : ['services', owner, name];
    return { path, target: targetOf(path).target, name };
  }

  get draft() {
    return this.state.document.draft;
  }

  /** The design that diagram and files show. */
  get stack(): Stack {
    return this.state.stack;
  }

  /** The design before the last step. */
  get before(): Stack | undefined {
    return this.state.before;
  }

  get problems(): readonly Problem[] {
    return this.state.problems;
  }

  get undoLabel() {
    return undoLabel(this.state.history);
  }

  get redoLabel() {
    return redoLabel(this.state.history);
  }

  get selection() {
    return this.state.selection;
  }

  value(field: string): unknown {
    return valueAt(this.draft, this.place(field).path);
  }

  set(field: string, value: unknown): this {
    const { target, name } = this.place(field);
    this.editor.run(setField, { target, field: name, value, phase: 'done' });
    return this;
  }

  /** One edit for each key, then the field is left; `read` is what the field makes of a text. */
  type(field: string, text: string, read: (typed: string) => unknown = String): this {
    const { target, name } = this.place(field);
    for (let length = 1; length <= text.length; length += 1) {
      this.editor.run(setField, { target, field: name, value: read(text.slice(0, length)), phase: 'typing' });
    }
    this.editor.run(setField, { target, field: name, value: read(text), phase: 'done' });
    return this;
  }

  reset(field: string): this {
    const { target, name } = this.place(field);
    this.editor.run(resetField, { target, field: name });
    return this;
  }

  add(id: ServiceId): boolean {
    return this.editor.run(addService, { id });
  }

  remove(id: ServiceId): boolean {
    return this.editor.run(removeService, { id });
  }

  has(id: ServiceId): boolean {
    return this.stack.services[id] !== undefined;
  }

  /** @returns why the line was refused, or undefined. */
  connect(from: ServiceId, to: ServiceId): string | undefined {
    const found = findConnection(this.stack, from, to);
    if ('reason' in found) return found.reason;
    this.editor.run(setConnection, { connection: found.connection, on: true });
    return undefined;
  }

  cut(from: ServiceId, to: ServiceId): boolean {
    const connection = connections(this.stack).find((one) => one.active && one.from === from && one.to === to);
    return connection !== undefined && this.editor.run(setConnection, { connection, on: false });
  }

  connected(from: ServiceId, to: ServiceId): boolean {
    return connections(this.stack).some((one) => one.active && one.from === from && one.to === to);
  }

  /** Moves a node in small steps, as a drag or held arrow key does. */
  drag(id: ServiceId, to: { x: number; y: number }): this {
    for (const share of [0.25, 0.5, 0.75, 1]) {
      this.editor.run(moveNode, { id, to: { x: to.x * share, y: to.y * share } });
    }
    this.editor.finish();
    return this;
  }

  tidy(): boolean {
    return this.editor.run(tidyLayout, undefined);
  }

  select(id: ServiceId): this {
    this.editor.select({ kind: 'service', id });
    return this;
  }

  undo(): this {
    this.editor.undo();
    return this;
  }

  redo(): this {
    this.editor.redo();
    return this;
  }
}
