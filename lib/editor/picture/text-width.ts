/** Widths of letters as parts of the font size, a little more than common sans-serif faces have. */
const NARROW = /[iIjl.,:;'|!()[\]/ft ·-]/;
const WIDE = /[mwMW@%—…]/;
const UPPER = /[A-Z0-9→]/;

function letterWidth(letter: string): number {
  if (NARROW.test(letter)) return 0.36;
  if (WIDE.test(letter)) return 0.95;
  // Beyond Latin a letter may be as wide as it is tall.
  if ((letter.codePointAt(0) ?? 0) > 0x2fff) return 1;
  return UPPER.test(letter) ? 0.68 : 0.58;
}

/** At most how wide a text is in pixels: which font a picture is shown with is not known. */
export function textWidth(text: string, size: number): number {
  return [...text].reduce((sum, letter) => sum + letterWidth(letter), 0) * size;
}

/** The text, shortened with an ellipsis if it may be wider than `width` pixels. */
export function fitted(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text;
  const letters = [...text];
  let shown = letters.length;
  while (shown > 0 && textWidth(`${letters.slice(0, shown).join('').trimEnd()}…`, size) > width) shown -= 1;
  return `${letters.slice(0, shown).join('').trimEnd()}…`;
}
