import { readFileSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { zipFiles } from '../lib/export/zip';
import type { File } from '../lib/kit/file-tree';

export type EarlierFile = Pick<File, 'path' | 'mode' | 'text'>;
export type EarlierExports = Readonly<Record<string, readonly EarlierFile[]>>;

/** What earlier generators exported; `earlier/README.md` tells what each is and how it was recorded. */
const exported = JSON.parse(brotliDecompressSync(readFileSync(path.join(import.meta.dirname, 'earlier/exports.json.br'))).toString()) as EarlierExports;

/** The default design as the generator of a commit exported it. */
export class EarlierExport {
  readonly files: readonly EarlierFile[];

  constructor(commit: '45e90bc' | '55096c3') {
    this.files = exported[commit] ?? [];
  }

  text(name: string): string {
    const file = this.files.find((each) => each.path === name);
    if (!file) throw new Error(`no ${name} in that export`);
    return file.text;
  }

  /** As a person gets it from the page. */
  zip(): Uint8Array {
    return zipFiles(this.files, 'base2');
  }

  /** As `export --out` wrote it. */
  async writeTo(folder: string): Promise<void> {
    for (const { path: name, mode, text } of this.files) {
      const target = path.join(folder, name);
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, text);
      await chmod(target, mode);
    }
  }
}
