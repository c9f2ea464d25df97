import { getViewportForBounds, useNodesInitialized, useReactFlow, useStore } from '@xyflow/react';
import { useCallback, useEffect, useRef } from 'react';
import { useMedia } from '@/components/editor/use-media';
import type { Box } from '@/lib/editor/geometry';
import { leastZoom } from '@/lib/editor/layout';

/** Air around the diagram in pixels: zone titles and borders stand outside of the nodes, and the controls below them. */
const air = {
  desk: { top: '52px', right: '30px', bottom: '58px', left: '30px' },
  compact: { top: '22px', right: '14px', bottom: '16px', left: '14px' },
} as const;

/**
 * Keeps the whole diagram in view while panels open and services come and go, until the person moves the view
 * themselves; `fit` takes that back.
 */
export function useFit(nodeCount: number, compact: boolean, extent: () => Box) {
  const { setViewport } = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const ready = useNodesInitialized();
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const moved = useRef(false);
  const latest = useRef(extent);
  useEffect(() => {
    latest.current = extent;
  });
  const fitted = useRef(false);

  const fit = useCallback(() => {
    moved.current = false;
    const duration = fitted.current && !still ? 160 : 0;
    void setViewport(getViewportForBounds(latest.current(), width, height, leastZoom, 1, compact ? air.compact : air.desk), { duration });
    fitted.current = true;
  }, [setViewport, width, height, compact, still]);

  useEffect(() => {
    if (ready && width > 0 && height > 0 && !moved.current) fit();
  }, [ready, width, height, nodeCount, fit]);

  const onMoveStart = useCallback((event: unknown) => {
    if (event) moved.current = true;
  }, []);
  return { fit, onMoveStart };
}
