import { isSpa } from './expecting';
import { eventually } from './run';
import type { Stack } from './stack';

/** Traefik hears of a container's health a moment after `up --wait` does; from then on everything must answer. */
export async function whenRouted(stack: Stack): Promise<void> {
  await eventually('Traefik to route the page', async () => (isSpa(await stack.https().get('/')) ? true : undefined), 30_000);
  await eventually('the API to be routed and to have Django', async () => ((await stack.https().get('/api/ready')).status === 200 ? true : undefined), 30_000);
}
