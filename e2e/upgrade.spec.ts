import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from './support/fixtures';

/** An export that somebody has put under git. */
class Repository {
  private readonly folder = mkdtempSync(path.join(os.tmpdir(), 'base2-repository-'));

  constructor(files: Record<string, string>) {
    this.git('init', '-q');
    this.write(files);
    this.commit('As exported');
  }

  git(...args: string[]): string {
    return execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: this.folder, encoding: 'utf8' });
  }

  write(files: Record<string, string>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(this.folder, name)), { recursive: true });
      writeFileSync(path.join(this.folder, name), text);
    }
  }

  commit(message: string): void {
    this.git('add', '-A');
    this.git('commit', '-qm', message);
  }

  read(name: string): string {
    return readFileSync(path.join(this.folder, name), 'utf8');
  }
}

test('a change of the design reaches a repository that has been worked on since, as a patch', async ({ designer, page }) => {
  const files = await designer.unzip();
  const repository = new Repository(files);
  repository.write({ 'api/app/own.py': 'MINE = 1\n', 'README.md': `${files['README.md']}\nOur own notes.\n` });
  repository.commit('Work of a year');

  await designer.select('postgres');
  await designer.fill('port', '6543');
  await page.getByRole('tab', { name: /^Changes/ }).click();
  await page.getByLabel('Compare with').selectOption('Defaults');
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download patch' }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toBe('base2.patch');
  const patch = readFileSync(await download.path(), 'utf8');

  repository.git('apply', '-3', await download.path());
  expect(repository.read('.env.example')).toContain('6543');
  expect(repository.read('stack.json')).toContain('"port": 6543');
  expect(repository.read('README.md')).toContain('Our own notes.');
  expect(repository.read('api/app/own.py')).toBe('MINE = 1\n');
  expect(repository.read('.env')).toBe(files['.env']);
  expect(patch).not.toContain('diff --git a/.env b/.env');
});
