import { presets } from '../../stack/presets';
import type { Call } from './call';
import { auditPosted, exportAsked, exportPosted, validatePosted } from './designs';

/** Names of `components.schemas` in the OpenAPI document. */
export type SchemaName = 'Design' | 'Problem' | 'Validation' | 'AuditReport';

export interface Answer {
  readonly description: string;
  /** Media type → schema; a type without a schema is bytes or text. */
  readonly content?: Readonly<Record<string, SchemaName | 'bytes' | 'text' | 'json'>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Parameter {
  readonly name: string;
  readonly description: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** One method of one path: what it does, and all that is said of it. */
export interface Operation {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  /** A call to copy; `ORIGIN` stands for the address of the server. */
  readonly example: string;
  /** Work is counted for each client, and waits for its turn. */
  readonly kind: 'work' | 'document';
  readonly takesDesign?: true;
  readonly parameters?: readonly Parameter[];
  readonly answers: Readonly<Record<number, Answer>>;
}

export type Answering = Operation & { answer(call: Call): Response | Promise<Response> };

const problem = (description: string, headers?: Answer['headers']): Answer => ({ description, content: { 'application/problem+json': 'Problem' }, ...(headers && { headers }) });

const RETRY = { 'Retry-After': 'Seconds after which to try again.' };

const refusals = {
  422: problem('The design is not valid; `errors` names every field.'),
  429: problem('This client asks too often.', RETRY),
  503: problem('The server has more to do than it can.', RETRY),
};

const bodyRefusals = {
  400: problem('The body is not JSON in UTF-8.'),
  408: problem('The body took too long to arrive.'),
  413: problem('The body is too large.'),
};

const zip: Answer = {
  description: 'The repository as a zip, with secrets that were made for this answer and are kept nowhere.',
  content: { 'application/zip': 'bytes' },
  headers: { 'Content-Disposition': 'The name of the file.' },
};

/** What the server does with designs. */
export const designOperations: readonly Answering[] = [
  {
    method: 'GET',
    path: '/api/export',
    id: 'exportFromAddress',
    summary: 'Exports a design that the address spells; without parameters the default one.',
    example: "curl -OJ 'ORIGIN/api/export?preset=hardened&set=project.domain=app.example.com&set=tls.email=you@example.com'",
    kind: 'work',
    parameters: [
      { name: 's', description: 'The part of a share link behind `#s=`.', schema: { type: 'string', maxLength: 16_384 } },
      { name: 'preset', description: 'Begins with a preset instead of a link.', schema: { type: 'string', enum: presets.map(({ id }) => id) } },
      { name: 'set', description: 'Changes one field, `path=value`, as often as wanted.', schema: { type: 'array', items: { type: 'string' }, maxItems: 100 } },
    ],
    answers: { 200: zip, ...refusals },
    answer: exportAsked,
  },
  {
    method: 'POST',
    path: '/api/export',
    id: 'exportDesign',
    summary: 'Exports the design in the body.',
    example: 'curl -OJ --data-binary @stack.json ORIGIN/api/export',
    kind: 'work',
    takesDesign: true,
    answers: { 200: zip, ...bodyRefusals, ...refusals },
    answer: exportPosted,
  },
  {
    method: 'POST',
    path: '/api/validate',
    id: 'validateDesign',
    summary: 'Says whether a design is valid, and what to think about if it is.',
    example: 'curl --data-binary @stack.json ORIGIN/api/validate',
    kind: 'work',
    takesDesign: true,
    answers: { 200: { description: 'The design is valid.', content: { 'application/json': 'Validation' } }, ...bodyRefusals, ...refusals },
    answer: validatePosted,
  },
  {
    method: 'POST',
    path: '/api/audit',
    id: 'auditDesign',
    summary: 'Says what is unwise in the export of a design, why, and where it stands.',
    example: "curl --data-binary @stack.json -H 'Accept: application/sarif+json' ORIGIN/api/audit",
    kind: 'work',
    takesDesign: true,
    answers: { 200: { description: 'The report; as SARIF 2.1.0 where `Accept` asks for it.', content: { 'application/json': 'AuditReport', 'application/sarif+json': 'json' } }, ...bodyRefusals, ...refusals },
    answer: auditPosted,
  },
];

const document = (description: string, content: Answer['content']): Operation['answers'] => ({
  200: { description, ...(content && { content }), headers: { ETag: 'Changes when the document does.' } },
  304: { description: 'The client has it already (`If-None-Match`).', headers: { ETag: 'As it was sent.' } },
});

/** Documents about the server itself; their texts are in `documents.ts`. */
export const documentOperations = {
  manual: {
    method: 'GET',
    path: '/api',
    id: 'readManual',
    summary: 'Prints this text. So does the page itself for programs that do not ask for HTML.',
    example: 'curl ORIGIN',
    kind: 'document',
    answers: document('How to use the server.', { 'text/plain': 'text' }),
  },
  schema: {
    method: 'GET',
    path: '/api/schema',
    id: 'readSchema',
    summary: 'The JSON Schema of a design.',
    example: 'curl -o stack.schema.json ORIGIN/api/schema',
    kind: 'document',
    answers: document('JSON Schema, draft 2020-12.', { 'application/schema+json': 'json' }),
  },
  openapi: {
    method: 'GET',
    path: '/api/openapi.json',
    id: 'readOpenapi',
    summary: 'All of this as an OpenAPI 3.1 document.',
    example: 'curl ORIGIN/api/openapi.json',
    kind: 'document',
    answers: document('OpenAPI 3.1.', { 'application/json': 'json' }),
  },
  health: {
    method: 'GET',
    path: '/api/health',
    id: 'readHealth',
    summary: 'Says that the server answers; also under load.',
    example: 'curl ORIGIN/api/health',
    kind: 'document',
    answers: { 200: { description: 'It does.', content: { 'text/plain': 'text' } } },
  },
} as const satisfies Readonly<Record<string, Operation>>;
