import { useMemo } from 'react';
import { useEditorState } from '@/components/editor/context';
import { type Diagram, diagramOf, VISITORS } from '@/lib/editor/diagram';
import { drawn } from '@/lib/editor/drawn';
import { problemsAt } from '@/lib/editor/document';
import type { Box } from '@/lib/editor/geometry';
import { nodeSize, positionsOf, type Positions, visitorBox, type ZoneBox, zoneBoxes } from '@/lib/editor/layout';
import { route } from '@/lib/editor/routes';
import type { FlowNode, WireFlowEdge } from './flow-types';

interface Options {
  /** Positions of nodes that are being dragged. */
  readonly moving: Positions;
  /** The service that a line is being drawn from. */
  readonly drawingFrom: string | undefined;
  readonly compact: boolean;
}

interface Flow {
  readonly nodes: FlowNode[];
  readonly edges: WireFlowEdge[];
  readonly zones: readonly ZoneBox[];
}

const titleIn = (diagram: Diagram, id: string) => diagram.nodes.find((node) => node.id === id)?.title ?? 'Visitors';

/** Small screens have no room for what goes without saying. */
function withoutVisitors({ nodes, links }: Diagram): Diagram {
  return { nodes, links: links.filter(({ from }) => from !== VISITORS) };
}

function boxesOf(diagram: Diagram, positions: Positions): Record<string, Box> {
  const boxes: Record<string, Box> = {};
  for (const { id } of diagram.nodes) boxes[id] = { ...(positions[id] ?? { x: 0, y: 0 }), ...nodeSize };
  const entry = diagram.links.find(({ from }) => from === VISITORS);
  const box = entry && boxes[entry.to];
  if (box) boxes[VISITORS] = visitorBox(box);
  return boxes;
}

/** The design as React Flow's nodes and edges. */
export function useFlow({ moving, drawingFrom, compact }: Options): Flow {
  const stack = useEditorState((state) => state.stack);
  const problems = useEditorState((state) => state.problems);
  const selection = useEditorState((state) => state.selection);
  const diagram = useMemo(() => (compact ? withoutVisitors(diagramOf(stack)) : diagramOf(stack)), [stack, compact]);

  const boxes = useMemo(
    () => boxesOf(diagram, { ...positionsOf(diagram.nodes, stack.layout as Positions | undefined), ...moving }),
    [diagram, stack.layout, moving],
  );

  const zones = useMemo(() => {
    const members = diagram.nodes.flatMap(({ id, zone }) => (boxes[id] ? [{ zone, box: boxes[id] }] : []));
    const visitors = boxes[VISITORS];
    return zoneBoxes(visitors ? [{ zone: 'internet', box: visitors }, ...members] : members);
  }, [diagram, boxes]);

  const nodes = useMemo(() => {
    const services = diagram.nodes.map((service): FlowNode => {
      const wrong = Object.keys(problemsAt(problems, ['services', service.id])).length;
      const target =
        drawingFrom === undefined || drawingFrom === service.id
          ? undefined
          : 'connection' in drawn(stack, drawingFrom, service.id)
            ? 'possible'
            : 'refused';
      return {
        id: service.id,
        type: 'service',
        position: boxes[service.id] ?? { x: 0, y: 0 },
        ...nodeSize,
        measured: nodeSize,
        selected: selection.kind === 'service' && selection.id === service.id,
        ariaLabel: `${service.title}, ${service.summary}${wrong > 0 ? `, ${wrong} to correct` : ''}`,
        data: { service, problems: wrong, target, compact },
      };
    });
    const visitors = boxes[VISITORS];
    if (!visitors) return services;
    const { width, height } = visitors;
    return [
      {
        id: VISITORS,
        type: 'visitors',
        position: visitors,
        width,
        height,
        measured: { width, height },
        draggable: false,
        selectable: false,
        focusable: false,
        connectable: false,
        data: { compact },
      } satisfies FlowNode,
      ...services,
    ];
  }, [diagram, boxes, stack, problems, selection, drawingFrom, compact]);

  const edges = useMemo(() => {
    const wires = route(diagram.links, boxes);
    return diagram.links.flatMap((link): WireFlowEdge[] => {
      const wire = wires[link.id];
      if (!wire) return [];
      const usable = link.connection !== undefined;
      return [
        {
          id: link.id,
          type: 'wire',
          source: link.from,
          target: link.to,
          selectable: usable,
          focusable: usable,
          selected: selection.kind === 'connection' && selection.id === link.id,
          ariaLabel: `${titleIn(diagram, link.from)} to ${titleIn(diagram, link.to)}, ${link.label}`,
          data: { wire, link, compact },
        },
      ];
    });
  }, [diagram, boxes, selection, compact]);

  return { nodes, edges, zones };
}
