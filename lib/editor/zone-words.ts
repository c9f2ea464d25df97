import { isInternal } from '../stack';
import type { ZoneBox } from './layout';

export const zoneTitles: Readonly<Record<ZoneBox['id'], string>> = {
  internet: 'Internet',
  edge: 'Edge',
  stack: 'One network',
  app: 'Application',
  data: 'Data',
};

/** Networks of a zone as the compose file names them, and whether they lead out. */
export function networksText({ networks }: Pick<ZoneBox, 'networks'>): string {
  const names = networks.join(' + ');
  return networks.length > 0 && networks.every(isInternal) ? `${names}, no way out` : names;
}
