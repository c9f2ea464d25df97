import { describe, expect, test } from 'vitest';
import { serviceIds } from '../services';
import { stackOf, stackWith } from '../stack/test-stacks';
import { addService, checkStack, connections, defaultStack, setConnection, setServiceField, type Stack } from '../stack';
import { createSceneSelector, diagramOf, VISITORS } from './diagram';
import { type Box, overlaps, type Point } from './geometry';
import { autoLayout, nodeSize, visitorBox } from './layout';
import { route } from './routes';

/** Every service there is, and every connection that can be drawn. */
function everythingOn(): Stack {
  const all = serviceIds.reduce((stack, id) => addService(stack, id), defaultStack);
  const drawn = connections(all).reduce((stack, { id }) => setConnection(stack, id, true), all);
  const checked = checkStack(drawn);
  if (!checked.ok) throw new Error(checked.problems.map(({ message }) => message).join());
  return checked.stack;
}

function placed(stack: Stack) {
  const { nodes, links } = diagramOf(stack);
  const positions = autoLayout(nodes);
  const boxes: Record<string, Box> = {};
  for (const { id } of nodes) boxes[id] = { ...positions[id]!, ...nodeSize };
  boxes[VISITORS] = visitorBox(boxes[links.find(({ from }) => from === VISITORS)!.to]!);
  return { boxes, links, wires: route(links, boxes) };
}

function runs(points: readonly Point[]): Box[] {
  return points.slice(1).map((to, index) => {
    const from = points[index]!;
    return {
      x: Math.min(from.x, to.x),
      y: Math.min(from.y, to.y),
      width: Math.abs(from.x - to.x) || 1,
      height: Math.abs(from.y - to.y) || 1,
    };
  });
}

describe.each([
  ['the default design', defaultStack],
  ['everything on', everythingOn()],
])('the diagram of %s', (_, stack) => {
  const { boxes, links, wires } = placed(stack);

  test('has a wire for everything that flows', () => {
    const active = connections(stack).filter((connection) => connection.active);
    expect(Object.keys(wires)).toEqual([expect.stringContaining(VISITORS), ...active.map(({ id }) => id)]);
  });

  test('lets no node overlap another one', () => {
    const all = Object.entries(boxes);
    for (const [id, box] of all) {
      for (const [other, otherBox] of all) if (id !== other) expect(overlaps(box, otherBox), `${id} ${other}`).toBe(false);
    }
  });

  test('leads no wire through a node', () => {
    for (const { id, from, to } of links) {
      for (const [node, box] of Object.entries(boxes)) {
        if (node === from || node === to) continue;
        expect(runs(wires[id]!.points).some((run) => overlaps(run, box)), `${id} through ${node}`).toBe(false);
      }
    }
  });
});

describe('the way from the visitors', () => {
  const BEHIND: Parameters<typeof stackOf>[0] = { tls: { mode: 'behind-proxy', trustedProxies: ['10.0.0.5'] } };
  const doorOf = (stack: Stack) => diagramOf(stack).links.find(({ from }) => from === VISITORS)?.label;
  const cardOf = (stack: Stack) => diagramOf(stack).nodes.find(({ zone }) => zone === 'edge')?.summary;

  test('leads to the port for HTTPS', () => {
    expect(doorOf(defaultStack)).toBe('https 443');
    expect(cardOf(defaultStack)).toMatch(/ · 80, 443$/);
  });

  test('leads by plain HTTP to the one port there is, where a proxy has the certificate', () => {
    expect(doorOf(stackOf(BEHIND))).toBe('http 80');
    expect(cardOf(stackWith('traefik', { httpPort: 8080 }, BEHIND))).toMatch(/ · 8080$/);
    expect(doorOf(stackWith('traefik', { httpPort: 8080 }, BEHIND))).toBe('http 8080');
  });

  test('leads to the HTTPS of an entry that is the host\'s', () => {
    expect(doorOf(stackWith('traefik', { entry: 'shared' }))).toBe('https 443');
  });
});

describe('the scene', () => {
  test('stays the same object while only files change', () => {
    const sceneOf = createSceneSelector();
    const first = sceneOf(defaultStack);
    expect(sceneOf({ ...defaultStack, project: { ...defaultStack.project, name: 'shop' } })).toBe(first);
  });

  test('keeps the cards and lines that an edit left alone', () => {
    const sceneOf = createSceneSelector();
    const { nodes, links } = sceneOf(defaultStack).diagram;
    const after = sceneOf(setServiceField(defaultStack, 'postgres', 'port', 6543)).diagram;
    expect(after.nodes.flatMap((node) => (nodes.includes(node) ? [] : [node.id]))).toEqual(['postgres']);
    expect(after.links.filter((link) => !links.includes(link)).map(({ to }) => to)).not.toContain('api');
    expect(after.links.some((link) => links.includes(link))).toBe(true);
  });

  test('is another one when a card or a line says something else', () => {
    const sceneOf = createSceneSelector();
    const first = sceneOf(defaultStack);
    expect(sceneOf(setServiceField(defaultStack, 'postgres', 'port', 6543))).not.toEqual(first);
    expect(sceneOf({ ...defaultStack, layout: { api: { x: 1, y: 2 } } })).not.toEqual(first);
  });
});
