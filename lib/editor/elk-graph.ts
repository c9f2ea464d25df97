import { type Diagram, VISITORS } from './diagram';
import { columnOf, nodeSize, type Positions, spacing } from './layout';

/** What ELK is asked and answers, as far as it is used here (https://eclipse.dev/elk/documentation/tooldevelopers/graphdatastructure/jsonformat.html). */
export interface ElkGraph {
  id: string;
  layoutOptions: Record<string, string>;
  children: { id: string; width: number; height: number; layoutOptions: Record<string, string> }[];
  edges: { id: string; sources: string[]; targets: string[] }[];
}

export interface ElkAnswer {
  readonly children?: readonly { readonly id: string; readonly x?: number; readonly y?: number }[];
}

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  // What stands in one zone stays in its columns, from the internet to the data.
  'elk.partitioning.activate': 'true',
  'elk.separateConnectedComponents': 'false',
  'elk.layered.considerModelOrder.strategy': 'PREFER_NODES',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.nodePlacement.favorStraightEdges': 'true',
  'elk.spacing.nodeNode': String(spacing.row),
  'elk.layered.spacing.nodeNodeBetweenLayers': String(spacing.column),
};

/** A column with more than this is spread over several by what calls what. */
const TALL = 5;

/** A diagram as a question to ELK: where should its nodes stand? */
export function elkGraph({ nodes, links }: Diagram): ElkGraph {
  const columns = [...new Set(nodes.map(columnOf))].sort((a, b) => a - b);
  const members = new Map(columns.map((column) => [column, nodes.filter((node) => columnOf(node) === column)]));
  const known = new Map(nodes.map((node) => [node.id, columnOf(node)]));
  // A call within a column would make two of it. Where the column is short, its nodes stand above each other instead.
  const counts = links.filter(({ from, to }) => from !== VISITORS && (known.get(from) !== known.get(to) || (members.get(known.get(from) ?? -1)?.length ?? 0) > TALL));
  return {
    id: 'diagram',
    layoutOptions: OPTIONS,
    children: nodes.map((node) => ({ id: node.id, ...nodeSize, layoutOptions: { 'elk.partitioning.partition': String(columns.indexOf(columnOf(node))) } })),
    edges: counts.map(({ id, from, to }) => ({ id, sources: [from], targets: [to] })),
  };
}

/** Where ELK puts them; those that it says nothing of are left out. */
export function positionsIn({ children = [] }: ElkAnswer): Positions {
  return Object.fromEntries(children.flatMap(({ id, x, y }) => (x === undefined || y === undefined ? [] : [[id, { x: Math.round(x), y: Math.round(y) }]])));
}
