import { diffLines } from 'diff';
import * as z from 'zod';
import { differencesOf } from '../editor/differences';
import type { FileTree } from '../kit/file-tree';
import type { Stack } from '../stack';

const FieldChange = z
  .strictObject({
    kind: z.enum(['added', 'removed', 'changed']),
    field: z.string().meta({ description: 'Path of the field, or the service or container that came or went.' }),
    title: z.string(),
    from: z.string().optional(),
    to: z.string().optional(),
  })
  .meta({ title: 'A field that differs' });

const FileChange = z
  .strictObject({
    path: z.string(),
    kind: z.enum(['added', 'removed', 'changed']),
    added: z.int().min(0).meta({ description: 'Lines that came.' }),
    removed: z.int().min(0).meta({ description: 'Lines that went.' }),
  })
  .meta({ title: 'A file that differs' });

/** What has to be done to one side to get the other. */
export const Plan = z.strictObject({ same: z.boolean(), fields: z.array(FieldChange), files: z.array(FileChange) }).meta({ title: 'What differs' });
export type Plan = z.infer<typeof Plan>;

/** A design with its files: as they would be generated, or as they lie in a folder. */
export interface Side {
  readonly stack: Stack;
  readonly files: FileTree;
}

function fieldChanges(from: Stack, to: Stack): Plan['fields'] {
  return differencesOf(from, to).map(({ id, kind, owner, field, ...values }) => ({
    kind,
    field: kind === 'changed' ? id : id.slice(kind.length + 1),
    title: field === undefined ? owner : `${owner}: ${field}`,
    ...values,
  }));
}

interface Pair {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

function pairsOf(from: FileTree, to: FileTree): Pair[] {
  const [old, now] = [from, to].map((files) => new Map(files.map(({ path, text }) => [path, text]))) as [Map<string, string>, Map<string, string>];
  const paths = [...new Set([...old.keys(), ...now.keys()])].sort();
  return paths.map((path) => ({ path, before: old.get(path), after: now.get(path) })).filter(({ before, after }) => before !== after);
}

function fileChange({ path, before, after }: Pair): Plan['files'][number] {
  const lines = diffLines(before ?? '', after ?? '');
  const count = (wanted: 'added' | 'removed') => lines.filter((part) => part[wanted]).reduce((sum, part) => sum + part.count, 0);
  const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  return { path, kind, added: count('added'), removed: count('removed') };
}

/** What has to be done to `from` to get `to`: fields of the design, and files with the number of lines. */
export function planBetween(from: Side, to: Side): Plan {
  const fields = fieldChanges(from.stack, to.stack);
  const files = pairsOf(from.files, to.files).map(fileChange);
  return { same: fields.length === 0 && files.length === 0, fields, files };
}

const SIGNS = { added: '+', removed: '-', changed: '~' } as const;

/** The plan for a person at a terminal. */
export function planText({ same, fields, files }: Plan): string {
  if (same) return 'Nothing differs.\n';
  const values = ({ from, to }: Plan['fields'][number]) => (from === undefined && to === undefined ? '' : `: ${from} → ${to}`);
  const design = fields.map((change) => `${SIGNS[change.kind]} ${change.field}${values(change)}`);
  const list = files.map(({ kind, path, added, removed }) => `${SIGNS[kind]} ${path}  +${added} -${removed}`);
  const part = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : [`${title}\n${lines.map((line) => `  ${line}\n`).join('')}`]);
  return [...part('Design', design), ...part('Files', list)].join('\n');
}
