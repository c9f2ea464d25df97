'use client';

import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';
import type { Exposure } from '@/lib/kit/exposure';
import type { Engine } from './engine';
import { useExportedState } from './export-context';

/** Whether the page shows what can be reached rather than what can be set. */
export interface ExposureView {
  readonly on: boolean;
  toggle(): void;
}

const ExposureContext = createContext<ExposureView>({ on: false, toggle: () => {} });

export function ExposureProvider({ children }: { readonly children: ReactNode }) {
  const [on, setOn] = useState(false);
  const toggle = useCallback(() => setOn((before) => !before), []);
  const view = useMemo(() => ({ on, toggle }), [on, toggle]);
  return <ExposureContext value={view}>{children}</ExposureContext>;
}

export function useExposureView(): ExposureView {
  return use(ExposureContext);
}

/** The questions that can be asked of what the files expose: their code comes with the engine, and not before. */
export type Questions = Engine['exposure'];

export interface Answers {
  readonly exposure: Exposure;
  readonly ask: Questions;
}

/** What the generated files of now expose; undefined while there are none, or while nobody wants to know. */
export function useExposure(wanted: boolean): Answers | undefined {
  // Who does not want to know is not drawn again with every edit.
  const files = useExportedState((exported) => (wanted && exported.kind === 'ready' ? exported.files : undefined));
  const ask = useExportedState((exported) => (wanted && exported.kind === 'ready' ? exported.exposure : undefined));
  return useMemo(() => files && ask && { exposure: ask.exposureOf(files), ask }, [files, ask]);
}
