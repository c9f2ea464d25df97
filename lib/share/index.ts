import { deflateSync, Inflate } from 'fflate';
import { applyDifference, differenceOf } from '../kit/difference';
import { checkStack, defaultStack, pathText, type Stack } from '../stack';
import { frozenDefaults } from '../stack/defaults';
import { withChecksum, withoutChecksum } from './checksum';
import words3 from './dictionaries/3.json';

interface Codec {
  /** The design that its links differ from. */
  readonly defaults: unknown;
  /** What deflate knows from the start, so that the words of a design cost nothing. */
  readonly dictionary?: Uint8Array;
  /** A checksum stands behind what was deflated: most damage of a short text leaves another text that can be read. */
  readonly checked?: true;
}

/**
 * A link is `<codec>.<payload>`: what differs from the defaults that the codec number names (from 1), as JSON, deflated,
 * base64url. Changed defaults get a new number, and the old ones stay as they were, so that an old link keeps its
 * meaning. A dictionary is frozen as well: with another one its links are noise. See docs/adr/0015.
 */
const [defaults1, defaults2] = frozenDefaults;
const dictionary3 = new TextEncoder().encode(words3.join(''));
const newest: Codec = { defaults: defaults2, dictionary: dictionary3, checked: true };
export const codecs: readonly Codec[] = [{ defaults: defaults1 }, { defaults: defaults2 }, { defaults: defaults2, dictionary: dictionary3 }, newest];

/** Characters of a link, and bytes of what it unpacks to. Many times what any real design needs. */
const MAX_LINK = 16_384;
const MAX_TEXT = 131_072;

/** `unread`: each part of the link that stands in the way, as `path: why`. */
export type Decoded = { readonly ok: true; readonly stack: Stack } | { readonly ok: false; readonly message: string; readonly unread: readonly string[] };

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
}

/** Unpacks until the limit, so that a small link cannot become a large text. */
function inflateBounded(bytes: Uint8Array, dictionary: Uint8Array | undefined): string | undefined {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let finished = false;
  const stream = new Inflate(dictionary ? { dictionary } : {}, (chunk, final) => {
    length += chunk.length;
    if (length <= MAX_TEXT) chunks.push(chunk);
    finished ||= final;
  });
  const STEP = 1024;
  for (let start = 0; start < bytes.length && length <= MAX_TEXT; start += STEP) {
    stream.push(bytes.subarray(start, start + STEP), start + STEP >= bytes.length);
  }
  if (!finished || length > MAX_TEXT) return undefined;
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(whole);
}

/** As many as a person reads; a hostile link has thousands. */
const MOST_LISTED = 20;

function refused(message: string, unread: readonly string[] = []): Decoded {
  const more = unread.length - MOST_LISTED;
  return { ok: false, message, unread: more > 0 ? [...unread.slice(0, MOST_LISTED), `and ${more} more`] : unread };
}

/** Why a link was refused, as one text. */
export function refusalText({ message, unread }: Extract<Decoded, { ok: false }>): string {
  return [message, ...unread].join('\n');
}

/** The part of a share link behind `#s=`. A design has no secrets, so a link has none; the default design is empty. */
export function encodeLink(stack: Stack): string {
  const difference = differenceOf(newest.defaults, stack);
  if (difference === undefined) return '';
  const text = new TextEncoder().encode(JSON.stringify(difference));
  return `${codecs.length}.${toBase64Url(withChecksum(deflateSync(text, { level: 9, dictionary: dictionary3 })))}`;
}

/** The link of a design, or why it would not open again: a design of very many containers is too large for one. */
export function linkOf(stack: Stack): { readonly ok: true; readonly link: string } | { readonly ok: false; readonly message: string } {
  const link = encodeLink(stack);
  if (link.length > MAX_LINK || JSON.stringify(stack).length > MAX_TEXT) {
    return { ok: false, message: `This design is too large for a link (${link.length} characters; ${MAX_LINK} can be opened). Share the file stack.json of its download instead.` };
  }
  return { ok: true, link };
}

/** Undefined for what is damaged: base64, deflate, UTF-8 and JSON all say so by throwing; to a person it is one thing. */
function unpack(payload: string, { dictionary, checked }: Codec): unknown {
  try {
    const bytes = fromBase64Url(payload);
    const deflated = checked ? withoutChecksum(bytes) : bytes;
    const text = deflated && inflateBounded(deflated, dictionary);
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

const DAMAGED = 'This link is damaged: a part of it is missing or was changed. Copy it again, whole.';

/** A link of a later codec may mean other defaults: what can be read of it is held against ours, to tell what is unknown here. */
function newer(number: number, payload: string): Decoded {
  const difference = unpack(payload, newest);
  const unread = difference === undefined ? [] : (read(newest.defaults, difference).unread ?? []);
  const what = unread.length > 0 ? 'What this one does not know:' : 'It could mean another design here.';
  return refused(`A newer designer made this link: it is of kind ${number}, and this one opens kinds up to ${codecs.length}. Open it there, or update this one. ${what}`, unread);
}

function read(defaults: unknown, difference: unknown): { readonly stack: Stack; readonly unread?: undefined } | { readonly stack?: undefined; readonly unread: readonly string[] } {
  const checked = checkStack(applyDifference(defaults, difference));
  return checked.ok ? { stack: checked.stack } : { unread: checked.problems.map(({ path, message }) => `${pathText(path)}: ${message}`) };
}

/** The design of a link, or why it cannot be opened. Never throws, whatever the link is. */
export function decodeLink(link: string): Decoded {
  if (link === '') return { ok: true, stack: defaultStack };
  if (link.length > MAX_LINK) return refused(`This link is longer than ${MAX_LINK} characters: it was not made by this designer.`);
  const [, number, payload] = /^([1-9]\d{0,3})\.([^.]+)$/.exec(link) ?? [];
  if (number === undefined || payload === undefined) return refused('This is no link of the designer, or a part of it is missing. Copy it again, whole.');
  const codec = codecs[Number(number) - 1];
  if (!codec) return newer(Number(number), payload);
  const difference = unpack(payload, codec);
  if (difference === undefined) return refused(DAMAGED);
  const { stack, unread } = read(codec.defaults, difference);
  return stack ? { ok: true, stack } : refused('This link holds a design that is not valid here:', unread);
}
