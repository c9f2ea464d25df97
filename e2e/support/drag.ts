import type { JSHandle, Page } from '@playwright/test';

export interface Given {
  readonly name: string;
  readonly content: Buffer | string;
}

/** Files as somebody holds them who drags them over the page. */
export function held(page: Page, files: readonly Given[]): Promise<JSHandle<DataTransfer>> {
  return page.evaluateHandle(
    (given) => {
      const transfer = new DataTransfer();
      for (const { name, base64 } of given) transfer.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name));
      return transfer;
    },
    files.map(({ name, content }) => ({ name, base64: Buffer.from(content).toString('base64') })),
  );
}

/** Drags files over the page, and lets go unless told to hold. */
export async function drag(page: Page, files: readonly Given[] | JSHandle<DataTransfer>, hold?: () => Promise<void>): Promise<void> {
  const data = 'evaluate' in files ? files : await held(page, files);
  for (const type of ['dragenter', 'dragover']) await page.dispatchEvent('body', type, { dataTransfer: data });
  await hold?.();
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
}
