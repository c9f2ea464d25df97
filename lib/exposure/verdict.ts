import type { Exposure, Reached } from '../kit/exposure';
import { addressOf } from './views';
import { waysTo } from './who';

/** Whether the internet reaches a service, in words. */
export interface Verdict {
  readonly text: string;
  readonly tone: 'reached' | 'safe';
}

/** Ports of the host. Those of its loopback address are asked by a proxy there: nothing else comes in from outside. */
function doorsOf(ways: readonly Reached[]): string {
  const doors = ways.flatMap(({ ports }) => ports);
  const ports = [...new Set(doors.map(({ host }) => host))].sort((a, b) => a - b).join(' and ');
  return doors.every(({ local }) => local) ? `through the proxy in front, which asks at port ${ports} of this host` : `at port ${ports}`;
}

/** Whether the internet reaches a service, and where: the edge by its ports, since every address begins there. */
export function verdictOn(exposure: Exposure, asked: string): Verdict {
  if (!exposure.services.some(({ id }) => id === asked)) return { text: 'It runs outside of this stack: its host decides who reaches it.', tone: 'reached' };
  const ways = waysTo(exposure, asked);
  if (ways.length === 0) return { text: 'The internet does not reach it.', tone: 'safe' };
  if (asked !== exposure.edge) return { text: `The internet does, at ${ways.map(addressOf).join(' and ')}.`, tone: 'reached' };
  return { text: `The internet does, ${doorsOf(ways)}: it is the entry to all others.`, tone: 'reached' };
}
