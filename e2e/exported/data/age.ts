import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { step } from '../support/install';
import { run } from '../support/run';

const version = 'v1.2.1';

/** A PATH with the program `age`; where this machine has none, it is made from its Go module, once. */
export async function pathWithAge(): Promise<string> {
  const own = process.env.PATH ?? '';
  if ((await run('age', ['--version'])).code === 0) return own;
  const folder = path.join(os.tmpdir(), `base2-age-${version}`);
  if (!existsSync(path.join(folder, 'age'))) await step(`age ${version}`, 'go', ['install', `filippo.io/age/cmd/age@${version}`], { GOBIN: folder, CGO_ENABLED: '0' });
  return `${folder}:${own}`;
}
