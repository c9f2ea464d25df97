import type { ZoneBox } from '@/lib/editor/layout';

export const zoneTitles: Readonly<Record<ZoneBox['id'], string>> = {
  internet: 'Internet',
  edge: 'Edge',
  app: 'Application',
  data: 'Data',
};
