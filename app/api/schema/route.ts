import { designSchema } from '@/lib/stack';

export const dynamic = 'force-static';

export function GET(): Response {
  return Response.json(designSchema(), { headers: { 'content-type': 'application/schema+json' } });
}
