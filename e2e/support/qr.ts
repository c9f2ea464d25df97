import type { Locator } from '@playwright/test';
import jsQR from 'jsqr';

/** What a camera would see: the picture is taken from the screen, and read by a decoder of another make. */
export async function seenInQrCode(code: Locator): Promise<string | undefined> {
  const png = (await code.screenshot()).toString('base64');
  // A page of its own decodes the picture: the designer's policy lets in no foreign code.
  const page = await code.page().context().newPage();
  try {
    const { pixels, width, height } = await page.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(picture.width, picture.height);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no canvas');
      context.drawImage(picture, 0, 0);
      const { data } = context.getImageData(0, 0, picture.width, picture.height);
      return { pixels: Array.from(data), width: picture.width, height: picture.height };
    }, png);
    return jsQR(Uint8ClampedArray.from(pixels), width, height)?.data;
  } finally {
    await page.close();
  }
}
