import type { ServiceRule } from '../kit/audit';
import type { ServiceId } from './index';
import { audit as api } from './api/audit';
import { audit as backup } from './backup/audit';
import { audit as django } from './django/audit';
import { audit as mailpit } from './mailpit/audit';
import { audit as pgadmin } from './pgadmin/audit';
import { audit as traefik } from './traefik/audit';
import { audit as valkey } from './valkey/audit';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the configuration's type is different in every service
type Rules = readonly ServiceRule<any>[];

/** What services say of unwise settings of their own. Apart from the registry, so that a page loads it only with the audit. */
export const audits: Readonly<Partial<Record<ServiceId, Rules>>> = { traefik, api, django, mailpit, valkey, backup, pgadmin };
