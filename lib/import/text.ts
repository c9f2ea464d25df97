/** Characters and lines of a file that is read as text. The largest compose file of this tool has 40,000 characters. */
export const MOST_TEXT = 196_608;
const MOST_LINES = 6_000;

export type Text = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

const no = (message: string): Text => ({ ok: false, message });

/** The text of a file: UTF-8, without a byte order mark, its lines ended by LF. */
export function textOf(name: string, bytes: Uint8Array): Text {
  if (bytes.length > MOST_TEXT) return no(`${name} is larger than ${MOST_TEXT / 1024} KiB: no design and no compose file is.`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return no(`${name} is not a text in UTF-8, nor a zip.`);
  }
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.length > MOST_LINES) return no(`${name} has more than ${MOST_LINES} lines: no design and no compose file has.`);
  const at = lines.findIndex((line) => line.includes('\0'));
  if (at >= 0) return no(`${name}, line ${at + 1}: there is a NUL in it: this is no text.`);
  return { ok: true, text: lines.join('\n') };
}
