import type { Problem } from '../kit/finding';
import { fieldProblems, type ProblemDetails } from '../report/problems';

interface Facts {
  readonly problems?: readonly Problem[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer in the form of RFC 9457, with every field that is wrong. */
export function problemResponse(status: number, title: string, detail: string, { problems = [], headers = {} }: Facts = {}): Response {
  const body: ProblemDetails = { type: 'about:blank', title, status, detail, ...(problems.length > 0 && { errors: fieldProblems(problems) }) };
  return Response.json(body, { status, headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers } });
}

export type Body = { readonly text: string } | { readonly refused: 'large' | 'late' | 'binary' };

interface Bounds {
  /** The largest body that is read: bytes. */
  readonly bytes: number;
  /** The longest time that a client may take to send it: milliseconds. */
  readonly milliseconds: number;
}

async function readAll(reader: ReadableStreamDefaultReader<Uint8Array>, limit: number): Promise<Body> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let length = 0;
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { text: text + decoder.decode() };
      length += value.length;
      if (length > limit) return { refused: 'large' };
      text += decoder.decode(value, { stream: true });
    }
  } catch (error) {
    if (error instanceof TypeError) return { refused: 'binary' };
    throw error;
  }
}

/** The body as text. Reading stops at the limit and at the end of the time, whatever the headers say. */
export async function readBounded(request: Request, { bytes, milliseconds }: Bounds): Promise<Body> {
  if (!request.body) return { text: '' };
  const reader = request.body.getReader();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Body>((resolve) => {
    timer = setTimeout(() => resolve({ refused: 'late' }), milliseconds);
  });
  try {
    const body = await Promise.race([readAll(reader, bytes), late]);
    if ('refused' in body) await reader.cancel().catch(() => undefined);
    return body;
  } finally {
    clearTimeout(timer);
  }
}
