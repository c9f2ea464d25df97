import { LineCounter, isAlias, isMap, isScalar, isSeq, parseDocument, type Node, type Pair } from 'yaml';

/** A part of a YAML file, with the line that it stands at. */
export type Tree = MapTree | ListTree | LeafTree;

export interface MapTree {
  readonly kind: 'map';
  readonly line: number;
  readonly entries: readonly Entry[];
}

export interface Entry {
  readonly key: string;
  /** Of the key. */
  readonly line: number;
  readonly value: Tree;
  /** Came by a merge key. */
  readonly merged?: true;
}

export interface ListTree {
  readonly kind: 'list';
  readonly line: number;
  readonly items: readonly Tree[];
}

/** A text, number or nothing, as it is written. */
export interface LeafTree {
  readonly kind: 'leaf';
  readonly line: number;
  readonly text: string;
  /** What YAML takes it for. */
  readonly value: unknown;
}

export type Parsed = { readonly ok: true; readonly tree: Tree; readonly warnings: readonly { readonly line: number; readonly message: string }[] } | { readonly ok: false; readonly line: number | undefined; readonly message: string };

/** Levels and parts, aliases counted as often as they are used: many times what any compose file has. */
const DEEPEST = 30;
const MOST_PARTS = 30_000;

class Refused extends Error {
  constructor(message: string, readonly line?: number) {
    super(message);
  }
}

interface Reading {
  readonly lines: LineCounter;
  /** What stands behind each anchor so far. The library looks through the whole document for every alias. */
  readonly anchors: Map<string, Node>;
  /** How many parts there may still be. */
  left: number;
}

function lineOf(node: unknown, { lines }: Reading, otherwise: number): number {
  const range = (node as { range?: readonly number[] | null } | null)?.range;
  return range ? lines.linePos(range[0] ?? 0).line : otherwise;
}

function keyText(key: unknown): string {
  if (isScalar(key)) return String(key.value);
  return typeof key === 'string' ? key : '?';
}

function entriesOf(pairs: readonly Pair[], reading: Reading, line: number, depth: number): Entry[] {
  const own: Entry[] = [];
  const merged: Entry[] = [];
  for (const { key, value } of pairs) {
    const at = lineOf(key, reading, line);
    const tree = treeOf(value, reading, at, depth);
    if (keyText(key) !== '<<') {
      own.push({ key: keyText(key), line: at, value: tree });
      continue;
    }
    const sources = tree.kind === 'list' ? tree.items : [tree];
    for (const source of sources) if (source.kind === 'map') merged.push(...source.entries.map((entry) => ({ ...entry, line: at, merged: true as const })));
  }
  const names = new Set<string>();
  for (const { key, line: at } of own) {
    if (names.has(key)) throw new Refused(`${JSON.stringify(key.slice(0, 60))} is there twice`, at);
    names.add(key);
  }
  return [...own, ...merged.filter(({ key }) => (names.has(key) ? false : names.add(key)))];
}

function treeOf(node: unknown, reading: Reading, around: number, depth: number): Tree {
  reading.left -= 1;
  if (reading.left < 0) throw new Refused(`it has more than ${MOST_PARTS} parts, with what its aliases repeat: no compose file has`);
  if (depth > DEEPEST) throw new Refused(`it is nested more than ${DEEPEST} levels deep`);
  const line = lineOf(node, reading, around);
  if (isAlias(node)) {
    const source = reading.anchors.get(node.source);
    if (!source) throw new Refused(`there is no anchor ${node.source.slice(0, 60)} before this alias`, line);
    return treeOf(source, reading, around, depth + 1);
  }
  if (isMap(node) || isSeq(node) || isScalar(node)) if (node.anchor) reading.anchors.set(node.anchor, node);
  if (isMap(node)) return { kind: 'map', line, entries: entriesOf(node.items, reading, line, depth + 1) };
  if (isSeq(node)) return { kind: 'list', line, items: node.items.map((item) => treeOf(item, reading, line, depth + 1)) };
  if (!isScalar(node) || node.value === null || node.value === undefined) return { kind: 'leaf', line, text: '', value: null };
  const isWord = typeof node.value === 'string';
  return { kind: 'leaf', line, text: isWord ? String(node.value) : (node.source ?? String(node.value)), value: node.value };
}

/** Brackets that are open at once. The parser calls itself for each, and would run out of room long after no file is sensible. */
function bracketsIn(text: string): number {
  let [open, most] = [0, 0];
  for (const character of text) {
    if (character === '[' || character === '{') most = Math.max(most, (open += 1));
    else if (character === ']' || character === '}') open = Math.max(0, open - 1);
    else if (character === '\n' && open > 0 && most < DEEPEST) continue;
  }
  return most;
}

const firstLine = (message: string) => (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '').replace(/\.$/, '');

/** A YAML text as a tree, within bounds. Never throws, whatever the text is. */
export function parseYaml(text: string): Parsed {
  const lines = new LineCounter();
  try {
    if (bracketsIn(text) > 200 || /^(?:[-?:] ?){40}|^ {400}/m.test(text)) throw new Refused(`it is nested more than ${DEEPEST} levels deep`);
    // Keys are compared and words of errors are made here: the library takes the square of the length of a bad text for both.
    const document = parseDocument(text, { uniqueKeys: false, prettyErrors: false, lineCounter: lines, logLevel: 'error' });
    const [error] = document.errors;
    if (error) return { ok: false, line: lines.linePos(error.pos[0]).line, message: firstLine(error.message) };
    const tree = treeOf(document.contents, { lines, anchors: new Map(), left: MOST_PARTS }, 1, 0);
    const warnings = document.warnings.slice(0, 20).map(({ message, pos }) => ({ line: lines.linePos(pos[0]).line, message: firstLine(message) }));
    return { ok: true, tree, warnings };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, line: error.line, message: error.message };
    // A stack that overflows, or a key that no map can have: to a person it is one thing.
    return { ok: false, line: undefined, message: error instanceof RangeError ? `it is nested more than ${DEEPEST} levels deep` : 'it cannot be read as YAML' };
  }
}

export function entryOf(tree: Tree | undefined, key: string): Entry | undefined {
  return tree?.kind === 'map' ? tree.entries.find((entry) => entry.key === key) : undefined;
}

export function leafText(tree: Tree | undefined): string | undefined {
  return tree?.kind === 'leaf' ? tree.text : undefined;
}
