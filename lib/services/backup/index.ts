import { defineService } from '../../kit/service';
import { secret } from '../../kit/variable';
import { ACCOUNT, compose } from './compose';
import { Backup, HOURS } from './schema';

export const backup = defineService({
  id: 'backup',
  title: 'Backup',
  role: 'Saves the database on a schedule, checks each dump and keeps as many as you want.',
  zone: 'data',
  presence: 'optional',
  icon: 'M4 5h16v4H4zM5 9v10h14V9M9 13h6M12 13v4M10 15.5l2 2 2-2',
  schema: Backup,
  summary: (config) => `${config.schedule === 'hourly' ? 'hourly' : config.schedule === 'daily' ? `daily ${config.at}` : 'every 6 h'} · ${config.keepDaily} days`,
  needs: () => [{ capability: 'sql', active: true, account: ACCOUNT }],
  secrets: () => [{ kind: 'random', name: ACCOUNT.password, length: 32, title: 'Password of the role that makes backups' }],
  variables: (config) => [
    { name: 'BACKUP_EVERY_HOURS', comment: 'Hours between two dumps: 1, 6 or 24.', value: String(HOURS[config.schedule]) },
    { name: 'BACKUP_AT', comment: 'UTC; several dumps a day are counted from it.', value: config.at },
    { name: 'BACKUP_KEEP_LAST', comment: 'So many of the newest dumps stay, and the last one of each of so many days, weeks and months:', value: String(config.keepLast) },
    { name: 'BACKUP_KEEP_DAILY', comment: 'Days.', value: String(config.keepDaily) },
    { name: 'BACKUP_KEEP_WEEKLY', comment: 'Weeks, from Monday on.', value: String(config.keepWeekly) },
    { name: 'BACKUP_KEEP_MONTHLY', comment: 'Months.', value: String(config.keepMonthly) },
    { name: ACCOUNT.password, comment: 'Change it with scripts/rotate-password backup, which also tells the database.', value: secret(ACCOUNT.password) },
  ],
  compose: (_config, context) => compose(context),
  answers: () => [47],
  gaps: () => [
    { numbers: [47], what: 'Scheduled backups stay on this host', why: 'Whoever loses the disk loses them too. Copy them elsewhere (`scripts/backup --age`).' },
  ],
  readmeSections: () => ['backup'],
});
