import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { blobId } from '../kit/blob-id';
import type { File, FileTree } from '../kit/file-tree';
import { holds } from '../kit/test-property';
import { patchOf } from './patch';

const file = (name: string, text: string, mode: File['mode'] = 0o644): File => ({ path: name, text, mode });

let folder: string;
const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: folder, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] });

function write(files: FileTree): void {
  for (const { path: name, text, mode } of files) writeFileSync(path.join(folder, name), text, { mode });
}

function commitAll(): void {
  git('add', '-A');
  git('commit', '-qm', 'x', '--allow-empty');
}

function apply(patch: string): void {
  writeFileSync(path.join(folder, '../patch'), patch);
  git('apply', '-3', '--whitespace=nowarn', '../patch');
}

const text = (name: string) => readFileSync(path.join(folder, name), 'utf8');

beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'base2-patch-')), 'repo');
  execFileSync('git', ['init', '-q', folder]);
});
afterEach(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

describe('the name of a content', () => {
  it('is the one that git gives it', () => {
    for (const content of ['', 'a\n', 'grüße 🎉\n']) {
      expect(blobId(content)).toBe(execFileSync('git', ['hash-object', '--stdin'], { cwd: folder, input: content, encoding: 'utf8' }).trim());
    }
  });
});

describe('the patch from one export to another', () => {
  const lines = (...changed: [number, string][]) => Array.from({ length: 30 }, (_, index) => changed.find(([at]) => at === index)?.[1] ?? `line ${index}`).join('\n') + '\n';

  it('is empty when nothing changed', () => {
    expect(patchOf([file('a', 'x\n')], [file('a', 'x\n')])).toBe('');
  });

  it('changes, adds, removes and makes executable what it should', () => {
    const from = [file('a', 'one\n'), file('gone', 'x\n'), file('run', '#!/bin/sh\n'), file('empty', '')];
    const to = [file('a', 'two\n'), file('new', 'n\n'), file('run', '#!/bin/sh\n', 0o755), file('hollow', '')];
    write(from);
    commitAll();
    apply(patchOf(from, to));
    expect(git('ls-files').trim().split('\n').sort()).toEqual(['a', 'hollow', 'new', 'run']);
    expect(text('a')).toBe('two\n');
    expect(statSync(path.join(folder, 'run')).mode & 0o111).not.toBe(0);
  });

  it('keeps what its owner changed elsewhere in the file, and files of the owner', () => {
    const from = [file('a', lines())];
    write(from);
    commitAll();
    write([file('a', lines([2, 'mine'])), file('own', 'mine\n')]);
    commitAll();
    apply(patchOf(from, [file('a', lines([25, 'generated']))]));
    expect(text('a')).toBe(lines([2, 'mine'], [25, 'generated']));
    expect(text('own')).toBe('mine\n');
  });

  it('marks a line that both sides changed, and keeps both', () => {
    const from = [file('a', lines())];
    write(from);
    commitAll();
    write([file('a', lines([2, 'mine']))]);
    commitAll();
    expect(() => apply(patchOf(from, [file('a', lines([2, 'generated']))]))).toThrow(/conflict/i);
    expect(text('a')).toMatch(/<{7} ours\nmine\n={7}\ngenerated\n>{7} theirs\n/);
  });

  it('says nothing of secrets and of what an export only begins', () => {
    const from = [file('.env', 'A=1\n', 0o600), file('secrets/a', '1\n'), { ...file('site/page', 'x\n'), starter: 'site' }];
    expect(patchOf(from, from.map((each) => ({ ...each, text: 'other\n' })))).toBe('');
  });

  it('brings any texts to any others', () => {
    const anyText = fc.array(fc.constantFrom('a', 'b', '-- x', '+++ y', '\\ z', '@@ 1', '', ' ', 'ü'), { maxLength: 12 }).chain((rows) => fc.constantFrom('', '\n').map((end) => (rows.length === 0 ? '' : rows.join('\n') + end)));
    holds(fc.tuple(anyText, anyText), ([before, after]) => {
      write([file('a', before)]);
      commitAll();
      const patch = patchOf([file('a', before)], [file('a', after)]);
      if (patch !== '') apply(patch);
      expect(text('a')).toBe(after);
    }, 15);
  });
});
