'use client';

import '@xyflow/react/dist/base.css';
import {
  Background,
  type Connection as Line,
  ConnectionLineType,
  ConnectionMode,
  type EdgeChange,
  type FinalConnectionState,
  type NodeChange,
  ReactFlow,
  ReactFlowProvider,
} from '@xyflow/react';
import { type MouseEvent, useCallback, useMemo, useState } from 'react';
import { useConnect } from '@/components/editor/actions';
import { useEditor, useEditorState } from '@/components/editor/context';
import { focusDesign } from '@/components/editor/focus';
import { useHandle } from '@/components/editor/handles';
import { cx, usePainted } from '@/components/ui';
import { moveNode } from '@/lib/editor/commands';
import { chipBox } from '@/lib/editor/chips';
import { drawn } from '@/lib/editor/drawn';
import { around, type Box } from '@/lib/editor/geometry';
import { leastZoom, type Positions } from '@/lib/editor/layout';
import { CanvasControls } from './canvas-controls';
import { ExposureSwitch } from './exposure-switch';
import { ConnectionHint } from './connection-hint';
import styles from './canvas.module.css';
import type { FlowNode, WireFlowEdge } from './flow-types';
import { Markers } from './markers';
import { Picture } from './picture';
import { ServiceNode, VisitorsNode } from './service-node';
import { useArrange } from './use-arrange';
import { useCanvasKeys } from './use-canvas-keys';
import { useFit } from './use-fit';
import { useFlow } from './use-flow';
import { WireEdge } from './wire-edge';
import { usePointed } from './use-pointed';
import { WireStrip } from './wire-strip';
import { Zones } from './zones';

const nodeTypes = { service: ServiceNode, visitors: VisitorsNode };
const edgeTypes = { wire: WireEdge };
const STILL: Positions = {};

const ariaLabels = {
  'node.a11yDescription.default': 'Enter opens its form, arrow keys move it, Delete removes it.',
  'node.a11yDescription.keyboardDisabled': 'Enter opens its form.',
  'edge.a11yDescription.default': 'Enter shows what flows, Delete cuts it.',
};

export interface CanvasProps {
  /** An overview to look at and tap, for small screens: nothing is moved or drawn. */
  readonly compact?: boolean;
  /** Shows the design as a list instead. */
  readonly onList?: () => void;
}

/**
 * The diagram: services in their zones, and what flows between them. Its picture comes first and stands for a frame:
 * with all that is around it, it would hold up a phone for a tenth of a second.
 */
export function Canvas(props: CanvasProps) {
  const isPainted = usePainted();
  if (!isPainted) return <Sketch />;
  return (
    <ReactFlowProvider>
      <Flow {...props} />
    </ReactFlowProvider>
  );
}

function Sketch() {
  const stack = useEditorState((state) => state.stack);
  return (
    <section className={cx(styles.canvas, styles.sketch)} aria-label="Diagram">
      <Picture stack={stack} />
    </section>
  );
}

/** All that is drawn, chips that stand outside of the nodes included. */
function extentOf(nodes: readonly FlowNode[], edges: readonly WireFlowEdge[]): Box {
  const boxes = nodes.map(({ position, width = 0, height = 0 }) => ({ ...position, width, height }));
  const chips = edges.flatMap(({ data }) => (data ? [chipBox(data.wire.label, data.link.label)] : []));
  return around([...boxes, ...chips]);
}

function Flow({ compact = false, onList }: CanvasProps) {
  const editor = useEditor();
  const connect = useConnect();
  const [moving, setMoving] = useState(STILL);
  const [drawingFrom, setDrawingFrom] = useState<string>();
  const { nodes, edges, zones } = useFlow({ moving, drawingFrom, compact });
  const { pointed, pointing } = usePointed();
  const active = edges.find(({ id, selected }) => (pointed === undefined ? selected : id === pointed))?.data?.link;
  const { fit, onMoveStart } = useFit(nodes.length, compact, () => extentOf(nodes, compact ? [] : edges));
  useHandle('fit', fit);
  const { arrange, busy } = useArrange(fit);
  const keys = useCanvasKeys(compact ? undefined : arrange);

  const onNodesChange = useCallback(
    (changes: NodeChange<FlowNode>[]) => {
      for (const change of changes) {
        if (change.type === 'select') {
          const { selection } = editor.store.getState();
          if (change.selected) editor.select({ kind: 'service', id: change.id });
          else if (selection.kind === 'service' && selection.id === change.id) editor.select({ kind: 'stack' });
        } else if (change.type === 'position' && change.position) {
          const { id, position } = change;
          if (change.dragging) setMoving((before) => ({ ...before, [id]: position }));
          else editor.run(moveNode, { id, to: position });
        }
      }
    },
    [editor],
  );

  const onEdgesChange = useCallback(
    (changes: EdgeChange<WireFlowEdge>[]) => {
      for (const change of changes) {
        if (change.type === 'select' && change.selected) editor.select({ kind: 'connection', id: change.id });
      }
    },
    [editor],
  );

  const onNodeDragStop = useCallback(
    (_: unknown, node: FlowNode) => {
      if (moving[node.id]) editor.run(moveNode, { id: node.id, to: node.position });
      editor.finish();
      setMoving(STILL);
    },
    [editor, moving],
  );

  const isValidConnection = useCallback(
    ({ source, target }: Pick<Line, 'source' | 'target'>) => 'connection' in drawn(editor.store.getState().stack, source, target),
    [editor],
  );

  const onConnectEnd = useCallback(
    (_: unknown, end: FinalConnectionState) => {
      setDrawingFrom(undefined);
      const [from, to] = [end.fromNode?.id, end.toNode?.id];
      if (from && to && from !== to && !end.isValid) connect(from, to);
    },
    [connect],
  );

  const chipClick = useCallback(
    (event: MouseEvent) => {
      const id = (event.target as Element).closest<HTMLElement>('[data-edge]')?.dataset['edge'];
      if (!id) return;
      editor.select({ kind: 'connection', id });
      // A chip has no focus of its own: keys that are pressed now are for its connection.
      focusDesign(id);
    },
    [editor],
  );

  const onPaneClick = useCallback(() => {
    if (!compact) editor.select({ kind: 'stack' });
  }, [compact, editor]);

  const handlers = useMemo(
    () =>
      compact
        ? {}
        : {
            onConnectStart: (_: unknown, { nodeId }: { nodeId: string | null }) => setDrawingFrom(nodeId ?? undefined),
            onConnect: ({ source, target }: Line) => connect(source, target),
            onConnectEnd,
            isValidConnection,
          },
    [compact, connect, onConnectEnd, isValidConnection],
  );

  return (
    <section className={styles.canvas} aria-label="Diagram" tabIndex={-1} onClick={chipClick} {...pointing} {...keys}>
      <Markers />
      <ReactFlow
        nodes={nodes as FlowNode[]}
        edges={edges as WireFlowEdge[]}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onNodeDragStop={onNodeDragStop}
        onPaneClick={onPaneClick}
        onMoveStart={onMoveStart}
        {...handlers}
        connectionMode={ConnectionMode.Loose}
        connectionLineType={ConnectionLineType.Straight}
        nodesDraggable={!compact}
        nodesConnectable={!compact}
        selectNodesOnDrag={false}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        deleteKeyCode={null}
        zoomOnDoubleClick={false}
        nodeDragThreshold={3}
        minZoom={leastZoom}
        maxZoom={2}
        ariaLabelConfig={ariaLabels}
        proOptions={{ hideAttribution: false }}
      >
        {!compact && <Background gap={20} size={1.5} />}
        <Zones zones={zones} compact={compact} />
        {!compact && <ConnectionHint />}
        {!compact && <WireStrip link={active} />}
        {!compact && <ExposureSwitch onList={onList} />}
        {!compact && <CanvasControls onFit={fit} onArrange={arrange} arranging={busy} />}
      </ReactFlow>
    </section>
  );
}
