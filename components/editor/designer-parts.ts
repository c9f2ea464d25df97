/* eslint-disable @typescript-eslint/no-require-imports -- an import would run all of it at once, as soon as it is there */

import type * as Designing from './designer';

/**
 * The tool arrives in one go and is started in steps, each in a task of its own: a phone would stand still for the sum of
 * them. What a step needs has been started by those before it.
 */
const parts = [
  () => require('./no-eval') as unknown,
  () => require('@/lib/kit/fields') as unknown,
  () => require('@/lib/services') as unknown,
  () => require('@/lib/stack') as unknown,
  () => require('@/components/canvas') as unknown,
];

const nextTask = () => new Promise((resolve) => setTimeout(resolve, 0));

export async function startDesigner(): Promise<typeof Designing> {
  for (const start of parts) {
    start();
    await nextTask();
  }
  return require('./designer') as typeof Designing;
}
