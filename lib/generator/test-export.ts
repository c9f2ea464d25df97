import path from 'node:path';
import { expect } from 'vitest';
import { LineCounter, parseDocument, type Document } from 'yaml';
import type { File, FileTree } from '../kit/file-tree';
import { makeSecrets, type SecretSource, type Secrets } from '../kit/secret';
import { readTemplates } from '../server/templates';
import type { Stack } from '../stack';
import { generate, secretSpecs } from './index';

/** What ships, as it stands in the repository. */
export const templates = await readTemplates(path.join(import.meta.dirname, '../../templates'));

/** Letters that differ from secret to secret and are the same in every run; a hash that is none. */
function countedSource(): SecretSource {
  let state = 1;
  const next = () => (state = (state * 48_271) % 2_147_483_647) >>> 8;
  return {
    random: (length) => Uint8Array.from({ length }, next),
    bcrypt: (password) => `$2b$10$${'Q'.repeat(22)}${password.slice(0, 9)}`,
  };
}

export function secretsFor(stack: Stack, given: Secrets = {}): Secrets {
  return makeSecrets(secretSpecs(stack), countedSource(), given);
}

const known = new Map<string, Exported>();

/** The export of a design, with what tests ask of it. */
export class Exported {
  constructor(
    readonly stack: Stack,
    readonly secrets: Secrets = secretsFor(stack),
    readonly files: FileTree = generate(stack, { templates, secrets }),
  ) {}

  /** @throws Error when there is no such file. */
  text(name: string): string {
    const file = this.files.find((each) => each.path === name);
    if (!file) throw new Error(`no file ${name} in the export`);
    return file.text;
  }

  has(name: string): boolean {
    return this.files.some((each) => each.path === name);
  }

  private readonly read = new Map<string, unknown>();

  yaml(name: string): unknown {
    if (!this.read.has(name)) this.read.set(name, strictYaml(this.text(name)).toJS());
    return this.read.get(name);
  }

  get compose(): ComposeFile {
    return this.yaml('local.docker.yml') as ComposeFile;
  }

  get development(): DevelopmentFile {
    return this.yaml('development.docker.yml') as DevelopmentFile;
  }

  get dynamic(): DynamicFile {
    return this.yaml('traefik/traefik-config/dynamic.yml') as DynamicFile;
  }

  get static(): Record<string, unknown> {
    return this.yaml('traefik/traefik.yml') as Record<string, unknown>;
  }
}

/** The export of a design; the same design is exported once in a test file. */
export function exportOf(stack: Stack): Exported {
  const key = JSON.stringify(stack);
  const exported = known.get(key) ?? new Exported(stack);
  known.set(key, exported);
  return exported;
}

/** A YAML document as compose and Traefik read it. @throws Error on errors, warnings and duplicate keys. */
export function strictYaml(text: string): Document {
  const document = parseDocument(text, { merge: true, uniqueKeys: true, lineCounter: new LineCounter() });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) throw problem;
  return document;
}

export function yamlFiles(files: FileTree): File[] {
  return files.filter((file) => /\.ya?ml$/.test(file.path));
}

/** Compares with `golden/<name>.yaml` beside the test; `npx vitest run -u lib/services/<id>` writes it anew. */
export async function expectGolden(folder: string, name: string, text: string): Promise<void> {
  await expect(text).toMatchFileSnapshot(path.join(folder, 'golden', `${name}.yaml`));
}

/** The lines of one service in the compose file with its comments, moved to the margin. */
export function composePart(exported: Exported, id: string): string {
  return entryAt(exported.text('local.docker.yml'), 'services', id, 2);
}

/** One entry of a map that stands two spaces deeper than its own key, with the comment above it. */
export function entryAt(text: string, parent: string, key: string, indent: number): string {
  const lines = text.split('\n');
  const margin = ' '.repeat(indent);
  const from = lines.indexOf(`${margin.slice(2)}${parent}:`);
  const start = lines.findIndex((line, index) => index > from && line.startsWith(`${margin}${key}:`));
  if (from < 0 || start < 0) throw new Error(`no ${parent}.${key}`);
  const isComment = (line: string | undefined) => line?.startsWith(`${margin}#`) === true;
  let first = start;
  while (isComment(lines[first - 1])) first -= 1;
  const length = lines.slice(start + 1).findIndex((line) => line !== '' && !line.startsWith(`${margin}  `));
  const last = length < 0 ? lines.length : start + 1 + length;
  const body = lines.slice(first, last).map((line) => line.slice(indent));
  return `${body.join('\n').trimEnd()}\n`;
}

export interface ComposeService {
  readonly build?: { readonly context: string; readonly dockerfile: string; readonly args: Record<string, string> };
  readonly image?: string;
  readonly container_name?: string;
  readonly user?: string;
  readonly command?: readonly string[];
  readonly restart?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly cap_add?: readonly string[];
  readonly privileged?: boolean;
  readonly security_opt?: readonly string[];
  readonly logging?: unknown;
  readonly depends_on?: Record<string, { readonly condition: string }>;
  readonly environment?: Record<string, string>;
  readonly secrets?: readonly string[];
  readonly ports?: readonly { readonly target: number; readonly published: string; readonly host_ip?: string }[];
  readonly volumes?: readonly { readonly type: string; readonly source: string; readonly target: string; readonly read_only?: boolean }[];
  readonly tmpfs?: readonly string[];
  /** None where a container has no network at all. A map on a shared network: `networksOf` reads both. */
  readonly networks?: readonly string[];
  readonly network_mode?: string;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly stop_grace_period?: string;
  readonly mem_limit?: string;
  readonly memswap_limit?: string;
  readonly cpus?: number;
  readonly pids_limit?: number;
  readonly labels?: Record<string, string>;
}

export interface DevelopmentFile {
  readonly services: Record<string, Partial<ComposeService> & {
    readonly develop?: { readonly watch: readonly { readonly action: string; readonly path: string }[] };
  }>;
}

/** The names of the networks that a container is on, however they are written. */
export function networksOf({ networks = [] }: ComposeService): readonly string[] {
  return Array.isArray(networks) ? networks : Object.keys(networks);
}

export interface ComposeFile {
  readonly name: string;
  readonly services: Record<string, ComposeService>;
  readonly networks: Record<string, { readonly name: string; readonly internal?: boolean; readonly external?: boolean }>;
  readonly volumes?: Record<string, unknown>;
  readonly secrets?: Record<string, { readonly file: string }>;
}

export interface Router {
  readonly rule: string;
  readonly entryPoints: readonly string[];
  readonly priority: number;
  readonly middlewares: readonly string[];
  readonly service: string;
  readonly tls?: { readonly certResolver?: string };
}

export interface DynamicFile {
  readonly http: {
    readonly routers: Record<string, Router>;
    readonly services: Record<string, { readonly loadBalancer: { readonly servers: readonly { readonly url: string }[] } }>;
    readonly middlewares: Record<string, Record<string, unknown>>;
  };
  readonly tls?: { readonly options: Record<string, Record<string, unknown>>; readonly certificates?: unknown; readonly stores?: unknown };
}
