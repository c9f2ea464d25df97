import path from 'node:path';
import { zipFiles } from '@/lib/export/zip';
import { generate, secretSpecs } from '@/lib/generator';
import { makeSecrets } from '@/lib/kit/secret';
import { BODY_LIMIT, problemResponse, readBounded } from '@/lib/server/http';
import { nodeSecretSource } from '@/lib/server/secrets';
import { readTemplates } from '@/lib/server/templates';
import { checkStack } from '@/lib/stack';

const templates = readTemplates(path.join(process.cwd(), 'templates'));

type Read = { readonly draft: unknown } | { readonly refusal: Response };

async function readDesign(request: Request): Promise<Read> {
  let text: string | undefined;
  try {
    text = await readBounded(request, BODY_LIMIT);
  } catch {
    return { refusal: problemResponse(400, 'Not a text', 'The body is not UTF-8.') };
  }
  if (text === undefined) return { refusal: problemResponse(413, 'Too large', `A design has at most ${BODY_LIMIT} bytes.`) };
  try {
    return { draft: JSON.parse(text) };
  } catch (error) {
    return { refusal: problemResponse(400, 'Not JSON', `The body is not JSON: ${(error as Error).message}`) };
  }
}

/** `POST /api/export`: a stack.json in, a zip out. Its secrets are made for this answer and kept nowhere. */
export async function POST(request: Request): Promise<Response> {
  const read = await readDesign(request);
  if ('refusal' in read) return read.refusal;
  const checked = checkStack(read.draft);
  if (!checked.ok) return problemResponse(422, 'Not a valid design', 'Some fields cannot be exported.', checked.problems);
  const { stack } = checked;
  const secrets = makeSecrets(secretSpecs(stack), nodeSecretSource);
  const zip = await zipFiles(generate(stack, { templates: await templates, secrets }), stack.project.name);
  return new Response(zip as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${stack.project.name}.zip"`,
      'cache-control': 'no-store',
    },
  });
}
