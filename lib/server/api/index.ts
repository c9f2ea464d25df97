import { problemResponse } from '../http';
import { schemaJson } from '../../generator/stack-json';
import { Refusal, serverOf, type Server } from './call';
import { documentResponse } from './document';
import type { Limits } from './limits';
import { manualOf, originOf } from './manual';
import { openapiOf } from './openapi';
import { designOperations, documentOperations, type Answering, type Operation } from './operations';
import { clientOf } from './rate';

const { manual, schema, openapi, health } = documentOperations;

/** All that the server does, in the order in which a person reads of it. */
export const operations: readonly Operation[] = [...designOperations, schema, openapi, health, manual];

let described: string | undefined;

/** At the page's own address no cache that many share may keep it: a browser would be given it in place of the page. */
const FOR_ONE = { 'cache-control': 'private, no-cache', vary: 'Accept' };

const documents: readonly Answering[] = [
  { ...manual, answer: ({ request, server }) => documentResponse(request, manualOf(operations, originOf(request), server.limits), 'text/plain; charset=utf-8', FOR_ONE) },
  { ...schema, answer: ({ request }) => documentResponse(request, schemaJson(), 'application/schema+json') },
  {
    ...openapi,
    answer: ({ request }) => {
      described ??= `${JSON.stringify(openapiOf(operations), null, 2)}\n`;
      return documentResponse(request, described, 'application/json');
    },
  },
  { ...health, answer: () => new Response('ok\n', { headers: { 'cache-control': 'no-store', 'content-type': 'text/plain; charset=utf-8' } }) },
];

const answering: readonly Answering[] = [...designOperations, ...documents];

function found(method: string, path: string): Answering | Response {
  const there = answering.filter((operation) => operation.path === path);
  const asked = method === 'HEAD' ? 'GET' : method;
  const operation = there.find((each) => each.method === asked);
  if (operation) return operation;
  if (there.length === 0) return problemResponse(404, 'Not found', 'There is nothing at this address. GET /api tells what there is.');
  const allow = there.map((each) => each.method).join(', ');
  return problemResponse(405, 'Not that way', `Use ${allow}.`, { headers: { allow } });
}

/** The page's own address is the manual's for whoever does not ask for HTML: see `rewrites` in next.config.js. */
function pathOf({ url }: Request): string {
  const path = new URL(url).pathname.replace(/\/+$/, '');
  return path === '' ? manual.path : path;
}

async function answer(server: Server, request: Request): Promise<Response> {
  const operation = found(request.method, pathOf(request));
  if (operation instanceof Response) return operation;
  const wait = operation.kind === 'work' ? server.rate.take(clientOf(request, server.limits.proxies)) : undefined;
  if (wait !== undefined) return problemResponse(429, 'Too many requests', `Ask again in ${wait} s.`, { headers: { 'retry-after': String(wait) } });
  return operation.answer({ request, server });
}

/** The HTTP API: a request in, an answer out. It keeps nothing but counts. Fails only where this program has an error. */
export function createApi(limits: Limits, templates: Server['templates']): (request: Request) => Promise<Response> {
  const server = serverOf(limits, templates);
  return (request) =>
    answer(server, request).catch((error: unknown) => {
      if (error instanceof Refusal) return error.response;
      throw error;
    });
}
