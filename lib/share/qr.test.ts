import fc from 'fast-check';
import jsQR from 'jsqr';
import { describe, expect, test } from 'vitest';
import { holds } from '../kit/test-property';
import { MOST_IN_QR, type QrCode, qrOf } from './qr';

/** Pixels a module. */
const SCALE = 3;

/** What a reader that is not ours sees in the picture. */
function seenIn({ size, path }: QrCode): string | undefined {
  const side = size * SCALE;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = Number(y) * SCALE; row < (Number(y) + 1) * SCALE; row += 1) {
      const start = row * side + Number(x) * SCALE;
      for (let at = start; at < start + Number(length) * SCALE; at += 1) pixels.fill(0, at * 4, at * 4 + 3);
    }
  }
  return jsQR(pixels, side, side)?.data;
}

const linkOf = (length: number) => `https://designer.example.com/#s=3.${'aZ9_-k'.repeat(300)}`.slice(0, length);

describe('a QR code', () => {
  test('says the link, to a reader of another make', () => {
    const payload = fc.stringMatching(/^[A-Za-z0-9_-]{0,300}$/);
    holds(payload, (text) => expect(seenIn(qrOf(`http://localhost:3000/#s=3.${text}`) as QrCode)).toBe(`http://localhost:3000/#s=3.${text}`), 20);
  });

  test('can be read up to the longest link that it is made for, and there is none for a longer one', () => {
    for (const length of [500, 501, MOST_IN_QR]) expect(seenIn(qrOf(linkOf(length)) as QrCode)).toBe(linkOf(length));
    expect(qrOf(linkOf(MOST_IN_QR + 1))).toBeUndefined();
  });

  test('has four light modules around it', () => {
    const { size, path } = qrOf(linkOf(100)) as QrCode;
    for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
      expect(Math.min(Number(x), Number(y))).toBeGreaterThan(3);
      expect(Math.max(Number(x) + Number(length), Number(y) + 1)).toBeLessThan(size - 3);
    }
  });
});
