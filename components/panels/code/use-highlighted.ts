'use client';

import { useEffect, useMemo, useState } from 'react';
import { useAfterPaint } from '../../ui';
import type { highlightLines } from './highlighter';
import { languageOf } from './language';
import { recoloured } from './recolour';
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

/** Milliseconds without an edit before the colours of the whole file are looked at again. */
const REST = 300;

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
  const language = text.length > MOST ? undefined : languageOf(path, text);
  const colour = useMemo(() => (highlight && language ? (part: string) => highlight(part, language) : splitLines), [highlight, language]);
  // While somebody types, what they change is coloured by itself, and the whole when they rest.
  const rested = useAfterPaint(text, REST);
  const whole = useMemo(() => ({ plain: splitLines(rested), packed: colour(rested) }), [rested, colour]);
  return useMemo(() => (text === rested ? whole.packed : recoloured(whole, splitLines(text), colour)), [text, rested, whole, colour]);
}
