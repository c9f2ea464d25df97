import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answering(url: string): Promise<void> {
  for (let attempt = 0; attempt < 150; attempt++) {
    if (await fetch(url).then((answer) => answer.ok, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${url} does not answer`);
}

/** Starts the production build for as long as `work` takes; `url` ends in a slash. */
export async function served<T>(work: (url: string) => Promise<T>, environment: Readonly<Record<string, string>> = {}): Promise<T> {
  if (!existsSync(path.join(root, '.next/BUILD_ID'))) throw new Error('There is no build: npm run build');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const server = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'start', '-H', '127.0.0.1', '-p', String(port)], { cwd: root, stdio: 'ignore', env: { ...process.env, ...environment } });
  try {
    await answering(url);
    return await work(url);
  } finally {
    server.kill();
  }
}
