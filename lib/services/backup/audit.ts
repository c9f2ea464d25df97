import { inField, settingHit, settingOf, type ServiceRule } from '../../kit/audit';
import type { Exposure } from '../../kit/exposure';
import { references } from '../../kit/references';
import type { Backup } from './schema';

const WEEK = 7;

/** How many days the oldest dump is old once all are there that are kept. */
function daysBack(exposure: Exposure): number {
  const kept = (what: string) => Number(settingOf(exposure, `BACKUP_KEEP_${what}`));
  const newest = (kept('LAST') * Number(settingOf(exposure, 'BACKUP_EVERY_HOURS'))) / 24;
  return Math.max(newest, kept('DAILY'), kept('WEEKLY') * WEEK, kept('MONTHLY') * 30);
}

const spanOf = (days: number) => (days < 2 ? `${Math.round(days * 24)} hours` : `${Math.floor(days)} days`);

export const audit: readonly ServiceRule<Backup>[] = [
  {
    id: 'backup/none', severity: 'medium', title: 'Nothing saves the database',
    why: 'A lost disk, a wrong DELETE or an encrypted server takes all of it, unless somebody thought of scripts/backup.',
    reference: references.postgresBackup, whenAbsent: true,
    find: ({ compose }) => [{ where: compose.place(['volumes']), what: 'The volumes of this stack are its only copy.' }],
    fix: { label: 'Add scheduled backups', change: () => 'add' },
  },
  {
    id: 'backup/same-host', severity: 'low', title: 'Backups stay on the same host',
    why: 'Whoever loses the server, or has it taken over, loses them together with the database.',
    reference: references.postgresBackup,
    find: ({ services, settings }, id) => services.filter((service) => service.id === id && !settings.has('OFFSITE_BUCKET')).map((service) => ({ where: service.place('volumes'), what: 'Dumps are kept in a volume beside the database.' })),
    byHand: { words: 'Name a bucket elsewhere that takes copies.', at: inField('offsite') },
  },
  {
    id: 'backup/short', severity: 'low', title: 'Backups reach back less than a week',
    why: 'Damage that is noticed later than that, as a wrong UPDATE or a break-in often is, is in every dump that is left.',
    reference: references.postgresBackup,
    find: (exposure) => settingHit(exposure, 'BACKUP_KEEP_DAILY', () => daysBack(exposure) < WEEK, () => `The oldest dump is at most ${spanOf(daysBack(exposure))} old.`),
    fix: { label: `${WEEK} days`, change: () => ({ keepDaily: WEEK }) },
  },
  {
    id: 'backup/copies-readable', severity: 'low', title: 'Copies of backups are not encrypted',
    why: 'Whoever gets into the bucket reads the whole database.',
    reference: references.age,
    find: (exposure) => {
      const bucket = exposure.settings.get('OFFSITE_BUCKET');
      return bucket && settingOf(exposure, 'OFFSITE_AGE_RECIPIENT') === '' ? [{ where: bucket.where, what: `Dumps in ${bucket.value} are as they come from the database.` }] : [];
    },
    byHand: { words: 'Make a key with age-keygen, keep it away from this server, and name its public half.', at: inField('ageRecipient') },
  },
  {
    id: 'backup/store-plain', severity: 'medium', title: 'Copies travel without encryption',
    why: 'Everybody on the way reads the database and the keys of the store.',
    reference: references.transport,
    find: (exposure) => settingHit(exposure, 'OFFSITE_ENDPOINT', (value) => value.startsWith('http://'), (value) => `Copies go to ${value}.`),
    fix: { label: 'https', change: ({ endpoint }) => ({ endpoint: endpoint.replace(/^http:/, 'https:') }) },
  },
];
