/* eslint-disable @typescript-eslint/no-require-imports -- an import would run all of it at once, as soon as it is there */

import type * as Diagrams from '@/lib/editor/diagram';
import type * as Stacks from '@/lib/stack';
import type * as Designing from './designer';
import { nextTask } from './in-tasks';

const stacks = () => require('@/lib/stack') as typeof Stacks;

/**
 * The tool arrives in one go and is started in steps, each in a task of its own: a phone would stand still for the sum of
 * them. What a step needs has been started by those before it. Each names what is needed whole: of what is required
 * here nothing can be left out of the page's code.
 */
const parts = [
  () => require('./no-eval') as unknown,
  () => require('@/lib/kit/fields') as unknown,
  () => require('@/lib/services/traefik') as unknown,
  () => require('@/lib/services/api') as unknown,
  () => require('@/lib/services/django') as unknown,
  () => require('@/lib/services') as unknown,
  () => require('@/lib/container') as unknown,
  () => require('@/lib/stack') as unknown,
  () => require('@/components/ui') as unknown,
  () => require('@/components/form') as unknown,
  () => require('@/components/canvas') as unknown,
  // What the first picture asks of every service is remembered: where it stands, and then what it looks like.
  () => stacks().standingsOf(stacks().planOf(stacks().defaultStack)),
  () => (require('@/lib/editor/diagram') as typeof Diagrams).diagramOf(stacks().defaultStack),
];

export async function startDesigner(): Promise<typeof Designing> {
  for (const start of parts) {
    start();
    await nextTask();
  }
  return require('./designer') as typeof Designing;
}
