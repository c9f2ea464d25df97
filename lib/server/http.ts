import type { Problem } from '../kit/finding';
import { pathText } from '../stack';

/** The largest design that is read: bytes. A real one has about 2 KB. */
export const BODY_LIMIT = 262_144;

/** An answer in the form of RFC 9457, with every field that is wrong. */
export function problemResponse(status: number, title: string, detail: string, problems: readonly Problem[] = []): Response {
  const errors = problems.map(({ id, path, message }) => ({ id, field: pathText(path), message }));
  return Response.json(
    { type: 'about:blank', title, status, detail, ...(errors.length > 0 && { errors }) },
    { status, headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' } },
  );
}

/** The body as text, or nothing when it is longer than the limit; reading stops there, whatever the headers say. */
export async function readBounded(request: Request, limit: number): Promise<string | undefined> {
  if (!request.body) return '';
  const reader = request.body.getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let length = 0;
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.length;
    if (length > limit) {
      await reader.cancel();
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}
