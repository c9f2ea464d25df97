import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { step } from '../support/install';
import { must, run } from '../support/run';

const version = 'v1.27.11';
const modulePath = 'github.com/axllent/mailpit';
const image = `axllent/mailpit:${version}`;

/** As the official image has it: the program, and nothing else that is used. */
const dockerfile = `FROM scratch
COPY mailpit /mailpit
HEALTHCHECK --interval=15s --start-period=10s --start-interval=1s CMD ["/mailpit", "readyz"]
ENTRYPOINT ["/mailpit"]
`;

/** The program with its pages, as its own Dockerfile makes it. Modules are read-only where Go keeps them. */
async function build(source: string, into: string): Promise<void> {
  await step(`the source of mailpit ${version}`, 'go', ['mod', 'download', `${modulePath}@${version}`]);
  const kept = (await must('go', ['env', 'GOMODCACHE'])).stdout.trim();
  await cp(path.join(kept, `${modulePath}@${version}`), source, { recursive: true });
  await must('chmod', ['-R', 'u+w', source]);
  await step('what the pages of mailpit are made of', 'npm', ['--prefix', source, 'ci', '--no-audit', '--no-fund']);
  await step('the pages of mailpit', 'npm', ['--prefix', source, 'run', 'package']);
  await step(`mailpit ${version}`, 'go', ['build', '-C', source, '-ldflags', `-s -w -X ${modulePath}/config.Version=${version}`, '-o', into, '.'], { CGO_ENABLED: '0' });
}

/** Where the image can neither be found nor pulled, it is made from the Go module of the same version. */
export async function provideMailpit(): Promise<void> {
  if ((await run('docker', ['image', 'inspect', image])).code === 0) return;
  if ((await run('docker', ['pull', '--quiet', image], { timeoutMs: 120_000 })).code === 0) return;
  const folder = await mkdtemp(path.join(os.tmpdir(), 'base2-mailpit-'));
  const context = path.join(folder, 'context');
  try {
    await must('mkdir', [context]);
    await build(path.join(folder, 'source'), path.join(context, 'mailpit'));
    await writeFile(path.join(context, 'Dockerfile'), dockerfile);
    await must('docker', ['build', '--quiet', '--tag', image, context], { timeoutMs: 300_000 });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
