import type { Exposure, Reached } from '../kit/exposure';
import { listWords } from '../kit/list-words';
import { addressOf } from './views';
import { waysTo, whoReaches } from './who';

/** Whether the internet reaches a service, in words. */
export interface Verdict {
  readonly text: string;
  /** `indirect`: not itself, but somebody who calls it. */
  readonly tone: 'reached' | 'indirect' | 'safe';
}

/** Ports of the host. Those of its loopback address are asked by a proxy there: nothing else comes in from outside. */
function doorsOf(ways: readonly Reached[]): string {
  const doors = ways.flatMap(({ ports }) => ports);
  const ports = [...new Set(doors.map(({ host }) => host))].sort((a, b) => a - b).join(' and ');
  return doors.every(({ local }) => local) ? `through the proxy in front, which asks at port ${ports} of this host` : `at port ${ports}`;
}

/** A service that no way in leads to. Who calls it may pass requests on, as a web server does, or be taken over: one step is named. */
function unreached(exposure: Exposure, asked: string, titleOf: (id: string) => string): Verdict {
  const between = whoReaches(exposure, asked).filter(({ calls, internet }) => calls && internet.length > 0).map(({ service }) => titleOf(service));
  if (between.length === 0) return { text: 'The internet does not reach it.', tone: 'safe' };
  return { text: `The internet does not reach it. ${listWords(between)}, which the internet reaches, ${between.length === 1 ? 'calls' : 'call'} it.`, tone: 'indirect' };
}

/**
 * Whether the internet reaches a service, and where: the edge by its ports, since every address begins there.
 * @param titleOf the name that people know a service by
 */
export function verdictOn(exposure: Exposure, asked: string, titleOf: (id: string) => string): Verdict {
  if (!exposure.services.some(({ id }) => id === asked)) return { text: 'It runs outside of this stack: its host decides who reaches it.', tone: 'reached' };
  const ways = waysTo(exposure, asked);
  if (ways.length === 0) return unreached(exposure, asked, titleOf);
  if (asked !== exposure.edge) return { text: `The internet does, at ${ways.map(addressOf).join(' and ')}.`, tone: 'reached' };
  return { text: `The internet does, ${doorsOf(ways)}: it is the entry to all others.`, tone: 'reached' };
}
