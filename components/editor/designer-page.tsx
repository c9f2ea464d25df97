'use client';

import { lazy, type ReactNode, Suspense, useSyncExternalStore } from 'react';

const load = async () => (await import('./designer-parts')).startDesigner();
// The code is on its way before the page has come to life.
const loading = typeof window === 'undefined' ? undefined : load();
const Designer = lazy(async () => ({ default: (await (loading ?? load())).Designer }));

const never = () => () => {};

/** The server knows no design: it sends `children` to look at, and the browser puts the tool in their place. */
export function DesignerPage({ children }: { readonly children: ReactNode }) {
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  if (!inBrowser) return children;
  return (
    <Suspense fallback={children}>
      <Designer />
    </Suspense>
  );
}
