import path from 'node:path';
import { createApi } from '@/lib/server/api';
import { limitsFrom } from '@/lib/server/api/limits';
import { readTemplates } from '@/lib/server/templates';

let templates: ReturnType<typeof readTemplates> | undefined;

const answer = createApi(limitsFrom(process.env), () => (templates ??= readTemplates(path.join(process.cwd(), 'templates'))));

/** Everything below `/api`: one route, so that all of it shares one count of what is in hand. */
export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
