'use client';

import { useEffect, useState } from 'react';

export type Copied = 'no' | 'yes' | 'failed';

const SHOWN = 1_800;

/** Copies a text, and tells for a moment how it went. */
export function useCopy(): { readonly copied: Copied; readonly copy: (text: string) => void } {
  const [copied, setCopied] = useState<Copied>('no');
  useEffect(() => {
    if (copied === 'no') return;
    const timer = setTimeout(() => setCopied('no'), copied === 'failed' ? SHOWN * 4 : SHOWN);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = (text: string) => {
    // Outside of a secure context there is no clipboard at all.
    const writing = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'));
    writing.then(() => setCopied('yes')).catch(() => setCopied('failed'));
  };
  return { copied, copy };
}
