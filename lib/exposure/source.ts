import { parse } from 'yaml';
import type { File } from '../kit/file-tree';
import type { Path, Place, Source } from '../kit/exposure';
import { oncePer } from '../kit/remembered';
import { blocksOf, parsedBlock, type Block, type Parsed, type Section } from './blocks';

interface Piece {
  readonly block: Block;
  readonly parsed: Parsed;
}

function valueOf({ parsed }: Piece, anchors: ReadonlyMap<string, unknown>): unknown {
  if (parsed.merged.length === 0) return parsed.value;
  return Object.assign({}, ...parsed.merged.map((name) => anchors.get(name)), parsed.value) as unknown;
}

function assembled(pieces: readonly Piece[], sections: readonly Section[]): Record<string, unknown> {
  const anchors = new Map(pieces.flatMap(({ parsed }) => (parsed.anchor === undefined ? [] : [[parsed.anchor, parsed.value] as const])));
  const root: Record<string, unknown> = {};
  const mapAt = (path: readonly string[]) => path.reduce((map, key) => (map[key] ??= {}) as Record<string, unknown>, root);
  for (const { path } of sections) mapAt(path);
  for (const piece of pieces) {
    const { path } = piece.block;
    mapAt(path.slice(0, -1))[path.at(-1) ?? ''] = valueOf(piece, anchors);
  }
  return root;
}

const covers = (path: readonly string[], wanted: Path) => path.length <= wanted.length && path.every((key, index) => key === String(wanted[index]));

function placeIn(file: string, pieces: readonly Piece[], sections: readonly Section[], wanted: Path): Place {
  const piece = pieces.find(({ block }) => covers(block.path, wanted));
  if (piece) return { file, line: piece.block.before + piece.parsed.lines(wanted.slice(piece.block.path.length)) + 1 };
  const around = sections.filter(({ path }) => covers(path, wanted)).sort((a, b) => b.path.length - a.path.length)[0];
  return { file, line: (around?.before ?? 0) + 1 };
}

/** A file that was edited into something that our writers do not write. */
function wholeFile({ path, text }: File): Source {
  let data: unknown;
  try {
    data = parse(text, { merge: true });
  } catch {
    data = undefined;
  }
  return { path, data: data ?? {}, place: () => ({ file: path, line: 1 }) };
}

/** Of a file, by depth: one that an edit left alone is not read again. */
const known = oncePer((_file: File) => new Map<number, Source>());

/** A YAML file, read in blocks of `depth` levels. */
export function sourceOf(file: File, depth: number): Source {
  const found = known(file).get(depth) ?? read(file, depth);
  known(file).set(depth, found);
  return found;
}

/** Parses a file's blocks one by one, so that others may work in between; `sourceOf` then finds them parsed. */
export function* parsing(file: File, depth: number): Generator<string, void> {
  try {
    for (const { text } of blocksOf(file.text, depth).blocks) {
      parsedBlock(text);
      yield file.path;
    }
  } catch {
    // What is no YAML of ours is read whole, by `sourceOf`.
  }
}

function read(file: File, depth: number): Source {
  try {
    const { blocks, sections } = blocksOf(file.text, depth);
    const pieces = blocks.map((block) => ({ block, parsed: parsedBlock(block.text) }));
    return { path: file.path, data: assembled(pieces, sections), place: (path) => placeIn(file.path, pieces, sections, path) };
  } catch {
    return wholeFile(file);
  }
}
