import { useEffect, useState } from 'react';

type Copied = 'no' | 'yes' | 'failed';

/** Milliseconds that the answer stands there. */
const SHOWN = 4_000;

async function write(content: string | Promise<Blob>): Promise<void> {
  if (typeof content === 'string') await navigator.clipboard.writeText(content);
  // Given the promise, browsers remember that a person asked for it.
  else await navigator.clipboard.write([new ClipboardItem({ 'image/png': content })]);
}

/** Copies a text or a PNG, and tells for a moment how it went. */
export function useCopyContent() {
  const [copied, setCopied] = useState<Copied>('no');
  useEffect(() => {
    if (copied === 'no') return;
    const timer = setTimeout(() => setCopied('no'), SHOWN);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = (content: string | Promise<Blob>) => {
    write(content).then(
      () => setCopied('yes'),
      () => setCopied('failed'),
    );
  };
  return { copied, copy };
}
