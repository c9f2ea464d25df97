import { defaultLimits, type Limits } from './limits';

const SITE = 'http://designer.test';

export function asked(path: string, headers: Record<string, string> = {}): Request {
  return new Request(`${SITE}${path}`, { headers });
}

/** A body as a client sends it; a stream is one that never ends. */
export function posted(path: string, body: string | Uint8Array<ArrayBuffer> | ReadableStream, headers: Record<string, string> = {}): Request {
  return new Request(`${SITE}${path}`, { method: 'POST', body, headers, ...(body instanceof ReadableStream && { duplex: 'half' }) } as RequestInit);
}

export const design = JSON.stringify({ version: 2, project: { name: 'shop' } });

/** How a server comes to answer with a status, whatever the operation. */
export interface Provoked {
  readonly limits?: Partial<Limits>;
  /** Sent before, to be answered at the same time or earlier. */
  readonly before?: number;
  readonly request: (method: string, path: string, etag: string) => Request;
}

const fine: Provoked['request'] = (method, path) => (method === 'POST' ? posted(path, design) : asked(path));

const slow: Partial<Limits> = { body: { ...defaultLimits.body, milliseconds: 20 } };

/** A gate that is shut: nobody gets in and nobody waits. */
const shut = { atOnce: 0, waiting: 0, patience: 0 };

export const provoked: Readonly<Record<number, Provoked>> = {
  200: { request: fine },
  304: { request: (_method, path, etag) => asked(path, { 'if-none-match': `"other", ${etag}` }) },
  400: { request: (_method, path) => posted(path, '{"version":') },
  408: { limits: slow, request: (_method, path) => posted(path, new ReadableStream()) },
  413: { request: (_method, path) => posted(path, ' '.repeat(300_000)) },
  422: { request: (method, path) => (method === 'POST' ? posted(path, '{"version":2,"colour":"red"}') : asked(`${path}?s=2.$$$`)) },
  429: { limits: { rate: { perMinute: 1, burst: 1 } }, before: 1, request: fine },
  503: { limits: { working: shut, reading: shut }, request: fine },
};
