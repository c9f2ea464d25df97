import { adminRules } from '../../kit/admin-rules';
import { settingOf, type ServiceRule } from '../../kit/audit';
import { isPublicDomain } from '../../kit/project';
import { references } from '../../kit/references';
import type { Mailpit } from './index';

export const audit: readonly ServiceRule<Mailpit>[] = [
  ...adminRules<Mailpit>({ prefix: 'mailpit/', title: 'Mailpit', exposure: 'exposure', allow: 'allow' }),
  {
    id: 'mailpit/in-production', severity: 'low', title: 'Mail is caught in production',
    why: 'Links to reset passwords lie where administrators read them, and people get no mail.',
    reference: references.djangoMail,
    find: (exposure, id) => {
      const isReal = settingOf(exposure, 'ENV') === 'production' && isPublicDomain(settingOf(exposure, 'WEBSITE_DOMAIN'));
      return exposure.services.filter((service) => isReal && service.id === id).map((service) => ({ where: service.place(), what: `${id} catches mail at a public domain.` }));
    },
    fix: { label: 'Leave it out', change: () => 'remove' },
    byHand: { words: 'Name a relay for whoever sends mail, then leave it out.' },
  },
];
