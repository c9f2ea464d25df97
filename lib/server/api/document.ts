import { createHash } from 'node:crypto';

function matches(header: string | null, tag: string): boolean {
  return header?.split(',').some((each) => each.trim().replace(/^W\//, '') === tag || each.trim() === '*') ?? false;
}

/** A text that changes with the version only: a client that has it already gets 304. */
export function documentResponse(request: Request, text: string, type: string, more: Readonly<Record<string, string>> = {}): Response {
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  const headers = { etag, 'cache-control': 'no-cache', ...more };
  if (matches(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers });
  return new Response(text, { headers: { ...headers, 'content-type': type } });
}
