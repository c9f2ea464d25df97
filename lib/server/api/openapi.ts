import * as z from 'zod';
import { AuditReport } from '../../report/audit-report';
import { ProblemDetails } from '../../report/problems';
import { Validation } from '../../report/validation';
import { designSchema } from '../../stack';
import { GENERATOR_VERSION as version } from '../../kit/generator-version';
import type { Answer, Operation, SchemaName } from './operations';

type Json = Readonly<Record<string, unknown>>;

/** The document says its dialect once, for all schemas in it. */
function withoutDialect({ $schema: _dialect, ...schema }: Json): Json {
  return schema;
}

function schemas(): Readonly<Record<SchemaName, Json>> {
  return {
    Design: withoutDialect(designSchema()),
    Problem: withoutDialect(z.toJSONSchema(ProblemDetails)),
    Validation: withoutDialect(z.toJSONSchema(Validation)),
    AuditReport: withoutDialect(z.toJSONSchema(AuditReport)),
  };
}

const reference = (name: SchemaName) => ({ $ref: `#/components/schemas/${name}` });

function mediaType(kind: NonNullable<Answer['content']>[string]): Json {
  // Bytes have no schema in OpenAPI 3.1: the media type says it all.
  if (kind === 'bytes') return {};
  if (kind === 'text') return { schema: { type: 'string' } };
  return { schema: kind === 'json' ? { type: 'object' } : reference(kind) };
}

function answerOf({ description, content, headers }: Answer): Json {
  const each = <T>(map: Readonly<Record<string, T>>, to: (value: T) => Json) => Object.fromEntries(Object.entries(map).map(([key, value]) => [key, to(value)]));
  return {
    description,
    ...(headers && { headers: each(headers, (words) => ({ description: words, schema: { type: 'string' } })) }),
    ...(content && { content: each(content, mediaType) }),
  };
}

function operationOf({ id, summary, parameters, takesDesign, answers }: Operation): Json {
  return {
    operationId: id,
    summary,
    ...(parameters && { parameters: parameters.map((parameter) => ({ in: 'query', ...parameter })) }),
    ...(takesDesign && { requestBody: { required: true, description: 'A stack.json, whatever its media type is said to be.', content: { 'application/json': { schema: reference('Design') } } } }),
    responses: Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, answerOf(answer)])),
  };
}

/** The OpenAPI 3.1 document of the operations, made from the schemas that the server checks with. */
export function openapiOf(operations: readonly Operation[]): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const operation of operations) paths[operation.path] = { ...paths[operation.path], [operation.method.toLowerCase()]: operationOf(operation) };
  return {
    openapi: '3.1.1',
    info: { title: 'Base2 Designer', version, description: 'A design goes in, a repository that runs with Docker comes out. No account, no cookie; nothing is kept.' },
    servers: [{ url: '/' }],
    paths,
    components: { schemas: schemas() },
  };
}
