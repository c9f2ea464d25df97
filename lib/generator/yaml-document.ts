import { Alias, Document, Scalar, YAMLMap, YAMLSeq, isMap, isScalar, type Pair } from 'yaml';
import { Memory } from '../kit/remembered';
import { composeText, readableText, traefikText, type Text } from '../kit/text';
import { isInterpolated, type YamlFile, type YamlValue } from '../kit/yaml-file';

type Printer = (value: Text) => string;

const PRINTERS = { shell: readableText, 'go-template': traefikText, compose: composeText } satisfies Record<YamlFile['references'] | 'compose', Printer>;
export type References = keyof typeof PRINTERS;

/** Comments above keys, by their paths. */
export type Notes = readonly (readonly [path: readonly string[], text: string])[];

/** One key of a file. */
export interface Leaf {
  readonly key: string;
  readonly value: YamlValue;
  /** The comment above it. */
  readonly note?: string | undefined;
  /** For keys inside of it. Those that it does not have are left out. */
  readonly notes?: Notes;
  /** A name under which other keys take its entries over. */
  readonly anchor?: string;
  /** The name of another key whose entries come first. */
  readonly merge?: string;
}

/** A key whose entries are printed by themselves. */
export interface Branch {
  readonly key: string;
  readonly note?: string | undefined;
  readonly entries: readonly Entry[];
  /** Empty lines between them. */
  readonly spaced?: true;
}

export type Entry = Leaf | Branch;

/** A node of the YAML document for a value; references are printed for the language of the file. */
function nodeOf(value: YamlValue, print: Printer): YAMLMap | YAMLSeq | Scalar {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return new Scalar(value);
  if (typeof value === 'string' || isInterpolated(value)) return textNode(print(value as Text));
  if (Array.isArray(value)) {
    const sequence = new YAMLSeq();
    sequence.items = value.map((item: YamlValue) => nodeOf(item, print));
    return sequence;
  }
  const map = new YAMLMap();
  for (const [key, inner] of Object.entries(value)) {
    if (inner !== undefined) map.set(new Scalar(key), nodeOf(inner as YamlValue, print));
  }
  return map;
}

function textNode(value: string): Scalar {
  const scalar = new Scalar(value);
  // Double quotes would escape the quotes of a Go template, which is read before the YAML is.
  if (value.includes('{{')) scalar.type = Scalar.QUOTE_SINGLE;
  // YAML 1.1 readers take 0:0 for a number in base 60 and no for false.
  if (/^(\d+(:\d+)+|y|n|yes|no|on|off)$/i.test(value)) scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}

function pairAt(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

function comment(text: string): string {
  return text
    .split('\n')
    .map((line) => ` ${line}`)
    .join('\n');
}

/** Puts a comment above a key, named by its path, where there is such a key. */
function annotate(root: YAMLMap, path: readonly string[], text: string): void {
  let map: unknown = root;
  for (const key of path.slice(0, -1)) map = isMap(map) ? pairAt(map, key)?.value : undefined;
  const key = isMap(map) ? pairAt(map, path.at(-1) ?? '')?.key : undefined;
  if (isScalar(key)) key.commentBefore = comment(text);
}

// One for all: a new one builds the schema of the language anew.
const paper = new Document();

function printLeaf({ key, value, note, notes = [], anchor, merge }: Leaf, print: Printer): string {
  const root = new YAMLMap();
  const node = nodeOf(value, print);
  root.set(new Scalar(key), node);
  if (note !== undefined) annotate(root, [key], note);
  if (isMap(node)) {
    for (const [path, text] of notes) annotate(node, path, text);
    if (anchor !== undefined) node.anchor = anchor;
    if (merge !== undefined) node.items.unshift(paper.createPair(new Scalar('<<'), new Alias(merge)));
  }
  paper.contents = root as unknown as typeof paper.contents;
  // What an alias is for stands in another part of the file.
  return paper.toString({ lineWidth: 0, flowCollectionPadding: false, verifyAliasOrder: false });
}

function indented(text: string, by: string): string {
  if (by === '') return text;
  return text
    .split('\n')
    .map((line) => (line === '' ? line : by + line))
    .join('\n');
}

function commentLines(text: string, indent: string): string {
  return text
    .split('\n')
    .map((line) => `${indent}${line === '' ? '#' : `# ${line}`}\n`)
    .join('');
}

/** Leaves of some exports of everything. */
const printed = new Memory<string>(4000);

function* printingEntry(entry: Entry, references: References, indent: string): Generator<undefined, string> {
  if ('entries' in entry) {
    const above = entry.note === undefined ? '' : commentLines(entry.note, indent);
    const inside = yield* printingEntries(entry.entries, references, `${indent}  `, entry.spaced === true);
    return `${above}${indent}${entry.key}:\n${inside}`;
  }
  const { key, value, note, notes, anchor, merge } = entry;
  const text = printed.of(JSON.stringify([references, indent, key, value, note, notes, anchor, merge]), () => indented(printLeaf(entry, PRINTERS[references]), indent));
  yield;
  return text;
}

function* printingEntries(entries: readonly Entry[], references: References, indent: string, isSpaced: boolean): Generator<undefined, string> {
  const texts: string[] = [];
  for (const entry of entries) texts.push(yield* printingEntry(entry, references, indent));
  return texts.join(isSpaced ? '\n' : '');
}

/** A file in parts, each a step: one that is the same as in an earlier file is not printed again. */
export function* printingFile(head: string, entries: readonly Entry[], references: References): Generator<undefined, string> {
  return `${commentLines(head, '')}\n${yield* printingEntries(entries, references, '', true)}`;
}

/** Keys that YAML takes for a text without quotes. */
const PLAIN = /^(?!(?:true|false|null)$)[a-z][\w-]*$/i;
/** How deep a file of a service is cut: below that it is printed as a whole. */
const DEPTH = 3;

function isPlainMap(value: YamlValue | undefined): value is Readonly<Record<string, YamlValue | undefined>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isInterpolated(value);
}

function entriesOf(data: Readonly<Record<string, YamlValue | undefined>>, notes: Notes, depth: number): Entry[] {
  return Object.entries(data).flatMap(([key, value]): Entry[] => {
    if (value === undefined) return [];
    const inside = notes.flatMap(([[first, ...rest], text]): Notes => (first === key && rest.length > 0 ? [[rest, text]] : []));
    const note = notes.findLast(([path]) => path.length === 1 && path[0] === key)?.[1];
    const entries = depth > 1 && isPlainMap(value) && PLAIN.test(key) ? entriesOf(value, inside, depth - 1) : [];
    return [entries.length > 0 ? { key, note, entries } : { key, value, note, notes: inside }];
  });
}

/** Prints a service's own YAML file in steps. Notes whose key this design does not have are left out. */
export function* printingYamlFile(file: YamlFile): Generator<undefined, string> {
  if (!isPlainMap(file.data)) throw new Error('a YAML file of ours is a map');
  const notes = Object.entries(file.notes).flatMap(([path, text]): Notes => (text === '' ? [] : [[path.split('.'), text]]));
  return yield* printingFile(file.head, entriesOf(file.data, notes, DEPTH), file.references);
}
