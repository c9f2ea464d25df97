import { filled } from '../../kit/fill';
import type { Env } from '../dotenv';
import { entryOf, leafText, type Tree } from '../yaml-tree';

/** One `NAME=value` of an environment, as a map or as a list. Undefined: the value comes from whoever starts it. */
export interface Setting {
  readonly name: string;
  readonly value: string | undefined;
  readonly line: number;
}

/** A list of `NAME=value` or a map, as `environment`, `labels` and `build.args` are written. */
export function settingsIn(tree: Tree | undefined): readonly Setting[] {
  if (tree?.kind === 'map') return tree.entries.map(({ key, line, value }) => ({ name: key, value: leafText(value), line }));
  if (tree?.kind !== 'list') return [];
  return tree.items.flatMap((item): Setting[] => {
    const text = leafText(item) ?? '';
    const at = text.indexOf('=');
    return text === '' ? [] : [{ name: at < 0 ? text : text.slice(0, at), value: at < 0 ? undefined : text.slice(at + 1), line: item.line }];
  });
}

/** Texts of a list, or the one text that stands in its place. */
export function textsIn(tree: Tree | undefined): readonly { readonly text: string; readonly line: number }[] {
  const leaves = tree?.kind === 'list' ? tree.items : tree ? [tree] : [];
  return leaves.flatMap((leaf) => (leaf.kind === 'leaf' && leaf.text !== '' ? [{ text: leaf.text, line: leaf.line }] : []));
}

/** Keys of a map or texts of a list: `depends_on`, `networks`. */
export function namesIn(tree: Tree | undefined): readonly string[] {
  return tree?.kind === 'map' ? tree.entries.map(({ key }) => key) : textsIn(tree).map(({ text }) => text.split(':')[0] ?? '');
}

/** A port of a container, and where the host publishes it. */
export interface PublishedPort {
  readonly target: number;
  readonly published?: number;
  readonly address?: string;
}

const PORT = /^(?:(\[[0-9a-f:.]+\]|[^:[\]]+):)??(?:(\d*):)?(\d{1,5})(?:\/(?:tcp|udp))?$/i;

function portOfText(text: string): PublishedPort | undefined {
  const [, address, published, target] = PORT.exec(text) ?? [];
  if (target === undefined) return undefined;
  return { target: Number(target), ...(published && { published: Number(published) }), ...(address && { address }) };
}

/** `"127.0.0.1:8080:80/tcp"` or the long form; undefined for ranges and what is none. */
export function portIn(tree: Tree, env: Env): PublishedPort | undefined {
  const fill = (text: string | undefined) => (text === undefined ? undefined : filled(text, env).text);
  if (tree.kind === 'leaf') return portOfText(fill(tree.text) ?? '');
  const target = Number(fill(leafText(entryOf(tree, 'target')?.value)));
  const published = Number(fill(leafText(entryOf(tree, 'published')?.value)));
  const address = fill(leafText(entryOf(tree, 'host_ip')?.value));
  if (!Number.isInteger(target) || target < 1) return undefined;
  return { target, ...(published > 0 && { published }), ...(address && { address }) };
}

const SIZES: Readonly<Record<string, number>> = { '': 1 / 1024 / 1024, b: 1 / 1024 / 1024, k: 1 / 1024, m: 1, g: 1024 };

/** Megabytes of `512m`, `1.5gb`, `268435456`. */
export function megabytes(text: string): number | undefined {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)\s*([bkmg]?)(?:i?b)?$/i.exec(text.trim()) ?? [];
  const size = SIZES[unit.toLowerCase()];
  return number === undefined || size === undefined ? undefined : Math.max(1, Math.round(Number(number) * size));
}

/** A list of words as one line that parts into the same words again. */
export function commandLine(words: readonly string[]): string {
  return words.map((word) => (/^[A-Za-z0-9_./:=@,+%^~-]+$/.test(word) ? word : word.includes("'") ? `"${word.replace(/["\\]/g, '\\$&')}"` : `'${word}'`)).join(' ');
}

/** An image in parts: `docker.io/library/postgres:17-alpine` is `postgres` and `17-alpine`. */
export function imageParts(image: string): { readonly name: string; readonly tag: string | undefined; readonly digest: boolean } {
  const [reference = '', digest] = image.split('@');
  const [, path = '', tag] = /^(.*?)(?::([^/:]+))?$/.exec(reference) ?? [];
  return { name: path.replace(/^(?:index\.)?docker\.io\//, '').replace(/^library\//, ''), tag, digest: digest !== undefined };
}
