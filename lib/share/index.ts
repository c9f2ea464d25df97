import { deflateSync, Inflate } from 'fflate';
import { checkStack, defaultStack, pathText, type Stack } from '../stack';
import firstDefaults from './defaults/1.json';
import { applyDifference, differenceOf } from './difference';

/**
 * A link is `<codec>.<payload>`: what differs from the defaults that the codec number names, as JSON, deflated,
 * base64url. Changed defaults get a new number, and the old ones stay as they were, so that an old link keeps its
 * meaning.
 */
const CODEC = '2';
const DEFAULTS: Readonly<Record<string, unknown>> = { 1: firstDefaults, [CODEC]: defaultStack };

/** Characters of a link, and bytes of what it unpacks to. Many times what any real design needs. */
const MAX_LINK = 16_384;
const MAX_TEXT = 131_072;

export type Decoded = { readonly ok: true; readonly stack: Stack } | { readonly ok: false; readonly message: string };

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
}

/** Unpacks until the limit, so that a small link cannot become a large text. */
function inflateBounded(bytes: Uint8Array): string | undefined {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let finished = false;
  const stream = new Inflate((chunk, final) => {
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

function refused(message: string): Decoded {
  return { ok: false, message };
}

/** The part of a share link behind `#s=`. A design has no secrets, so a link has none; the default design is empty. */
export function encodeLink(stack: Stack): string {
  const difference = differenceOf(defaultStack, stack);
  if (difference === undefined) return '';
  const text = new TextEncoder().encode(JSON.stringify(difference));
  return `${CODEC}.${toBase64Url(deflateSync(text, { level: 9 }))}`;
}

/** The link of a design, or why it would not open again: a design of very many containers is too large for one. */
export function linkOf(stack: Stack): { readonly ok: true; readonly link: string } | { readonly ok: false; readonly message: string } {
  const link = encodeLink(stack);
  if (link.length > MAX_LINK || JSON.stringify(stack).length > MAX_TEXT) {
    return { ok: false, message: `This design is too large for a link (${link.length} characters; ${MAX_LINK} can be opened). Share the file stack.json of its download instead.` };
  }
  return { ok: true, link };
}

function unpack(payload: string): unknown {
  const text = inflateBounded(fromBase64Url(payload));
  return text === undefined ? undefined : JSON.parse(text);
}

/** The design of a link, or why it cannot be opened. Never throws, whatever the link is. */
export function decodeLink(link: string): Decoded {
  if (link === '') return { ok: true, stack: defaultStack };
  if (link.length > MAX_LINK) return refused(`This link is longer than ${MAX_LINK} characters: it was not made by this designer.`);
  const [codec = '', payload, ...rest] = link.split('.');
  const defaults = Object.hasOwn(DEFAULTS, codec) ? DEFAULTS[codec] : undefined;
  if (!defaults || !payload || rest.length > 0) {
    return refused('This link was made by another version of the designer, or a part of it is missing. Copy it again, whole.');
  }
  let difference: unknown;
  try {
    difference = unpack(payload);
  } catch {
    // Base64, deflate, UTF-8 and JSON all say "damaged" by throwing; to a person it is one thing.
    difference = undefined;
  }
  if (difference === undefined) return refused('This link is damaged: a part of it is missing or was changed. Copy it again, whole.');
  const checked = checkStack(applyDifference(defaults, difference));
  if (checked.ok) return checked;
  const [first] = checked.problems;
  return refused(`This link holds a design that is not valid: ${pathText(first?.path ?? [])}: ${first?.message ?? ''}`);
}
