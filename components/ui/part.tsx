'use client';

import { CloudOff } from 'lucide-react';
import { Component, type ComponentType, lazy, type ReactNode, Suspense, useCallback, useState } from 'react';
import { Button } from './button';
import { EmptyState } from './empty-state';

/** Whether an error is that of code or styles that did not come over the network. */
export function isNotArrived(error: unknown): boolean {
  return error instanceof Error && error.name === 'ChunkLoadError';
}

/** Code that is loaded for one task; nothing where it did not come. */
export async function arrived<T>(loading: Promise<T>): Promise<T | undefined> {
  try {
    return await loading;
  } catch (error) {
    if (isNotArrived(error)) return undefined;
    throw error;
  }
}

export interface NotArrivedProps {
  /** Loads it once more. */
  readonly onAgain: () => void;
}

interface BoundaryProps {
  readonly instead: ReactNode;
  readonly children: ReactNode;
}

/** Holds what did not arrive away from the rest of the page; any other error is for whoever is above. */
class Boundary extends Component<BoundaryProps, { readonly error?: unknown }> {
  override state: { readonly error?: unknown } = {};

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    if (!isNotArrived(error)) throw error;
    return this.props.instead;
  }
}

/** In the place of a panel; `children` are further ways on. */
export function NotArrived({ onAgain, children }: NotArrivedProps & { readonly children?: ReactNode }) {
  const actions = (
    <>
      <Button onClick={onAgain}>Try again</Button>
      {children}
    </>
  );
  return (
    <EmptyState icon={<CloudOff />} title="This part of the page did not arrive" action={actions}>
      Check the connection. Your design is as it was.
    </EmptyState>
  );
}

/**
 * A component that is loaded when it is first shown. Where it does not arrive, `Instead` stands in its place and the
 * page around it goes on: only this tab has its secrets and the steps to undo.
 */
export function part<P extends object>(
  load: () => Promise<ComponentType<P>>,
  Instead: ComponentType<P & NotArrivedProps> = NotArrived,
  Waiting?: ComponentType<P>,
): ComponentType<P> {
  // React remembers a refusal for good.
  const fresh = () =>
    lazy(async () => {
      try {
        return { default: await load() };
      } catch (error) {
        latest = fresh();
        throw error;
      }
    });
  let latest = fresh();

  return function Part(props: P) {
    const [Loaded, setLoaded] = useState(() => latest as ComponentType<P>);
    const [tries, setTries] = useState(0);
    const again = useCallback(() => {
      setLoaded(() => latest as ComponentType<P>);
      setTries((before) => before + 1);
    }, []);
    return (
      <Boundary key={tries} instead={<Instead {...props} onAgain={again} />}>
        <Suspense fallback={Waiting ? <Waiting {...props} /> : null}>
          <Loaded {...props} />
        </Suspense>
      </Boundary>
    );
  };
}
