import encodeQR from 'qr';

/** A QR code to be drawn: dark modules as a path in a square of `size` modules, its quiet zone included. */
export interface QrCode {
  readonly size: number;
  readonly path: string;
}

/** Light modules around the code, without which readers do not find it (ISO/IEC 18004). */
const QUIET = 4;

/** Characters. A denser code than version 25 is too fine for a phone in front of a screen. */
export const MOST_IN_QR = 1273;

/** Up to here a code can be read with 15 % of it hidden, beyond with 7 %: its modules stay large. */
const MOST_ROBUST = 500;

/** Rectangles of neighbouring dark modules in one row. */
function rowPath(row: readonly boolean[], y: number): string {
  const runs = row.map((dark) => (dark ? '1' : '0')).join('').matchAll(/1+/g);
  return [...runs].map(({ index, 0: { length } }) => `M${index} ${y}h${length}v1h-${length}z`).join('');
}

/** The QR code of a link; undefined for one that is too long to be read from a screen. */
export function qrOf(link: string): QrCode | undefined {
  if (link.length > MOST_IN_QR) return undefined;
  const rows = encodeQR(link, 'raw', { ecc: link.length > MOST_ROBUST ? 'low' : 'medium', border: QUIET, encoding: 'byte' });
  return { size: rows.length, path: rows.map(rowPath).join('') };
}
