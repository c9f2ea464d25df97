import { ask, setTo } from '../../kit/remedy';
import { defineService } from '../../kit/service';
import { secret, type Variable } from '../../kit/variable';
import { ACCOUNT, compose } from './compose';
import { Backup, HOURS } from './schema';

const OFFSITE_FILES = ['.Dockerfile', '_dockerignore', 'offsite.py', 'requirements.in', 'requirements.txt'].map((name) => `backup/offsite/${name}`);

function storeVariables(config: Backup): Variable[] {
  if (config.offsite === 'none') return [];
  const own = { value: '', ownersChoice: true, ownerFillsIn: true, sensitive: true } as const;
  return [
    { name: 'OFFSITE_ENDPOINT', comment: 'Address of the store; empty: Amazon S3.', value: config.endpoint },
    { name: 'OFFSITE_REGION', comment: 'As the store names it.', value: config.region },
    { name: 'OFFSITE_BUCKET', comment: 'Must be there already.', value: config.bucket },
    { name: 'OFFSITE_PREFIX', comment: 'Folder in the bucket; the name of the stack is added.', value: config.prefix },
    { name: 'OFFSITE_AGE_RECIPIENT', comment: 'Public key (age1…) that the copies are encrypted for. Empty: they are not.', value: config.ageRecipient },
    { name: 'OFFSITE_ACCESS_KEY', comment: 'Fill it in. A key of its own, which may list, read, write and delete in this folder only.', ...own },
    { name: 'OFFSITE_SECRET_KEY', comment: 'Fill it in: its other half.', ...own },
  ];
}

export const backup = defineService({
  id: 'backup',
  title: 'Backup',
  role: 'Saves the database on a schedule, checks each dump and keeps as many as you want.',
  zone: 'data',
  presence: 'optional',
  icon: 'M4 5h16v4H4zM5 9v10h14V9M9 13h6M12 13v4M10 15.5l2 2 2-2',
  schema: Backup,
  rules: ({ offsite, bucket, ageRecipient }) => [
    ...(offsite === 's3' && bucket === '' ? [{ rule: 'no-bucket', field: 'bucket', message: 'A copy elsewhere needs a bucket', remedies: [[ask('bucket')], [setTo('offsite', 'none')]] }] : []),
    ...(offsite === 's3' && ageRecipient === ''
      ? [{ rule: 'plain-copies', field: 'ageRecipient', severity: 'warning', message: 'Whoever gets into the bucket reads every dump, with all accounts in it', remedies: [[ask('ageRecipient')]] } as const]
      : []),
  ],
  summary: (config) => `${config.schedule === 'hourly' ? 'hourly' : config.schedule === 'daily' ? `daily ${config.at}` : 'every 6 h'} · ${config.keepDaily > 0 ? `${config.keepDaily} days` : `${config.keepLast} dumps`}`,
  needs: () => [{ capability: 'sql', active: true, account: ACCOUNT }],
  secrets: () => [{ kind: 'random', name: ACCOUNT.password, length: 32, title: 'Password of the role that makes backups', change: 'A database that exists keeps the old one until you run `scripts/rotate-password --sync`. Dumps that were made can be read without it.' }],
  variables: (config) => [
    { name: 'BACKUP_EVERY_HOURS', comment: 'Hours between two dumps: 1, 6 or 24.', value: String(HOURS[config.schedule]) },
    { name: 'BACKUP_AT', comment: 'UTC; several dumps a day are counted from it.', value: config.at },
    { name: 'BACKUP_KEEP_LAST', comment: 'So many of the newest dumps stay, and the last one of each of so many days, weeks and months:', value: String(config.keepLast) },
    { name: 'BACKUP_KEEP_DAILY', comment: 'Days.', value: String(config.keepDaily) },
    { name: 'BACKUP_KEEP_WEEKLY', comment: 'Weeks, from Monday on.', value: String(config.keepWeekly) },
    { name: 'BACKUP_KEEP_MONTHLY', comment: 'Months.', value: String(config.keepMonthly) },
    { name: ACCOUNT.password, comment: 'Change it with scripts/rotate-password backup, which also tells the database.', value: secret(ACCOUNT.password) },
    ...storeVariables(config),
  ],
  compose: (config, context) => compose(config, context),
  files: (config) => ({ omit: config.offsite === 'none' ? OFFSITE_FILES : [] }),
  answers: () => [47],
  gaps: (config) => {
    if (config.offsite === 'none') return [{ numbers: [47], what: 'Scheduled backups stay on this host', why: 'Whoever loses the disk loses them too. The designer offers a copy elsewhere; by hand: `scripts/backup --age`.' }];
    return config.ageRecipient === '' ? [{ numbers: [47], what: 'Copies of backups are not encrypted', why: 'Whoever gets into the bucket reads them. Give the designer a public key of age.' }] : [];
  },
  readmeSections: (config) => ['backup', ...(config.offsite === 's3' ? ['backup-offsite'] : [])],
});
