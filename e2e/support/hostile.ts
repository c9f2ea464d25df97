import JSZip from 'jszip';

/** Characters; no text is read that has more (lib/import/text.ts). */
const MOST_TEXT = 196_608;
const HEAD = 'services:\n  a: {image: "acme/a:1.0"}\nx-word: &word x\nx-list: [';

/** A compose file as long as one may be, of one word that a parser works on as long as it can. */
function full(word: string): string {
  return `${HEAD}${word.repeat(Math.floor((MOST_TEXT - HEAD.length - 4) / word.length))}a]\n`;
}

/** Letters without order: they pack badly and unpack slowly. */
function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = 1;
  for (let at = 0; at < length; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[at] = 32 + ((state >>> 16) % 95);
  }
  return bytes;
}

/** Seven megabytes of files around a compose file: what is read at all has eight. */
async function fullZip(compose: string): Promise<Buffer> {
  const zip = new JSZip().file('compose.yml', compose);
  for (let at = 0; at < 14; at += 1) zip.file(`noise-${at}`, noise(600_000));
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', compressionOptions: { level: 1 } });
}

/** Files at the bounds of what is read, each with the compose file that is in it. */
export async function hostileFiles(): Promise<readonly { readonly name: string; readonly content: Buffer | string; readonly compose: string }[]> {
  const [lists, aliases] = [full('[],'), full('*word ,')];
  return [
    { name: 'lists.yml', content: lists, compose: lists },
    { name: 'aliases.yml', content: aliases, compose: aliases },
    { name: 'full.zip', content: await fullZip(lists), compose: lists },
  ];
}
