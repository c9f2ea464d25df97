import type * as z from 'zod';
import type { Need, Offer, Route } from './capabilities';
import type { ComposeContribution } from './compose';
import type { Connection } from './connection';
import type { Facts } from './facts';
import { oncePer } from './remembered';
import type { Step } from './remedy';
import type { SecretSpec } from './secret';
import type { Text } from './text';
import type { Variable } from './variable';
import type { YamlFile } from './yaml-file';

export const zones = ['edge', 'app', 'data'] as const;
export type Zone = (typeof zones)[number];

/** Whether a design must have the service, has it from the start, or can add it. */
export type Presence = 'required' | 'preselected' | 'optional';

/** What a service is told when it contributes to an export. */
export interface Context extends Facts {
  /** Active connections that begin or end at the service. */
  readonly outgoing: readonly Connection[];
  readonly incoming: readonly Connection[];
}

/** Files that only this service has, computed from data. */
export type ComputedFile = YamlFile | JsonFile;

export interface JsonFile {
  readonly kind: 'json';
  readonly path: string;
  readonly data: unknown;
}

export interface ServiceFiles {
  /** A folder of `templates/` that it starts from, and where its copy goes. What an owner made of it is not replaced. */
  readonly starter?: { readonly template: string; readonly folder: string };
  /** Paths below `templates/` that this design does not ship. */
  readonly omit?: readonly string[];
  readonly add?: readonly ComputedFile[];
}

/** What the README of an export says about the service. */
export interface ReadmeEntry {
  readonly title: string;
  readonly address: string;
  readonly note: string;
}

/** What the hardening list asks for and a design does not do; `SECURITY.md` answers each. */
export interface Gap {
  /** Numbers of the list. */
  readonly numbers: readonly number[];
  readonly what: string;
  /** Why, and how to go further. */
  readonly why: string;
}

/** Only the edge has this: how routes become its own language. */
export interface Edge {
  /** Labels for the service that a route leads to; empty where the edge reads files only. */
  labels(routes: readonly RoutedTo[]): Record<string, Text>;
  readonly words: EdgeWords;
  /** Labels that are different in development, where the edge reads no file of the stack. */
  developmentLabels?(routes: readonly RoutedTo[]): Record<string, Text>;
  /** A network made outside of this stack, on which a shared edge reaches what it routes to. */
  readonly network?: ExternalNetwork;
}

/** What documents say of the edge. */
export interface EdgeWords {
  /** What it protects. */
  readonly protects: string;
  /** What it publishes on the host; a person reads it before *; a firewall …*. */
  readonly publishes: string;
  /** What a request gets whose client came to a proxy without TLS; a person reads it after *without it,*. */
  readonly plain: string;
  /** Where middlewares and the routers that belong to no container stand. */
  readonly routers: string;
}

export interface ExternalNetwork {
  /** Its key in the compose file. */
  readonly id: string;
  /** Its name in Docker. */
  readonly name: Text;
  readonly note: string;
}

/** Ports of the host. That for HTTP is not known where the edge is not this stack's. */
export interface PublicPorts {
  readonly http?: number;
  readonly https: number;
  /** That for HTTPS takes UDP too, where TLS ends here. */
  readonly udp?: true;
  /** The one address of the host that listens; left out where all do. */
  readonly address?: string;
}

export interface RoutedTo {
  readonly service: string;
  readonly route: Route;
}

/** A rule that a configuration breaks together with another field or with the stack around it. */
export interface Violation {
  /** Rule id after the service's own: `hsts-local` becomes `traefik/hsts-local`. */
  readonly rule: string;
  /** The field that the message stands at. */
  readonly field: string;
  /** What is wrong and what to do. */
  readonly message: string;
  /** Left out: the design is not valid. A warning leaves it so. */
  readonly severity?: 'warning';
  /** Sets of changes that each make the rule hold; the likeliest first. */
  readonly remedies?: readonly (readonly Step[])[];
}

export interface Definition<Id extends string, S extends z.ZodObject, P extends Presence> {
  readonly id: Id;
  readonly title: string;
  /** One sentence: its role in the stack. */
  readonly role: string;
  readonly zone: Zone;
  readonly presence: P;
  /** Path data of a 24 × 24 icon. */
  readonly icon: string;
  /** Images that do the same in compose files written by others, without a tag. Left out where code of one's own runs. */
  readonly images?: readonly string[];
  readonly schema: S;
  /** The quiet line on its card, such as `postgres:18 · 5432`. */
  summary(config: z.output<S>, facts: Facts): string;
  /** Rules over several fields; a rule about one field belongs into the schema. */
  rules?(config: z.output<S>, facts: Facts): Violation[];
  /** Rules of the edge about what it is to forward. */
  routeRules?(config: z.output<S>, facts: Facts, routes: readonly Route[]): Violation[];
  offers?(config: z.output<S>): Offer[];
  needs?(config: z.output<S>): Need[];
  routes?(config: z.output<S>, facts: Facts): Route[];
  secrets?(config: z.output<S>, context: Context): SecretSpec[];
  variables(config: z.output<S>, context: Context): Variable[];
  compose(config: z.output<S>, context: Context): ComposeContribution;
  files?(config: z.output<S>, context: Context): ServiceFiles;
  edge?(config: z.output<S>, context: Context): Edge;
  /** Public ports; only the edge has them. */
  publicPorts?(config: z.output<S>): PublicPorts;
  readme?(config: z.output<S>, context: Context): ReadmeEntry[];
  /** Sections of the README that only some designs need: names of files in `templates/readme/`. */
  readmeSections?(config: z.output<S>, context: Context): string[];
  gaps?(config: z.output<S>, context: Context): Gap[];
  /** Numbers of the hardening list that a stack meets only because this service is part of it. */
  answers?(config: z.output<S>): number[];
}

/** A definition with its configuration applied: nothing downstream has to know the configuration's type. */
export interface BoundService {
  readonly id: string;
  readonly title: string;
  readonly zone: Zone;
  readonly offers: readonly Offer[];
  readonly needs: readonly Need[];
  readonly routes: readonly Route[];
  readonly violations: readonly Violation[];
  readonly publicPorts?: PublicPorts;
  routeViolations(routes: readonly Route[]): Violation[];
  summary(): string;
  secrets(context: Context): SecretSpec[];
  variables(context: Context): Variable[];
  compose(context: Context): ComposeContribution;
  files(context: Context): ServiceFiles;
  edge(context: Context): Edge | undefined;
  readme(context: Context): ReadmeEntry[];
  readmeSections(context: Context): string[];
  gaps(context: Context): Gap[];
  answers(): number[];
}

export interface Service<Id extends string, S extends z.ZodObject, P extends Presence> extends Definition<Id, S, P> {
  /** @throws z.ZodError when `input` is not a configuration of this service. */
  bind(input: unknown, facts: Facts): BoundService;
}

export function defineService<const Id extends string, S extends z.ZodObject, const P extends Presence>(
  definition: Definition<Id, S, P>,
): Service<Id, S, P> {
  const parsed = oncePer((input: object) => definition.schema.parse(input) as z.output<S>);
  return {
    ...definition,
    bind(input, facts) {
      const config = typeof input === 'object' && input !== null ? parsed(input) : (definition.schema.parse(input) as z.output<S>);
      const publicPorts = definition.publicPorts?.(config);
      return {
        id: definition.id,
        title: definition.title,
        zone: definition.zone,
        offers: definition.offers?.(config) ?? [],
        needs: definition.needs?.(config) ?? [],
        routes: definition.routes?.(config, facts) ?? [],
        violations: definition.rules?.(config, facts) ?? [],
        ...(publicPorts && { publicPorts }),
        routeViolations: (routes) => definition.routeRules?.(config, facts, routes) ?? [],
        summary: () => definition.summary(config, facts),
        secrets: (context) => definition.secrets?.(config, context) ?? [],
        variables: (context) => definition.variables(config, context),
        compose: (context) => definition.compose(config, context),
        files: (context) => definition.files?.(config, context) ?? {},
        edge: (context) => definition.edge?.(config, context),
        readme: (context) => definition.readme?.(config, context) ?? [],
        readmeSections: (context) => definition.readmeSections?.(config, context) ?? [],
        gaps: (context) => definition.gaps?.(config, context) ?? [],
        answers: () => definition.answers?.(config) ?? [],
      };
    },
  };
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the schema's type is different in every service
export type AnyService = Service<string, any, Presence>;

/** The key must equal the id: folder, key and compose name are one word. */
export function defineRegistry<const T extends { [K in keyof T]: AnyService & { id: K } }>(services: T): T {
  return services;
}

