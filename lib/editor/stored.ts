import { isMap } from '../kit/is-map';
import { checkStack, migrate, STACK_VERSION } from '../stack';
import type { Draft } from './document';

const PARTS = ['project', 'tls', 'hardening', 'services'];

/**
 * A draft from anything; its values may break rules, as they could when it was saved. Undefined for what is not the
 * shape of a design.
 */
export function draftOf(data: unknown): Draft | undefined {
  const value = migrate(data);
  const checked = checkStack(value);
  if (checked.ok) return checked.stack;
  if (!isMap(value)) return undefined;
  return PARTS.every((part) => isMap(value[part])) && value['version'] === STACK_VERSION ? (value as Draft) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A draft from the text it was saved as: a `stack.json`, or what this browser keeps. */
export function parseDraft(text: string): Draft | undefined {
  return parseStored(text)?.draft;
}

/** What the browser keeps: the draft, and which tab wrote it how often, so that no tab overwrites another one unseen. */
export interface Stored {
  readonly draft: Draft;
  /** Counts up with every write, whichever tab it is. */
  readonly revision: number;
  /** The tab; empty for a design that was kept before tabs had names. */
  readonly writer: string;
}

export function parseStored(text: string): Stored | undefined {
  const data = parsed(text);
  if (!isMap(data)) return undefined;
  const { design, revision, writer } = data;
  const wrapped = design !== undefined && typeof revision === 'number' && Number.isSafeInteger(revision) && typeof writer === 'string';
  const draft = draftOf(wrapped ? design : data);
  return draft && (wrapped ? { draft, revision, writer } : { draft, revision: 0, writer: '' });
}

export function storedText({ draft, revision, writer }: Stored): string {
  return JSON.stringify({ revision, writer, design: draft });
}
