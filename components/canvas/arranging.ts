import type { Draft } from '@/lib/editor/document';
import { type Diagram, diagramOf } from '@/lib/editor/diagram';
import { elkGraph, positionsIn } from '@/lib/editor/elk-graph';
import type { Positions } from '@/lib/editor/layout';
import { defaultStack, memberIds, type Stack } from '@/lib/stack';

/** ELK is a large program: it is fetched when something is to be arranged, and never with the page. */
async function loadElk() {
  const { default: Elk } = await import('elkjs/lib/elk.bundled.js');
  return new Elk();
}

let elk: ReturnType<typeof loadElk> | undefined;

/** Where the nodes of a diagram should stand, by what flows between them. @throws when ELK cannot be fetched. */
export async function arrangementOf(diagram: Diagram): Promise<Positions> {
  elk ??= loadElk();
  try {
    return positionsIn(await (await elk).layout(elkGraph(diagram)));
  } catch (problem) {
    elk = undefined;
    throw problem;
  }
}

/** Milliseconds; a design that comes from elsewhere is shown without an arrangement rather than late. */
const PATIENCE = 2500;

/** A design from elsewhere that says nothing of places gets some before it is first shown. */
export async function withPlaces<T extends Draft | Stack>(stack: T): Promise<T> {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE, undefined));
  try {
    const isFamiliar = memberIds(stack).join() === memberIds(defaultStack).join();
    if (stack.layout !== undefined || isFamiliar) return stack;
    const layout = await Promise.race([arrangementOf(diagramOf(stack)), late]);
    return layout ? { ...stack, layout } : stack;
  } catch {
    // A draft may break rules, and then has no diagram of its own.
    return stack;
  }
}
