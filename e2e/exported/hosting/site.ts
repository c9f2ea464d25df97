import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { must } from '../support/run';

export const repository = fileURLToPath(new URL('../../..', import.meta.url));

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };

/** A file server that knows nothing of what it serves. */
function fileServer(root: string): Server {
  return createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://files').pathname.replace(/\/$/, '/index.html');
    readFile(path.join(root, path.normalize(name))).then(
      (bytes) => response.setHeader('content-type', TYPES[path.extname(name)] ?? 'application/octet-stream').end(bytes),
      () => response.writeHead(404).end(),
    );
  });
}

export interface Site {
  /** Where the built files are. */
  readonly folder: string;
  /** Without a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

/** The designer as files, built for this test, behind a plain file server. */
export async function staticSite(): Promise<Site> {
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'base2-static-'));
  const folder = path.join(scratch, 'site');
  await must('npm', ['run', '--silent', 'build:static', '--', folder], { cwd: repository, timeoutMs: 540_000 });
  const server = fileServer(folder);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    folder,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      await rm(scratch, { recursive: true, force: true });
    },
  };
}
