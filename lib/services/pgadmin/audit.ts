import { adminRules } from '../../kit/admin-rules';
import type { ServiceRule } from '../../kit/audit';
import { references } from '../../kit/references';
import type { Pgadmin } from './index';

export const audit: readonly ServiceRule<Pgadmin>[] = [
  ...adminRules<Pgadmin>({ prefix: 'pgadmin/', title: 'pgAdmin', exposure: 'exposure', allow: 'allow' }),
  {
    id: 'pgadmin/runs', severity: 'low', title: 'pgAdmin runs all the time',
    why: 'It can log in as the owner of the database, so it is one more program to keep up to date, also while nobody uses it.',
    reference: references.dockerNetworks,
    find: ({ services }, id) => services.filter((service) => service.id === id).map((service) => ({ where: service.place(), what: 'A window into the database is part of the stack.' })),
    fix: { label: 'Leave it out', change: () => 'remove' },
  },
];
