import { ViewportPortal } from '@xyflow/react';
import { memo } from 'react';
import type { ZoneBox } from '@/lib/editor/layout';
import { networksText, zoneTitles } from '@/lib/editor/zone-words';
import styles from './zones.module.css';

export interface ZonesProps {
  readonly zones: readonly ZoneBox[];
  /** Titles large enough for an overview. */
  readonly compact: boolean;
}

/** Tinted grounds behind the nodes: how far from the internet they stand. */
export const Zones = memo(function Zones({ zones, compact }: ZonesProps) {
  return (
    <ViewportPortal>
      {zones.map(({ id, networks, x, y, width, height }) => (
        <div
          key={id}
          className={styles.zone}
          data-zone={id}
          data-compact={compact || undefined}
          style={{ transform: `translate(${x}px, ${y}px)`, width, height }}
        >
          <span className={styles.title}>
            <span>{zoneTitles[id]}</span>{' '}
            {!compact && networks.length > 0 && <code className={styles.networks}>{networksText({ networks })}</code>}
          </span>
        </div>
      ))}
    </ViewportPortal>
  );
});
