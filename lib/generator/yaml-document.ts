import { Document, Scalar, YAMLMap, YAMLSeq, isMap, isScalar, type Pair } from 'yaml';
import { composeText, readableText, traefikText, type Text } from '../kit/text';
import { isInterpolated, type YamlFile, type YamlValue } from '../kit/yaml-file';

type Printer = (value: Text) => string;

const PRINTERS: Record<YamlFile['references'] | 'compose', Printer> = {
  shell: readableText,
  'go-template': traefikText,
  compose: composeText,
};

/** A node of the YAML document for a value; references are printed for the language of the file. */
function nodeOf(value: YamlValue, print: Printer): YAMLMap | YAMLSeq | Scalar {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return new Scalar(value);
  if (typeof value === 'string' || isInterpolated(value)) return textNode(print(value as Text));
  if (Array.isArray(value)) {
    const sequence = new YAMLSeq();
    sequence.items = value.map((item: YamlValue) => nodeOf(item, print));
    return sequence;
  }
  const map = new YAMLMap();
  for (const [key, inner] of Object.entries(value)) {
    if (inner !== undefined) map.set(new Scalar(key), nodeOf(inner as YamlValue, print));
  }
  return map;
}

function textNode(value: string): Scalar {
  const scalar = new Scalar(value);
  // Double quotes would escape the quotes of a Go template, which is read before the YAML is.
  if (value.includes('{{')) scalar.type = Scalar.QUOTE_SINGLE;
  // YAML 1.1 readers take 0:0 for a number in base 60 and no for false.
  if (/^(\d+(:\d+)+|y|n|yes|no|on|off)$/i.test(value)) scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}

function pairAt(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

function comment(text: string): string {
  return text
    .split('\n')
    .map((line) => ` ${line}`)
    .join('\n');
}

/** Puts a comment above a key, named by its path. @throws Error when there is no such key. */
export function note(root: YAMLMap, path: readonly string[], text: string): void {
  let map: unknown = root;
  for (const key of path.slice(0, -1)) map = isMap(map) ? pairAt(map, key)?.value : undefined;
  const pair = isMap(map) ? pairAt(map, path.at(-1) ?? '') : undefined;
  if (!pair || !isScalar(pair.key)) throw new Error(`no key ${path.join('.')} to comment`);
  pair.key.commentBefore = comment(text);
}

function spaceBetween(map: YAMLMap): void {
  for (const [index, pair] of map.items.entries()) {
    if (index > 0 && isScalar(pair.key)) pair.key.spaceBefore = true;
  }
}

/** A YAML document from data, for the writers of shared files. */
export function documentOf(data: YamlValue, references: keyof typeof PRINTERS): { document: Document; root: YAMLMap } {
  const root = nodeOf(data, PRINTERS[references]);
  if (!isMap(root)) throw new Error('a YAML file of ours is a map');
  const document = new Document();
  document.contents = root as unknown as typeof document.contents;
  return { document, root };
}

export function printDocument(document: Document, root: YAMLMap, head: string): string {
  spaceBetween(root);
  document.commentBefore = comment(head);
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** Prints a service's own YAML file. Notes whose key this design does not have are left out. */
export function printYamlFile(file: YamlFile): string {
  const { document, root } = documentOf(file.data, file.references);
  for (const [path, text] of Object.entries(file.notes)) {
    const keys = path.split('.');
    if (text !== '' && document.hasIn(keys)) note(root, keys, text);
  }
  return printDocument(document, root, file.head);
}
