/** Something that can be found by words. */
export interface Searchable {
  readonly title: string;
  /** What it belongs to, as people read it: `FastAPI · Limits`. */
  readonly context?: string | undefined;
  /** Names in files: paths, variables. */
  readonly names?: readonly string[] | undefined;
  /** Sentences about it. */
  readonly help?: string | undefined;
  /** Found by its words and their beginnings alone: nobody shall come upon it by a slip or by scattered letters. */
  readonly byWordsOnly?: boolean | undefined;
}

export interface Match<T> {
  readonly item: T;
  /** 0 to about 1; only good for comparing. */
  readonly score: number;
}

/** How much a find in each of them says, beside one in the title. */
const WEIGHT = { names: 0.85, context: 0.75, help: 0.4 };

/** How sure it is that a word of the query means a text. */
const SURE = { whole: 1, beginning: 0.96, word: 0.92, wordBeginning: 0.86, initials: 0.72, inside: 0.6, typo: 0.42, scattered: 0.3 };

/** Letters without marks, in lower case. */
const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const split = (text: string) => plain(text).split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');

/** `rateLimitMax`, `RATE_LIMIT_MAX` and `rate-limit max` are the same three words. */
const wordsOf = (text: string) => split(text.replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2'));

/** Whether `a` becomes `b` by one letter more, less, other, or by two that change places. */
function oneSlip(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return a === b;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const rest = (text: string, from: number) => text.slice(from);
  if (a.length < b.length) return rest(a, at) === rest(b, at + 1);
  if (a.length > b.length) return rest(a, at + 1) === rest(b, at);
  const swapped = a[at] === b[at + 1] && a[at + 1] === b[at] && rest(a, at + 2) === rest(b, at + 2);
  return swapped || rest(a, at + 1) === rest(b, at + 1);
}

/** Shorter words with a slip could mean nearly anything. */
const TYPO_LENGTH = 4;

function isTypo(term: string, word: string): boolean {
  if (term.length < TYPO_LENGTH || term[0] !== word[0]) return false;
  return [-1, 0, 1].some((more) => oneSlip(term, word.slice(0, term.length + more)));
}

/** Whether the letters stand in the text in this order, close to each other and from the beginning of a word. */
function isScattered(term: string, words: readonly string[]): boolean {
  if (term.length < 3) return false;
  return words.some((_, start) => {
    const text = words.slice(start).join(' ');
    let at = 0;
    for (const letter of term) {
      const found = text.indexOf(letter, at);
      if (found < 0 || (at === 0 && found > 0)) return false;
      at = found + 1;
    }
    return at <= term.length * 2.5;
  });
}

interface Text {
  readonly plain: string;
  readonly words: readonly string[];
  /** The words as they are written: `PostgreSQL` is one. */
  readonly written: readonly string[];
}

/** Whether whole words that begin the text are the term: `list` does not begin `Listen on`. */
const beginsWith = (text: string, term: string) => text.startsWith(term) && !/[\p{L}\p{N}]/u.test(text[term.length] ?? '');

function sureness(term: string, text: Text): number {
  const { words } = text;
  if (text.plain === term) return SURE.whole;
  if (beginsWith(text.plain, term)) return SURE.beginning;
  const all = [...words, ...text.written];
  if (all.includes(term)) return SURE.word;
  if (text.plain.startsWith(term) || all.some((word) => word.startsWith(term))) return SURE.wordBeginning;
  if (term.length >= 2 && words.map(([first]) => first).join('').includes(term)) return SURE.initials;
  if (term.length >= 2 && text.plain.includes(term)) return SURE.inside;
  if (all.some((word) => isTypo(term, word))) return SURE.typo;
  return 0;
}

interface Indexed<T> {
  readonly item: T;
  readonly title: Text;
  /** All others, with their weights. */
  readonly others: readonly (Text & { readonly weight: number })[];
}

const textOf = (text: string): Text => ({ plain: plain(text), words: wordsOf(text), written: split(text) });

function indexed<T extends Searchable>(item: T): Indexed<T> {
  const { context = '', names = [], help = '' } = item;
  const weighted = (text: string, weight: number) => (text === '' ? [] : [{ ...textOf(text), weight }]);
  return {
    item,
    title: textOf(item.title),
    others: [...weighted(context, WEIGHT.context), ...names.flatMap((name) => weighted(name, WEIGHT.names)), ...weighted(help, WEIGHT.help)],
  };
}

function termScore(term: string, { item, title, others }: Indexed<Searchable>): number {
  const sure = (text: Text, scattered = 0) => {
    const found = sureness(term, text) || scattered;
    return item.byWordsOnly && found < SURE.wordBeginning ? 0 : found;
  };
  const inTitle = sure(title, isScattered(term, title.words) ? SURE.scattered : 0);
  return others.reduce((best, text) => Math.max(best, sure(text) * text.weight), inTitle);
}

/** The mean over the words of the query, each of which must be found; the query as one phrase in the title counts most. */
function scoreOf(phrase: string, terms: readonly string[], entry: Indexed<Searchable>): number {
  const scores = terms.map((term) => termScore(term, entry));
  if (scores.includes(0)) return 0;
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const { plain: title } = entry.title;
  const begins = beginsWith(title, phrase) ? 0.08 : title.startsWith(phrase) ? 0.04 : 0;
  const asPhrase = title === phrase ? 0.2 : begins > 0 ? begins : terms.length > 1 && title.includes(phrase) ? 0.04 : 0;
  // Of two that fit alike, the shorter one is meant more often.
  return mean + asPhrase - Math.min(title.length, 80) / 4000;
}

/** A search over `items`; `extra` lifts what should come first among equals. */
export function createSearch<T extends Searchable>(items: readonly T[], extra: (item: T) => number = () => 0) {
  const entries = items.map(indexed);
  /** The best first; equals stay in their order. An empty query finds nothing. */
  return (query: string): readonly Match<T>[] => {
    const phrase = plain(query).trim().replace(/\s+/g, ' ');
    const terms = phrase.split(' ').filter((term) => term !== '');
    if (terms.length === 0) return [];
    return entries
      .flatMap((entry) => {
        const score = scoreOf(phrase, terms, entry);
        return score > 0 ? [{ item: entry.item, score: score + extra(entry.item) }] : [];
      })
      .toSorted((a, b) => b.score - a.score);
  };
}

export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/** A title in pieces, those that the query names marked. */
export function piecesOf(title: string, query: string): readonly Piece[] {
  const text = title.toLowerCase();
  // A letter that becomes two in lower case would shift everything behind it.
  if (text.length !== title.length) return [{ text: title, found: false }];
  const marked = Array.from({ length: title.length }, () => false);
  for (const term of query.toLowerCase().split(/\s+/)) {
    const at = term === '' ? -1 : beginningOf(term, text);
    if (at >= 0) marked.fill(true, at, at + term.length);
  }
  const pieces: Piece[] = [];
  for (let at = 0, from = 0; at <= title.length; at += 1) {
    if (at < title.length && marked[at] === marked[from]) continue;
    if (at > from) pieces.push({ text: title.slice(from, at), found: marked[from] === true });
    from = at;
  }
  return pieces;
}

/** Where a term stands: at the beginning of a word, if it does anywhere. */
function beginningOf(term: string, text: string): number {
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return at;
  }
  return text.indexOf(term);
}
