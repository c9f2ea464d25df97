import * as z from 'zod';
import type { Problem } from '../kit/finding';
import { Hardening } from '../kit/hardening';
import { Observability } from '../kit/observability';
import { oncePer } from '../kit/remembered';
import { Project } from '../kit/project';
import { Tls } from '../kit/tls';
import type { AnyService } from '../kit/service';
import { serviceIds, services, type ServiceId } from '../services';
import { Containers } from './containers';
import { STACK_VERSION } from './migrate';
import { brokenRules } from './rules';
import { isParsed, sharing } from './shared';

// The cast below is the price of composing the shape from the registry: TypeScript cannot follow a computed object.
type ServiceShape = {
  [K in ServiceId]: (typeof services)[K]['presence'] extends 'required'
    ? z.ZodDefault<(typeof services)[K]['schema']>
    : z.ZodOptional<(typeof services)[K]['schema']>;
};

function shapeOf(id: ServiceId): z.ZodType {
  const { schema, presence }: AnyService = services[id];
  return presence === 'required' ? schema.prefault({}) : schema.optional();
}

const shape = Object.fromEntries(serviceIds.map((id) => [id, shapeOf(id)])) as unknown as ServiceShape;

const Position = z.strictObject({ x: z.number().min(-1e5).max(1e5), y: z.number().min(-1e5).max(1e5) });

// Not a record: zod's records pass over a key named __proto__ without a word.
const positions = Object.fromEntries(serviceIds.map((id) => [id, Position.optional()])) as Record<ServiceId, z.ZodOptional<typeof Position>>;

/** What made an export. It belongs to the file, as `$schema` does. */
export const Generator = z.string().regex(/^base2 \d+\.\d+\.\d+$/).max(40).describe('What wrote this file. Nothing depends on it.');

/** Why a design of another version is refused. */
function otherVersion({ input }: { readonly input?: unknown }): string {
  if (typeof input !== 'number' || input <= STACK_VERSION) return `This designer reads version ${STACK_VERSION} of a design`;
  return `A newer designer made this design: it has version ${input}, and this one reads versions up to ${STACK_VERSION}. Open it there, or update this one`;
}

// A change of this shape gets a new version and a migration.
const Design = z.strictObject({
  $schema: z.string().max(500).optional(),
  generator: Generator.optional(),
  version: z.literal(STACK_VERSION, { error: otherVersion }),
  project: Project.prefault({}),
  tls: Tls.prefault({}),
  hardening: Hardening.prefault({}),
  observability: Observability.prefault({}),
  services: z.strictObject(shape).prefault({}),
  /** Containers of the owner's, by name. */
  containers: Containers.optional(),
  /** Where the nodes stand on the canvas; changes nothing but where a design is noted: `stack.json`, and the end of the compose file. */
  layout: z.object(positions).catchall(Position).optional(),
});

/** A design: everything that a person chooses, and no secret. */
export const Stack = Design.overwrite(sharing).superRefine((stack, context) => {
  // Rules may rely on every field being right by itself.
  if (context.issues.length > 0) return;
  for (const { id, path, message, severity, remedies } of brokenRules(stack)) {
    if (severity === undefined) context.addIssue({ code: 'custom', path: [...path], message, params: { rule: id, remedies } });
  }
});
export type Stack = z.infer<typeof Design>;

/** What a valid design should make its owner think about. It can be exported all the same. */
export const warningsOf = oncePer((stack: Stack): readonly Problem[] => brokenRules(stack).filter(({ severity }) => severity === 'warning'));

/** The design with its keys in the schema's order, however it came about. @throws z.ZodError when it is none. */
export function inOrder(stack: Stack): Stack {
  return isParsed(stack) ? stack : Stack.parse(stack);
}

/** The file of an export that has the schema of its design. */
export const SCHEMA_FILE = 'stack.schema.json';

/** The `$schema` of a `stack.json` beside it. It belongs to the file: a design that is read has none for it. */
export const OWN_SCHEMA = `./${SCHEMA_FILE}`;

/** JSON Schema of `stack.json`, for editors and for whoever writes one by hand. */
export function designSchema(): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(Stack, { io: 'input' });
}

/** The number under which the default design is kept (`defaults/`), for what is written as a difference from it. */
export const DEFAULTS = 2;

/** The design that the tool starts with: the specification's stack on localhost. */
export const defaultStack: Stack = Stack.parse({
  version: STACK_VERSION,
  services: Object.fromEntries(serviceIds.filter((id) => services[id].presence !== 'optional').map((id) => [id, {}])),
});

/** The parts of a design that belong to the stack as a whole, each with a form of its own. */
export const sections = [
  { id: 'project', title: 'Stack', role: 'What it is called and where it runs.', schema: Project },
  { id: 'tls', title: 'TLS', role: 'Where the certificate comes from.', schema: Tls },
  { id: 'hardening', title: 'Hardening', role: 'What every container is denied.', schema: Hardening },
  { id: 'observability', title: 'Observability', role: 'What is measured and where traces go.', schema: Observability },
] as const;
export type SectionId = (typeof sections)[number]['id'];
