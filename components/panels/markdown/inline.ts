export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong'; readonly children: readonly Inline[] }
  | { readonly kind: 'emphasis'; readonly children: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly Inline[] };

interface Found {
  readonly node: Inline;
  readonly length: number;
}

/** Characters within which what began has to end: without a bound, each of many marks would search the whole text. */
const FARTHEST = 1_000;

/** What may begin at this place; the first that fits is taken. */
const RULES: readonly ((text: string) => Found | undefined)[] = [code, escape, address, link, strong, emphasis];

function code(text: string): Found | undefined {
  const [all, ticks = '', inside = ''] = /^(`+)([\s\S]*?[^`])\1(?!`)/.exec(text) ?? [];
  if (all === undefined) return undefined;
  const bare = inside.replace(/\n/g, ' ');
  const padded = /^ .* $/.test(bare) && bare.trim() !== '';
  return { node: { kind: 'code', text: padded ? bare.slice(1, -1) : bare }, length: ticks.length * 2 + inside.length };
}

function escape(text: string): Found | undefined {
  const [all, character = ''] = /^\\([!-/:-@[-`{-~])/.exec(text) ?? [];
  return all === undefined ? undefined : { node: { kind: 'text', text: character }, length: 2 };
}

function address(text: string): Found | undefined {
  const [all, href = ''] = /^<(https?:\/\/[^\s<>]+)>/.exec(text) ?? [];
  return all === undefined ? undefined : { node: { kind: 'link', href, children: [{ kind: 'text', text: href }] }, length: all.length };
}

function link(text: string): Found | undefined {
  const [all, label = '', href = ''] = /^!?\[((?:\\.|`[^`]*`|[^\]\\])*)\]\(\s*<?([^\s)>]*)>?(?:\s+"[^"]*")?\s*\)/.exec(text) ?? [];
  return all === undefined ? undefined : { node: { kind: 'link', href, children: inline(label) }, length: all.length };
}

function strong(text: string): Found | undefined {
  const [all, mark, inside = ''] = /^(\*\*|__)(?=\S)([\s\S]*?\S)\1/.exec(text) ?? [];
  return all === undefined || mark === undefined ? undefined : { node: { kind: 'strong', children: inline(inside) }, length: all.length };
}

function emphasis(text: string): Found | undefined {
  const [all, , inside = ''] = /^([*_])(?![\s*_])((?:`[^`]*`|[^`])*?[^\s*_])\1(?![\w*])/.exec(text) ?? [];
  return all === undefined ? undefined : { node: { kind: 'emphasis', children: inline(inside) }, length: all.length };
}

/** Text of one paragraph as its parts. What is no Markdown stays text: there is no wrong input. */
export function inline(text: string): readonly Inline[] {
  const parts: Inline[] = [];
  let plain = '';
  const flush = () => {
    if (plain !== '') parts.push({ kind: 'text', text: plain });
    plain = '';
  };
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at, at + FARTHEST);
    const inWord = rest[0] === '_' && /\w/.test(text[at - 1] ?? '');
    const found = !inWord && /^[`\\<!*_[]/.test(rest) ? first(rest) : undefined;
    if (found?.node.kind === 'text') plain += found.node.text;
    else if (found) {
      flush();
      parts.push(found.node);
    } else plain += text[at];
    at += found?.length ?? 1;
  }
  flush();
  return parts;
}

function first(text: string): Found | undefined {
  for (const rule of RULES) {
    const found = rule(text);
    if (found) return found;
  }
  return undefined;
}

export function plainText(parts: readonly Inline[]): string {
  return parts.map((part) => ('text' in part ? part.text : plainText(part.children))).join('');
}
