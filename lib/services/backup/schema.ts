import * as z from 'zod';

const when = { section: 'Schedule' } as const;
const kept = { section: 'Keep' } as const;

/** Hours between two dumps. */
export const HOURS = { hourly: 1, 'every-6-hours': 6, daily: 24 } as const;

const count = (error: string, minimum: number, maximum: number) => z.int({ error }).min(minimum, { error }).max(maximum, { error });

export const Backup = z.strictObject({
  schedule: z.enum(['hourly', 'every-6-hours', 'daily']).default('daily').meta({
    title: 'How often', description: 'What is written between two dumps is lost with the database.', widget: 'segmented',
    labels: { hourly: 'Hourly', 'every-6-hours': 'Every 6 hours', daily: 'Daily' }, variable: 'BACKUP_EVERY_HOURS', ...when,
  }),
  at: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'Use a time such as 03:15' })
    .default('03:15')
    .meta({ title: 'At', description: 'UTC, as 03:15. Several times a day are counted from it.', placeholder: '03:15', variable: 'BACKUP_AT', ...when }),
  keepLast: count('Use a whole number from 1 to 200', 1, 200).default(3).meta({
    title: 'Newest', description: 'So many dumps stay whatever their age.', unit: 'dumps', variable: 'BACKUP_KEEP_LAST', ...kept,
  }),
  keepDaily: count('Use a whole number from 0 to 366', 0, 366).default(7).meta({
    title: 'Daily', description: 'The last dump of each of so many days.', unit: 'days', variable: 'BACKUP_KEEP_DAILY', ...kept,
  }),
  keepWeekly: count('Use a whole number from 0 to 260', 0, 260).default(4).meta({
    title: 'Weekly', description: 'The last dump of each of so many weeks.', unit: 'weeks', variable: 'BACKUP_KEEP_WEEKLY', ...kept,
  }),
  keepMonthly: count('Use a whole number from 0 to 120', 0, 120).default(6).meta({
    title: 'Monthly', description: 'The last dump of each of so many months.', unit: 'months', variable: 'BACKUP_KEEP_MONTHLY', ...kept,
  }),
});
export type Backup = z.infer<typeof Backup>;
