import { useMemo, useState } from 'react';
import { useMarks } from '@/components/editor/audit-context';
import { useEditorState } from '@/components/editor/context';
import { useDiffering } from '@/components/editor/use-differing';
import { isOnTheWay, standingOf, useReach } from '@/components/editor/use-reach';
import { boxesOf, ownNetworks, wiresOf, zonesOf } from '@/lib/editor/arrangement';
import { createSceneSelector, type Diagram, type DiagramNode, titleIn, VISITORS } from '@/lib/editor/diagram';
import { drawn } from '@/lib/editor/drawn';
import { problemsAt } from '@/lib/editor/document';
import { nodeSize, positionsOf, type Positions, type ZoneBox } from '@/lib/editor/layout';
import { createSteadyList } from '@/lib/kit/steady';
import { memberIds, placeOf } from '@/lib/stack';
import type { FlowNode, ServiceData, WireFlowEdge } from './flow-types';
import { markWords } from './mark-words';

interface Options {
  /** Positions of nodes that are being dragged. */
  readonly moving: Positions;
  /** The service that a line is being drawn from. */
  readonly drawingFrom: string | undefined;
  readonly compact: boolean;
}

interface Flow {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly WireFlowEdge[];
  readonly zones: readonly ZoneBox[];
}

/** Small screens have no room for what goes without saying. */
function withoutVisitors({ nodes, links }: Diagram): Diagram {
  return { nodes, links: links.filter(({ from }) => from !== VISITORS) };
}

type Targets = Readonly<Record<string, 'possible' | 'refused'>>;

/** While a line is being drawn: where it could end. */
function useTargets(from: string | undefined): Targets | undefined {
  const stack = useEditorState((state) => (from === undefined ? undefined : state.stack));
  return useMemo(() => {
    if (from === undefined || !stack) return undefined;
    const others = memberIds(stack).filter((id) => id !== from);
    return Object.fromEntries(others.map((id) => [id, 'connection' in drawn(stack, from, id) ? 'possible' : 'refused']));
  }, [from, stack]);
}

function networksWord(networks: readonly string[]): string {
  return networks.length > 0 ? `network ${networks.join(' and ')}` : 'no network';
}

interface Said {
  readonly wrong: number;
  readonly mark: ServiceData['mark'];
  readonly differs: boolean;
}

/** What a screen reader says of a node: all that stands on it. */
function nameOf({ title, summary, networks, changed }: DiagramNode, { wrong, mark, differs }: Said): string {
  return [
    `${title}, ${summary}, on ${networksWord(networks)}`,
    ...(changed > 0 ? [`${changed} changed from default`] : []),
    ...(wrong > 0 ? [`${wrong} to correct`] : []),
    ...(differs ? ['differs from the other design'] : []),
    ...(mark ? [markWords(mark)] : []),
  ].join(', ');
}

/** The design as React Flow's nodes and edges. */
export function useFlow({ moving, drawingFrom, compact }: Options): Flow {
  const [sceneOf] = useState(createSceneSelector);
  // Only those that changed are drawn again: many edits and every move of a pointer concern few of them.
  const [steadyNodes] = useState(createSteadyList<FlowNode>);
  const [steadyEdges] = useState(createSteadyList<WireFlowEdge>);
  const scene = useEditorState((state) => sceneOf(state.stack));
  const problems = useEditorState((state) => state.problems);
  const selection = useEditorState((state) => state.selection);
  const targets = useTargets(drawingFrom);
  const { services: marks } = useMarks();
  const diagram = useMemo(() => (compact ? withoutVisitors(scene.diagram) : scene.diagram), [scene, compact]);

  const boxes = useMemo(
    () => boxesOf(diagram, { ...positionsOf(diagram.nodes, scene.chosen), ...moving }),
    [diagram, scene, moving],
  );

  const zones = useMemo(() => zonesOf(diagram, boxes), [diagram, boxes]);

  const reach = useReach(scene.diagram);
  const differing = useDiffering();

  const nodes = useMemo(() => {
    const services = diagram.nodes.map((service): FlowNode => {
      const wrong = Object.keys(problemsAt(problems, placeOf(service.id))).length;
      const mark = marks[service.id];
      return {
        id: service.id,
        type: 'service',
        position: boxes[service.id] ?? { x: 0, y: 0 },
        ...nodeSize,
        measured: nodeSize,
        selected: selection.kind === 'service' && selection.id === service.id,
        ariaLabel: nameOf(service, { wrong, mark, differs: differing.has(service.id) }),
        data: { service, networks: ownNetworks(service, zones), problems: wrong, mark, target: targets?.[service.id], reach: standingOf(service.id, reach), differs: differing.has(service.id), compact },
      };
    });
    const visitors = boxes[VISITORS];
    if (!visitors) return steadyNodes(services);
    const { width, height } = visitors;
    return steadyNodes([
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
    ]);
  }, [steadyNodes, diagram, boxes, zones, problems, marks, selection, targets, reach, differing, compact]);

  const edges = useMemo(() => {
    const wires = wiresOf(diagram, boxes, zones);
    const drawnLinks = diagram.links.flatMap((link): WireFlowEdge[] => {
      const wire = wires[link.id];
      if (!wire) return [];
      const usable = link.connection !== undefined;
      const selected = selection.kind === 'connection' && selection.id === link.id;
      return [
        {
          id: link.id,
          type: 'wire',
          source: link.from,
          target: link.to,
          selectable: usable,
          focusable: usable,
          selected,
          // Above the zones, below chips and nodes; the selected one above those it shares a trunk with.
          zIndex: selected ? -1 : -2,
          ariaLabel: `${titleIn(diagram, link.from)} to ${titleIn(diagram, link.to)}, ${link.label}`,
          data: { wire, link, reach: reach && (isOnTheWay(reach, link) ? 'lit' : 'out'), compact },
        },
      ];
    });
    return steadyEdges(drawnLinks);
  }, [steadyEdges, diagram, boxes, zones, selection, reach, compact]);

  return { nodes, edges, zones };
}
