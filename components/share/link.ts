import { finishTyping } from '@/components/form';
import { arrived } from '@/components/ui';
import type { Editor } from '@/lib/editor/editor';
import { LINK_PREFIX } from '@/lib/share/prefix';

/** The address that opens the design, or why there is none; the code of links is loaded when it is first asked for. */
export async function linkTo(editor: Editor): Promise<{ readonly ok: true; readonly url: string } | { readonly ok: false; readonly message: string }> {
  finishTyping();
  const code = await arrived(import('@/lib/share'));
  if (!code) return { ok: false, message: 'The part of the page that makes links did not arrive. Check the connection and try again.' };
  const made = code.linkOf(editor.store.getState().stack);
  return made.ok ? { ok: true, url: `${location.origin}${location.pathname}${LINK_PREFIX}${made.link}` } : made;
}

/** What a link does not say, while values are to be corrected. */
export function linkNote(editor: Editor): string {
  return editor.store.getState().problems.length > 0 ? ' Values that are to be corrected are in it as they were before.' : '';
}
