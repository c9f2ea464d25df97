import type { Edge, Node } from '@xyflow/react';
import type { Standing } from '@/components/editor/use-reach';
import type { Mark } from '@/lib/audit';
import type { DiagramLink, DiagramNode } from '@/lib/editor/diagram';
import type { Wire } from '@/lib/editor/routes';

export interface ServiceData extends Record<string, unknown> {
  readonly service: DiagramNode;
  /** Where it stands on other networks than its neighbours in the zone. */
  readonly networks: readonly string[] | undefined;
  /** Values of it that break a rule. */
  readonly problems: number;
  /** What the audit found, if that is more than a thought. */
  readonly mark: Mark | undefined;
  /** While a line is being drawn: whether it could end here. */
  readonly target: 'possible' | 'refused' | undefined;
  readonly reach: Standing | undefined;
  /** From the shared design that is on offer. */
  readonly differs: boolean;
  /** Overview: only icon and title, large. */
  readonly compact: boolean;
}

export type ServiceFlowNode = Node<ServiceData, 'service'>;
export type VisitorsFlowNode = Node<{ compact: boolean }, 'visitors'>;
export type FlowNode = ServiceFlowNode | VisitorsFlowNode;

export interface WireData extends Record<string, unknown> {
  readonly wire: Wire;
  readonly link: DiagramLink;
  readonly reach: Standing | undefined;
  readonly compact: boolean;
}

export type WireFlowEdge = Edge<WireData, 'wire'>;
