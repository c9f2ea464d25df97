import { Handle, type NodeProps, Position } from '@xyflow/react';
import { ShieldAlert } from 'lucide-react';
import { memo } from 'react';
import type { ServiceFlowNode, VisitorsFlowNode } from './flow-types';
import { cx, PathIcon } from '@/components/ui';
import { visitorsIcon, visitorsTitle } from '@/lib/editor/diagram';
import { markWords } from './mark-words';
import styles from './service-node.module.css';

export const ServiceNode = memo(function ServiceNode({ data, selected }: NodeProps<ServiceFlowNode>) {
  const { service, problems, mark, target, compact, networks, reach, differs } = data;
  return (
    <div
      className={cx(styles.card, compact && styles.compact)}
      data-zone={service.zone}
      data-selected={selected || undefined}
      data-target={target}
      data-reach={reach}
      data-differs={differs || undefined}
    >
      <span className={styles.tile} data-zone={service.zone}>
        <PathIcon d={service.icon} width={compact ? 32 : 20} height={compact ? 32 : 20} />
      </span>
      <span className={styles.text}>
        <span className={styles.title}>
          {service.title}
          {service.changed > 0 && !compact && (
            <span className={styles.changed} title={`${service.changed} changed from default`}>
              {service.changed}
            </span>
          )}
        </span>
        {!compact && <span className={styles.summary}>{service.summary}</span>}
      </span>
      {networks && !compact && (
        <span className={styles.networks} title="Networks of its container">
          {networks.map((network) => (
            <code key={network} className={styles.network}>
              {network}
            </code>
          ))}
        </span>
      )}
      {mark && !compact && (
        <span className={styles.mark} data-worst={mark.worst} title={markWords(mark)}>
          <ShieldAlert aria-hidden="true" />
          {mark.count}
        </span>
      )}
      {problems > 0 && (
        <span className={styles.problems} title={problems === 1 ? '1 value to correct' : `${problems} values to correct`}>
          {problems}
        </span>
      )}
      <Handle type="target" position={Position.Left} className={styles.target} isConnectableStart={false} />
      <Handle type="source" position={Position.Right} className={styles.source} />
    </div>
  );
});

export const VisitorsNode = memo(function VisitorsNode({ data }: NodeProps<VisitorsFlowNode>) {
  return (
    <div className={cx(styles.visitors, data.compact && styles.compact)}>
      <PathIcon d={visitorsIcon} width={data.compact ? 32 : 24} height={data.compact ? 32 : 24} />
      {!data.compact && <span className={styles.caption}>{visitorsTitle}</span>}
      <Handle type="source" position={Position.Right} className={styles.hidden} isConnectable={false} />
    </div>
  );
});
