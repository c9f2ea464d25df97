import { type DesignKeys, useDesignKeys } from '@/components/editor/use-design-keys';

const at: DesignKeys['at'] = (element) => {
  const node = element.closest<HTMLElement>('.react-flow__node[data-id]');
  if (node?.dataset['id']) return { kind: 'service', id: node.dataset['id'] };
  const edge = element.closest<SVGElement>('.react-flow__edge[data-id]');
  return edge?.dataset['id'] ? { kind: 'connection', id: edge.dataset['id'] } : undefined;
};

/** The focus stays on the diagram: the next Tab goes on from there. */
const onGone: DesignKeys['onGone'] = (diagram) => diagram.focus();

/** What keys do on the diagram, beyond React Flow's own (Tab between nodes, arrows to move). */
export function useCanvasKeys(onArrange: (() => void) | undefined) {
  return useDesignKeys({ at, onGone, onArrange });
}
