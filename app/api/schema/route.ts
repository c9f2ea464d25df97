import * as z from 'zod';
import { Stack } from '@/lib/stack';

export const dynamic = 'force-static';

/** JSON Schema of `stack.json`, for editors and for whoever writes one by hand. */
export function GET(): Response {
  return Response.json(z.toJSONSchema(Stack, { io: 'input' }), { headers: { 'content-type': 'application/schema+json' } });
}
