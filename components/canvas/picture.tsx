import { PathIcon } from '@/components/ui/path-icon';
import { diagramOf } from '@/lib/editor/diagram';
import { boxesOf, wiresOf, zonesOf } from '@/lib/editor/arrangement';
import { around, roundedPath } from '@/lib/editor/geometry';
import { type Positions, positionsOf } from '@/lib/editor/layout';
import type { Stack } from '@/lib/stack';
import styles from './picture.module.css';
import { networksText, zoneTitles } from '@/lib/editor/zone-words';

/**
 * The diagram as a picture, for the time before the page's code has arrived. The server draws it; it stands where the
 * diagram will stand, so that nothing moves.
 */
export function Picture({ stack }: { readonly stack: Stack }) {
  const diagram = diagramOf(stack);
  const { nodes, links } = diagram;
  const boxes = boxesOf(diagram, positionsOf(nodes, stack.layout as Positions | undefined));
  const zones = zonesOf(diagram, boxes);
  const wires = wiresOf(diagram, boxes, zones);
  const { x, y, width, height } = around(Object.values(boxes));
  return (
    <svg
      className={styles.picture}
      viewBox={`${x} ${y} ${width} ${height}`}
      role="img"
      aria-label={`Diagram: ${nodes.map(({ title }) => title).join(', ')}`}
      width={width}
      height={height}
    >
      {zones.map((zone) => (
        <g key={zone.id} className={styles.zone} data-zone={zone.id}>
          <rect x={zone.x} y={zone.y} width={zone.width} height={zone.height} rx="14" />
          <text x={zone.x + zone.width / 2} y={zone.y + 21}>
            {zoneTitles[zone.id]}
            <tspan className={styles.networks} dx="8">
              {networksText(zone)}
            </tspan>
          </text>
        </g>
      ))}
      {links.map(({ id, kind }) => (
        <path key={id} className={styles.wire} data-tone={kind} d={roundedPath(wires[id]?.points ?? [], 12)} />
      ))}
      {nodes.map(({ id, title, summary, icon, zone }) => {
        const box = boxes[id];
        if (!box) return null;
        return (
          <g key={id} className={styles.node} data-zone={zone} transform={`translate(${box.x} ${box.y})`}>
            <rect width={box.width} height={box.height} rx="10" />
            <rect className={styles.tile} x="11" y="16" width="36" height="36" rx="8" />
            <PathIcon d={icon} x="19" y="24" />
            <text x="57" y="31" className={styles.title}>
              {title}
            </text>
            <text x="57" y="49" className={styles.summary}>
              {summary}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
