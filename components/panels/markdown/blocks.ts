import { inline, plainText, type Inline } from './inline';

export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly id: string; readonly children: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly language: string; readonly text: string }
  | { readonly kind: 'list'; readonly start: number | undefined; readonly items: readonly (readonly Block[])[] }
  | { readonly kind: 'quote'; readonly children: readonly Block[] }
  | { readonly kind: 'table'; readonly head: readonly (readonly Inline[])[]; readonly rows: readonly (readonly (readonly Inline[])[])[] }
  | { readonly kind: 'rule' };

const FENCE = /^( {0,3})(`{3,}|~{3,})\s*([^\s`]*)/;
const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const ITEM = /^( *)([-*+]|\d{1,9}[.)])( +)(.*)$/;
const RULE = /^ {0,3}([-*_])( *\1){2,} *$/;
const QUOTE = /^ {0,3}> ?/;
const DELIMITER = /^ {0,3}\|?( *:?-+:? *\|)+( *:?-+:? *)?\|? *$/;

/** As GitHub makes them, so that a link of the document finds its heading. */
export function slug(text: string): string {
  return text.trim().toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
}

function cells(line: string): readonly (readonly Inline[])[] {
  const bare = line.trim().replace(/^\|/, '').replace(/(^|[^\\])\|$/, '$1');
  return (bare.match(/(?:\\.|`[^`]*`|[^|\\`]|`)*(?:\||$)/g) ?? [])
    .slice(0, bare.endsWith('|') ? undefined : -1)
    .map((cell) => inline(cell.replace(/\|$/, '').replaceAll('\\|', '|').trim()));
}

const begins = (line: string) => FENCE.test(line) || HEADING.test(line) || ITEM.test(line) || RULE.test(line) || QUOTE.test(line);
const isBlank = (line: string | undefined) => line === undefined || line.trim() === '';
const depth = (line: string) => line.length - line.trimStart().length;

/** Quotes and lists inside each other; what is deeper stays text, and the stack of calls stays small. */
const DEEPEST = 20;

/** Reads lines from the front, one block at a time. */
class Reader {
  private at = 0;
  constructor(
    private readonly lines: readonly string[],
    private readonly level: number,
  ) {}

  read(): Block[] {
    const blocks: Block[] = [];
    while (this.at < this.lines.length) {
      if (isBlank(this.line)) this.at += 1;
      else blocks.push(this.fence() ?? this.heading() ?? this.rule() ?? this.nested() ?? this.table() ?? this.paragraph());
    }
    return blocks;
  }

  private get line(): string {
    return this.lines[this.at] ?? '';
  }

  private while(test: (line: string, index: number) => boolean): string[] {
    const start = this.at;
    while (this.at < this.lines.length && test(this.line, this.at - start)) this.at += 1;
    return this.lines.slice(start, this.at);
  }

  private fence(): Block | undefined {
    const [, indent = '', mark, language = ''] = FENCE.exec(this.line) ?? [];
    if (mark === undefined) return undefined;
    this.at += 1;
    const inside = this.while((line) => !line.trim().startsWith(mark) || line.trim().replaceAll(mark[0] ?? '', '') !== '');
    this.at += 1;
    return { kind: 'code', language, text: inside.map((line) => line.slice(Math.min(depth(line), indent.length))).join('\n') };
  }

  private heading(): Block | undefined {
    const [all, marks = '', text = ''] = HEADING.exec(this.line) ?? [];
    if (all === undefined) return undefined;
    this.at += 1;
    const children = inline(text);
    return { kind: 'heading', level: marks.length, id: slug(plainText(children)), children };
  }

  private rule(): Block | undefined {
    if (!RULE.test(this.line)) return undefined;
    this.at += 1;
    return { kind: 'rule' };
  }

  private nested(): Block | undefined {
    return this.level < DEEPEST ? (this.quote() ?? this.list()) : undefined;
  }

  private quote(): Block | undefined {
    const lines = this.while((line) => QUOTE.test(line));
    return lines.length === 0 ? undefined : { kind: 'quote', children: blocks(lines.map((line) => line.replace(QUOTE, '')), this.level + 1) };
  }

  private list(): Block | undefined {
    const [all, indent = '', mark = ''] = ITEM.exec(this.line) ?? [];
    if (all === undefined) return undefined;
    const numbered = /\d/.test(mark);
    const items: Block[][] = [];
    for (let item = this.item(indent.length, numbered); item; item = this.item(indent.length, numbered)) items.push(item);
    return { kind: 'list', start: numbered ? Number.parseInt(mark, 10) : undefined, items };
  }

  private item(indent: number, numbered: boolean): Block[] | undefined {
    const [all, spaces = '', mark = '', gap = '', text = ''] = ITEM.exec(this.line) ?? [];
    if (all === undefined || RULE.test(this.line) || spaces.length !== indent || /\d/.test(mark) !== numbered) return undefined;
    this.at += 1;
    const inner = indent + mark.length + gap.length;
    let lazy = text !== '';
    const more = this.while((line, index) => {
      if (isBlank(line)) return this.lines.slice(this.at).find((next) => !isBlank(next))?.startsWith(' '.repeat(inner)) ?? false;
      const belongs = depth(line) >= inner || (lazy && index >= 0 && !begins(line));
      lazy = lazy && !isBlank(line);
      return belongs;
    });
    while (isBlank(this.line) && this.lines.slice(this.at).some((line) => !isBlank(line)) && ITEM.test(this.lines.slice(this.at).find((line) => !isBlank(line)) ?? '')) this.at += 1;
    return blocks([text, ...more.map((line) => line.slice(Math.min(depth(line), inner)))], this.level + 1);
  }

  private table(): Block | undefined {
    if (!this.line.includes('|') || !DELIMITER.test(this.lines[this.at + 1] ?? '')) return undefined;
    const head = cells(this.line);
    this.at += 2;
    return { kind: 'table', head, rows: this.while((line) => line.includes('|') && !isBlank(line)).map(cells) };
  }

  private paragraph(): Block {
    const lines = this.while((line, index) => !isBlank(line) && (index === 0 || !begins(line)));
    return { kind: 'paragraph', children: inline(lines.map((line) => line.trim()).join('\n')) };
  }
}

function blocks(lines: readonly string[], level: number): Block[] {
  return new Reader(lines, level).read();
}

/** A Markdown text as blocks: the part of CommonMark and GitHub's tables that documents of a stack are written in. */
export function parseMarkdown(text: string): readonly Block[] {
  // A comment without an end reaches to the end of the text, as in CommonMark.
  const shown = text.replace(/\r\n?/g, '\n').replace(/<!--[\s\S]*?(?:-->|$)/g, '').replaceAll('\t', '    ');
  return blocks(shown.split('\n'), 0);
}
