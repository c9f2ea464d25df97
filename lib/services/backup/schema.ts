import * as z from 'zod';
import { isBech32 } from '../../kit/bech32';

const when = { section: 'Schedule' } as const;
const kept = { section: 'Keep' } as const;
const away = { section: 'Off-site copy' } as const;
const withStore = { visibleWhen: { field: 'offsite', in: ['s3'] }, ...away } as const;

/** Hours between two dumps. */
export const HOURS = { hourly: 1, 'every-6-hours': 6, daily: 24 } as const;

/** The container that copies would not start with a key that age does not take. */
const isRecipient = (value: string) => value === '' || isBech32(value, 'age', 32);

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
  offsite: z.enum(['none', 's3']).default('none').meta({
    title: 'Copy elsewhere', description: 'To a bucket of any store that speaks S3. Its two keys go into OFFSITE_ACCESS_KEY and OFFSITE_SECRET_KEY by hand.', widget: 'segmented', labels: { none: 'No', s3: 'S3' }, ...away,
  }),
  endpoint: z
    .string()
    .regex(/^(https?:\/\/[a-z0-9.-]{1,200}(:\d{1,5})?)?$/, { error: 'Use an address such as https://s3.example.com, or leave it empty for AWS' })
    .default('')
    .meta({ title: 'Address', description: 'Empty: Amazon S3.', placeholder: 'https://s3.example.com', variable: 'OFFSITE_ENDPOINT', ...withStore }),
  region: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, { error: 'Use a region such as eu-central-1' })
    .default('us-east-1')
    .meta({ title: 'Region', description: 'As the store names it.', placeholder: 'eu-central-1', variable: 'OFFSITE_REGION', ...withStore }),
  bucket: z
    .string()
    .regex(/^([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])?$/, { error: 'Use 3 to 63 lower-case letters, digits, . or -' })
    .default('')
    .meta({ title: 'Bucket', description: 'Must be there already.', placeholder: 'my-backups', variable: 'OFFSITE_BUCKET', ...withStore }),
  prefix: z
    .string()
    .regex(/^([a-z0-9_-]+(\/[a-z0-9_-]+)*)?$/, { error: 'Use a path such as backups/shop, without a slash at its ends' })
    .max(200, { error: 'At most 200 characters' })
    .default('')
    .meta({ title: 'Folder', description: 'The name of the stack is added. Nothing outside of it is read or deleted.', placeholder: 'backups', variable: 'OFFSITE_PREFIX', ...withStore }),
  ageRecipient: z
    .string()
    .regex(/^(age1[a-z0-9]{58})?$/, { error: 'Use a public key of age, which begins with age1, or leave it empty', abort: true })
    .refine(isRecipient, { error: 'A letter of this key is wrong: its checksum does not match' })
    .default('')
    .meta({ title: 'Encrypt for', description: 'A public key of age (age-keygen). The server cannot read the copies then: keep the other half elsewhere.', placeholder: 'age1…', variable: 'OFFSITE_AGE_RECIPIENT', widget: 'text', ...withStore }),
});
export type Backup = z.infer<typeof Backup>;
