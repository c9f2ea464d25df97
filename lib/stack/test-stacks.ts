import fc from 'fast-check';
import * as z from 'zod';
import { fields, type Field } from '../kit/fields';
import { Container } from '../container';
import { serviceIds, services, type ServiceId } from '../services';
import { checkStack } from './check';
import { STACK_VERSION } from './migrate';
import { defaultStack, sections, type Stack } from './schema';

type Config<Id extends ServiceId> = Partial<z.input<(typeof services)[Id]['schema']>>;
interface StackPart {
  readonly project?: Partial<Stack['project']>;
  readonly tls?: Partial<Stack['tls']>;
  readonly hardening?: Partial<Stack['hardening']>;
  readonly observability?: Partial<Stack['observability']>;
}

/** A design that breaks no rule. @throws Error that lists the problems of one that does. */
export function parsed(draft: unknown): Stack {
  const checked = checkStack(draft);
  if (checked.ok) return checked.stack;
  throw new Error(checked.problems.map(({ id, path, message }) => `${id} at ${path.join('.')}: ${message}`).join('\n'));
}

/** The default design with other settings of the whole stack, not checked. */
export function draftOf(part: StackPart, services: Record<string, unknown> = {}): Record<string, unknown> {
  const { project, tls, hardening, observability } = defaultStack;
  return {
    version: STACK_VERSION,
    project: { ...project, ...part.project },
    tls: { ...tls, ...part.tls },
    hardening: { ...hardening, ...part.hardening },
    observability: { ...observability, ...part.observability },
    services: { ...defaultStack.services, ...services },
  };
}

/** The default design with one service configured, and further settings of the stack. Parses the real schema. */
export function stackWith<Id extends ServiceId>(id: Id, config: Config<Id> = {}, part: StackPart = {}): Stack {
  return parsed(draftOf(part, { [id]: config }));
}

export function stackOf(part: StackPart): Stack {
  return parsed(draftOf(part));
}

/** Ids and paths of all problems of a draft, as `id path`. */
export function problemsOf(draft: unknown): string[] {
  const checked = checkStack(draft);
  return checked.ok ? [] : checked.problems.map(({ id, path }) => `${id} ${path.join('.')}`);
}

// Texts that mean something to some field; which of them a field takes, its own schema says.
const TEXTS = [
  'a', 'shop', 'base2', 'shop_orders', 'ops@example.com', 'o+p-s_1@sub.example.co', '15m', '12h', '7d',
  'localhost', 'app.example.com', 'shop.example.org', 'a.example.net', 'my-shop.co', 'a-b.internal', 'my_net.work-1',
  '127.0.0.1', '203.0.113.7', '198.51.100.0/24', '2001:db8::/32', '::1', '/admin', '/office/admin', '/control_room-2',
  'http://collector:4318', 'https://otel.example.com:4318/eu-1',
  '/healthz?deep=1', '/tmp', '/var/cache/app', 'ghcr.io/acme/shop-api:2.1.0', `docker.io/library/redis@sha256:${'0123456789abcdef'.repeat(4)}`,
  'npm run start -- --name "two words"', '10001:10001', '472:0', '0:0', 'LOG_LEVEL=info', 'EMPTY=', `ODD=a$b#c'd"e\\f g@h:i/j%k{{l}}`, 'SESSION_KEY', 'LOG_LEVEL',
  'data:/var/lib/data', 'cache:/tmp', 'data:/srv',
  "default-src 'self' \"#$\\ {{ x }} ${Y} %41", '$$ $VAR `id`', '# not a comment', '{',
];

function accepts(schema: z.ZodType, value: unknown): boolean {
  return schema.safeParse(value).success;
}

function textFrom(schema: z.ZodType): fc.Arbitrary<string> {
  const known = TEXTS.filter((value) => accepts(schema, value));
  const pattern = z.toJSONSchema(schema, { io: 'input' }).pattern;
  // What the generator of texts cannot read (a look-ahead) is left to the known ones.
  if (pattern === undefined || pattern.includes('(?')) return fc.constantFrom(...known);
  const free = fc.stringMatching(new RegExp(pattern)).filter((value) => accepts(schema, value));
  return known.length > 0 ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: free }) : free;
}

function listFrom(schema: z.ZodType): fc.Arbitrary<string[]> {
  const items = [...TEXTS, ...((z.toJSONSchema(schema, { io: 'input' }).items as { enum?: string[] }).enum ?? [])];
  const fitting = [...new Set(items)].filter((item) => accepts(schema, [item]));
  return fc.subarray(fitting, { maxLength: Math.min(4, fitting.length) });
}

function numberFrom(min: number, max: number): fc.Arbitrary<number> {
  const whole = fc.integer({ min: Math.ceil(min), max });
  return fc.oneof(fc.constantFrom(min, max), whole);
}

function valueOf(field: Field, schema: z.ZodType): fc.Arbitrary<unknown> {
  if (field.widget === 'switch') return fc.boolean();
  if (field.widget === 'number') return numberFrom(field.minimum ?? 0, field.maximum ?? 1e9);
  if (Array.isArray(field.default)) return listFrom(schema);
  if (field.choices) return fc.constantFrom(...field.choices.map(({ value }) => value));
  return textFrom(schema);
}

function configOf(schema: z.ZodObject): fc.Arbitrary<Record<string, unknown>> {
  const arbitraries = fields(schema).map((field) => [field.name, valueOf(field, schema.shape[field.name] as z.ZodType)] as const);
  return fc.record(Object.fromEntries(arbitraries), { requiredKeys: [] });
}

type Draft = Record<string, Record<string, Record<string, unknown>>>;

/** Takes out what breaks a rule: first the field that the message names, then the whole part around it. */
function repaired(draft: unknown): Stack {
  const copy = structuredClone(draft) as Draft;
  for (let round = 0; round < 20; round += 1) {
    const checked = checkStack(copy);
    if (checked.ok) return checked.stack;
    for (const { path } of checked.problems) {
      const [first = '', second = '', third = ''] = path.map(String);
      const part = (third === '' ? copy[first] : copy[first]?.[second]) as Record<string, unknown>;
      if (round < 3) delete part[third === '' ? second : third];
      else for (const name of Object.keys(part)) delete part[name];
    }
  }
  throw new Error(`cannot be repaired: ${JSON.stringify(draft)}`);
}

const place = fc.record({ x: fc.integer({ min: -2000, max: 2000 }), y: fc.constantFrom(0, 12.5, -300) });

const CONTAINER_NAMES = ['job', 'shop-web', 'a', 'x1-y2-z3', 'fastapi', 'a-away'];

const anyContainers = fc.option(
  fc.uniqueArray(fc.tuple(fc.constantFrom(...CONTAINER_NAMES), configOf(Container)), { selector: ([name]) => name, maxLength: 3, minLength: 1 }).map((entries) => Object.fromEntries(entries)),
  { nil: undefined, freq: 1 },
);

/** A place for each container too: it may have one. */
function placed<T extends { readonly containers?: object | undefined; readonly layout?: object | undefined }>(draft: T, at: { x: number; y: number }): T {
  if (!draft.containers || !draft.layout) return draft;
  return { ...draft, layout: { ...draft.layout, ...Object.fromEntries(Object.keys(draft.containers).map((name) => [name, at])) } };
}

/** Any design that breaks no rule, from what the schemas say of their fields. */
export const anyStack: fc.Arbitrary<Stack> = fc
  .record(
    {
      version: fc.constant(STACK_VERSION),
      ...Object.fromEntries(sections.map(({ id, schema }) => [id, configOf(schema)])),
      services: fc.record(Object.fromEntries(serviceIds.map((id) => [id, configOf(services[id].schema)])), {
        requiredKeys: serviceIds.filter((id) => services[id].presence === 'required'),
      }),
      containers: anyContainers,
      layout: fc.record(Object.fromEntries(serviceIds.map((id) => [id, place])), { requiredKeys: [] }),
    },
    // The keys of the sections are computed, so their names are lost to the type.
    { requiredKeys: ['version', 'services', ...sections.map(({ id }) => id)] as 'version'[] },
  )
  .chain((draft) => place.map((at) => placed(draft, at)))
  .map(repaired);

/** The same with a Traefik of the stack's own. */
export const anyOwnEdge: fc.Arbitrary<Stack> = anyStack.map((stack) => withEdge(stack, { entry: 'own' }));

/** The same behind a Traefik of the host, without what such a design is refused for. */
export const anySharedEdge: fc.Arbitrary<Stack> = fc
  .record({ stack: anyStack, sharedNetwork: fc.constantFrom('traefik', 'edge.net_1'), sharedEntryPoint: fc.constantFrom('websecure', 'https'), sharedResolver: fc.constantFrom('', 'letsencrypt') })
  .map(({ stack, ...names }) => {
    const edge = { ...names, entry: 'shared', dashboard: 'none', http3: false } as const;
    const fitting: Stack = { ...stack, project: { ...stack.project, inFront: 'none' }, tls: { ...stack.tls, mode: 'local' } };
    const shared = withEdge(fitting, edge);
    if (shared.services.traefik.entry === 'shared') return shared;
    // Something asks for a password, which a label cannot read from a file.
    return withEdge({ ...fitting, hardening: { ...fitting.hardening, secrets: 'env' } }, edge);
  });

function withEdge(stack: Stack, edge: Partial<Stack['services']['traefik']>): Stack {
  return repaired({ ...stack, services: { ...stack.services, traefik: { ...stack.services.traefik, ...edge } } });
}
