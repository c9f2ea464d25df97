'use client';

import { useEffect, useMemo, useState } from 'react';
import type { highlightLines } from './highlighter';
import { languageOf } from './language';
import { splitLines } from './token-text';

type Highlight = typeof highlightLines;

let loaded: Highlight | undefined;
let loading: Promise<Highlight | undefined> | undefined;

/** Without a network the code stays plain; the next file that is opened tries again. */
function load(): Promise<Highlight | undefined> {
  loading ??= import('./highlighter').then(
    (module) => (loaded = module.highlightLines),
    () => (loading = undefined),
  );
  return loading;
}

/** Above this many characters a file is shown without colours, rather than late. */
const MOST = 300_000;

/** The lines of a file, packed with their colours as soon as the highlighter is there. */
export function useHighlighted(path: string, text: string): readonly string[] {
  const [highlight, setHighlight] = useState<Highlight | undefined>(() => loaded);
  useEffect(() => {
    let here = true;
    if (!highlight) void load().then((ready) => here && ready && setHighlight(() => ready));
    return () => {
      here = false;
    };
  }, [highlight]);
  return useMemo(() => {
    const language = text.length > MOST ? undefined : languageOf(path, text);
    return highlight && language ? highlight(text, language) : splitLines(text);
  }, [highlight, path, text]);
}
