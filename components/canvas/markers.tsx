import { memo } from 'react';
import styles from './wire-edge.module.css';

const tones = ['public', 'internal', 'selected', 'lit', 'out'] as const;
export type Tone = (typeof tones)[number];

export function markerOf(tone: Tone): string {
  return `url(#arrow-${tone})`;
}

/** Arrow heads; SVG has no way to let a marker take the colour of its line in all browsers. */
export const Markers = memo(function Markers() {
  return (
    <svg className={styles.markers} aria-hidden="true">
      <defs>
        {tones.map((tone) => (
          <marker
            key={tone}
            id={`arrow-${tone}`}
            viewBox="0 0 10 10"
            refX="9"
            refY="5"
            markerWidth="9"
            markerHeight="9"
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path d="M1 1.5 9 5 1 8.5Z" className={styles.head} data-tone={tone} />
          </marker>
        ))}
      </defs>
    </svg>
  );
});
