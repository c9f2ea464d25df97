import { readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Templates } from '../kit/file-tree';

/** Left behind by tools that run inside `templates/`; never shipped. */
const IGNORED = new Set(['node_modules', 'dist', 'coverage', '__pycache__', '.pytest_cache', '.ruff_cache', '.venv', 'staticfiles', '.coverage', '.DS_Store', 'db.sqlite3']);

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const nested = await Promise.all(
    entries
      .filter(({ name }) => !IGNORED.has(name) && !name.endsWith('.tsbuildinfo'))
      .map((entry) => {
        const full = path.join(folder, entry.name);
        return entry.isDirectory() ? filesBelow(full) : [full];
      }),
  );
  return nested.flat();
}

/**
 * All templates from disk, sorted by path.
 *
 * @throws Error when a template is not UTF-8 text with LF ends.
 */
export async function readTemplates(folder: string): Promise<Templates> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const paths = (await filesBelow(folder)).sort();
  const entries = await Promise.all(
    paths.map(async (full) => {
      const [bytes, { mode }] = await Promise.all([readFile(full), stat(full)]);
      const text = decoder.decode(bytes);
      const name = path.relative(folder, full).split(path.sep).join('/');
      if (text.includes('\r')) throw new Error(`templates/${name} has CR line ends`);
      return [name, { text, executable: (mode & 0o100) !== 0 }] as const;
    }),
  );
  return Object.fromEntries(entries);
}
