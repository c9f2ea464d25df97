import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { roundedPath } from '@/lib/editor/geometry';
import type { WireData, WireFlowEdge } from './flow-types';
import { markerOf, type Tone } from './markers';
import styles from './wire-edge.module.css';

const RADIUS = 12;

const shift = {
  left: 'translate(0, -50%)',
  middle: 'translate(-50%, -50%)',
  right: 'translate(-100%, -50%)',
} as const;

function toneOf(selected: boolean | undefined, reach: WireData['reach'], kind: WireData['link']['kind']): Tone {
  if (selected) return 'selected';
  if (reach) return reach === 'lit' ? 'lit' : 'out';
  return kind;
}

export const WireEdge = memo(function WireEdge({ id, data, selected, selectable }: EdgeProps<WireFlowEdge>) {
  if (!data) return null;
  const { wire, link, reach, compact } = data;
  const tone = toneOf(selected, reach, link.kind);
  return (
    <>
      <BaseEdge
        id={id}
        path={roundedPath(wire.points, RADIUS)}
        className={styles.wire ?? ''}
        data-tone={tone}
        data-compact={compact || undefined}
        markerEnd={markerOf(tone)}
        interactionWidth={selectable ? 18 : 0}
      />
      {!compact && reach !== 'out' && (
        <EdgeLabelRenderer>
          <div
            className={styles.chip}
            data-tone={tone}
            data-edge={selectable ? id : undefined}
            style={{ transform: `translate(${wire.label.x}px, ${wire.label.y}px) ${shift[wire.label.side]}` }}
          >
            {link.label}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
});
