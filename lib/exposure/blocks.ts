import { Scalar, isAlias, isMap, isScalar, parseDocument, type Document, type YAMLMap } from 'yaml';
import type { Path } from '../kit/exposure';

/**
 * A part of a YAML file that is parsed by itself, such as one service of a compose file: an edit changes one or two of
 * them, and only those are parsed anew.
 */
export interface Block {
  readonly path: readonly string[];
  readonly text: string;
  /** Lines of the file before it. */
  readonly before: number;
}

/** A key whose value is cut into blocks of its own. */
export interface Section {
  readonly path: readonly string[];
  readonly before: number;
}

export interface Parsed {
  readonly value: unknown;
  /** Anchors whose maps are merged into the value. */
  readonly merged: readonly string[];
  readonly anchor?: string;
  /** Lines within the block before the key at the path, or before the nearest one around it. */
  lines(path: Path): number;
}

const KEY = /^( *)(?:"([^"\\]+)"|'([^']+)'|([^\s#'"&*!|>%@`{[-][^:#]*?)):(?= |$)(.*)$/;

interface Line {
  readonly indent: number;
  readonly key: string;
  readonly isBare: boolean;
}

function lineOf(text: string): Line | undefined {
  const match = KEY.exec(text);
  if (!match) return undefined;
  return { indent: (match[1] ?? '').length, key: match[2] ?? match[3] ?? match[4] ?? '', isBare: /^ *(#.*)?$/.test(match[5] ?? '') };
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Whether the lines are the entries of a map, two spaces deeper. */
function hasEntries(lines: readonly string[], from: number, to: number, indent: number): boolean {
  const first = lines.slice(from, to).find((line) => line.trim() !== '' && !line.trimStart().startsWith('#'));
  return first !== undefined && indentOf(first) === indent && lineOf(first) !== undefined;
}

/** Cuts a block-style YAML file at its keys, `depth` levels deep. */
export function blocksOf(text: string, depth: number): { readonly blocks: readonly Block[]; readonly sections: readonly Section[] } {
  const lines = text.split('\n');
  const blocks: Block[] = [];
  const sections: Section[] = [];
  const cut = (from: number, to: number, around: readonly string[], left: number): void => {
    const indent = around.length * 2;
    const starts: { readonly at: number; readonly line: Line }[] = [];
    for (let at = from; at < to; at += 1) {
      const text = lines[at] ?? '';
      // Most lines are deeper, or comments; this is asked of each.
      const first = text[indent];
      if (first === undefined || first === ' ' || first === '#' || (indent > 0 && text[indent - 1] !== ' ')) continue;
      const line = lineOf(text);
      if (line?.indent === indent) starts.push({ at, line });
    }
    starts.forEach(({ at, line }, index) => {
      const end = starts[index + 1]?.at ?? to;
      const path = [...around, line.key];
      if (left > 1 && line.isBare && hasEntries(lines, at + 1, end, indent + 2)) {
        sections.push({ path, before: at });
        cut(at + 1, end, path, left - 1);
      } else {
        blocks.push({ path, text: lines.slice(at, end).join('\n'), before: at });
      }
    });
  };
  cut(0, lines.length, [], depth);
  return { blocks, sections };
}

const isMerge = (pair: YAMLMap['items'][number]) => isScalar(pair.key) && pair.key.value === '<<' && isAlias(pair.value);

function rootPair(document: Document) {
  const { contents } = document;
  const pair = isMap(contents) && contents.items.length === 1 ? contents.items[0] : undefined;
  if (!pair || document.errors.length > 0) throw new Error('a block is one key');
  return pair;
}

function linesWithin(document: Document, text: string, path: Path): number {
  let node: unknown = rootPair(document).value;
  let offset = 0;
  for (const key of path) {
    const pair = isMap(node) ? node.items.find((each) => each.key instanceof Scalar && String(each.key.value) === String(key)) : undefined;
    const item = pair ? pair.key : node && typeof node === 'object' && 'items' in node && Array.isArray(node.items) ? (node.items[Number(key)] as unknown) : undefined;
    const range = (item as { range?: readonly number[] } | undefined)?.range;
    if (!range) break;
    offset = range[0] ?? offset;
    node = pair ? pair.value : item;
  }
  return text.slice(0, offset).split('\n').length - 1;
}

function parse(text: string): Parsed {
  const document = parseDocument(text);
  const pair = rootPair(document);
  const { value } = pair;
  const merged: string[] = [];
  if (isMap(value)) {
    const map = value as YAMLMap;
    for (const item of map.items.filter(isMerge)) if (isAlias(item.value)) merged.push(item.value.source);
    map.items = map.items.filter((item) => !isMerge(item));
  }
  const anchor = value && typeof value === 'object' && 'anchor' in value ? value.anchor : undefined;
  const data = document.toJS() as Record<string, unknown>;
  const asked = new Map<string, number>();
  return {
    value: Object.values(data)[0],
    merged,
    ...(typeof anchor === 'string' && { anchor }),
    lines: (path) => {
      const key = path.join('\n');
      const found = asked.get(key) ?? linesWithin(document, text, path);
      asked.set(key, found);
      return found;
    },
  };
}

const known = new Map<string, Parsed>();
/** More than two exports of everything have. */
const MOST = 2000;

/** A block, parsed once for its text. @throws Error when it is not one key of right YAML. */
export function parsedBlock(text: string): Parsed {
  const found = known.get(text);
  if (found) return found;
  const parsed = parse(text);
  if (known.size >= MOST) known.clear();
  known.set(text, parsed);
  return parsed;
}
