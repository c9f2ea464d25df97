import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { composePart, expectGolden, exportOf } from '../../generator/test-export';
import { images } from '../../kit/images';
import { readDotenv } from '../../kit/test-dotenv';
import { addService, defaultStack } from '../../stack';
import { draftOf, parsed, problemsOf, stackWith } from '../../stack/test-stacks';

const plain = exportOf(addService(defaultStack, 'backup'));
const script = path.join(import.meta.dirname, '../../../templates/backup/backup');

function stampOf(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');
}

/** The names that the script keeps of those given, with so many newest, daily, weekly and monthly ones. */
function kept(names: readonly string[], [last = 1, daily = 0, weekly = 0, monthly = 0]: readonly number[]): string[] {
  const env = { ...process.env, BACKUP_KEEP_LAST: `${last}`, BACKUP_KEEP_DAILY: `${daily}`, BACKUP_KEEP_WEEKLY: `${weekly}`, BACKUP_KEEP_MONTHLY: `${monthly}` };
  return execFileSync('bash', [script, 'keep'], { input: `${names.join('\n')}\n`, env, encoding: 'utf8' }).split('\n').filter(Boolean);
}

describe('backup in the compose file', () => {
  test('is what the golden file shows', () => expectGolden(import.meta.dirname, 'backup', composePart(plain, 'backup')));

  test.each(images.postgres.tags)('has the tools of the server: %s', (version) => {
    const { services } = exportOf(addService(stackWith('postgres', { version }), 'backup')).compose;
    expect(services['backup']?.build?.args['POSTGRES_IMAGE']).toBe(services['postgres']?.image);
  });

  test('logs in with a role of its own, whose password the database gets', () => {
    expect(plain.compose.services['backup']?.environment?.['PGUSER']).toBe('backup');
    expect(plain.compose.services['backup']?.environment?.['BACKUP_DB_PASSWORD']).toBe(plain.compose.services['postgres']?.environment?.['BACKUP_DB_PASSWORD']);
    expect(exportOf(defaultStack).text('.env')).not.toContain('BACKUP_');
  });

  test('writes into its volume and nowhere else', () => {
    expect(plain.compose.services['backup']?.volumes).toEqual([{ type: 'volume', source: 'backup-data', target: '/backups' }]);
  });

  test.each([['hourly', '1'], ['every-6-hours', '6'], ['daily', '24']] as const)('%s is every %s hours', (schedule, hours) => {
    expect(readDotenv(exportOf(stackWith('backup', { schedule })).text('.env'))['BACKUP_EVERY_HOURS']).toBe(hours);
  });
});

describe('the copy elsewhere', () => {
  const store = { offsite: 's3', bucket: 'my-backups' } as const;
  const copied = exportOf(stackWith('backup', store));

  test('is what the golden file shows', () => expectGolden(import.meta.dirname, 'backup-offsite', composePart(copied, 'backup-offsite')));

  test('is no part of a stack that did not ask for it', () => {
    expect(plain.files.filter(({ path }) => path.includes('offsite'))).toEqual([]);
    expect(plain.compose.services).not.toHaveProperty('backup-offsite');
  });

  test('stops compose until its owner has filled in both keys', () => {
    const values = readDotenv(copied.text('.env'));
    for (const name of ['OFFSITE_ACCESS_KEY', 'OFFSITE_SECRET_KEY']) {
      expect(values[name]).toBe('');
      expect(copied.compose.services['backup-offsite']?.environment?.[name]).toBe(`\${${name}:?set ${name} in .env}`);
    }
  });

  test('reads its keys from files where secrets are files', () => {
    const { services } = exportOf(parsed(draftOf({ hardening: { secrets: 'files' } }, { backup: store }))).compose;
    expect(services['backup-offsite']?.environment).toMatchObject({ OFFSITE_SECRET_KEY_FILE: '/run/secrets/OFFSITE_SECRET_KEY' });
    expect(services['backup']?.environment).toMatchObject({ BACKUP_DB_PASSWORD_FILE: '/run/secrets/BACKUP_DB_PASSWORD' });
  });

  test('cannot write to the dumps, and has a way out', () => {
    const { services } = exportOf(parsed(draftOf({ hardening: { networks: 'tiers' } }, { backup: store }))).compose;
    expect(services['backup-offsite']?.volumes).toEqual([{ type: 'volume', source: 'backup-data', target: '/backups', read_only: true }]);
    expect(services['backup-offsite']?.networks).toContain('egress');
    expect(services['backup']?.networks).toEqual(['data']);
  });

  test('needs a bucket, and a key that is one', () => {
    expect(problemsOf(draftOf({}, { backup: { offsite: 's3' } }))).toEqual(['backup/no-bucket services.backup.bucket']);
    expect(problemsOf(draftOf({}, { backup: { ageRecipient: 'AGE-SECRET-KEY-1' } }))).toHaveLength(1);
  });

  test('takes a key whose checksum is right, and no other', () => {
    const key = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';
    expect(problemsOf(draftOf({}, { backup: { ageRecipient: key } }))).toEqual([]);
    expect(problemsOf(draftOf({}, { backup: { ageRecipient: `${key.slice(0, -1)}q` } }))).toHaveLength(1);
  });
});

describe('SECURITY.md', () => {
  test('says that backups are not scheduled only where they are not', () => {
    expect(exportOf(defaultStack).text('SECURITY.md')).toContain('Backups are not scheduled');
    expect(plain.text('SECURITY.md')).not.toContain('Backups are not scheduled');
    expect(plain.text('SECURITY.md')).toContain('stay on this host');
  });
});

describe('what is kept', () => {
  const hour = 3_600_000;
  const hourly = Array.from({ length: 24 * 400 }, (_, index) => `shop_${stampOf(Date.UTC(2026, 10, 24, 14, 15) - index * hour)}.dump`);
  const days = hourly.filter((name) => name.includes('T031500Z'));

  test('are the newest ones', () => {
    expect(kept(days, [3])).toEqual(days.slice(0, 3));
    expect(kept(days.slice(0, 2), [5])).toEqual(days.slice(0, 2));
  });

  test('is the last one of each of the last days', () => {
    const names = hourly.slice(0, 24 * 5);
    expect(kept(names, [1, 4])).toEqual([names[0], ...names.filter((name) => name.includes('T231500Z')).slice(0, 3)]);
  });

  test('is the last one of each of the last weeks, which begin on Monday', () => {
    const sundays = ['20261122', '20261115', '20261108'].map((day) => `shop_${day}T031500Z.dump`);
    expect(kept(days, [1, 0, 4])).toEqual([days[0], ...sundays]);
  });

  test('is the last one of each of the last months, over the end of a year too', () => {
    const ends = ['20261031', '20260930', '20260831'].map((day) => `shop_${day}T031500Z.dump`);
    expect(kept(days, [1, 0, 0, 4])).toEqual([days[0], ...ends]);
    expect(kept(days, [1, 0, 0, 14]).at(-1)).toMatch(/^shop_2025/);
  });

  test('counts days that have a dump, not days that passed', () => {
    const rare = [days[0], days[30], days[60]].map(String);
    expect(kept(rare, [1, 3])).toEqual(rare);
  });

  test('is no more than the rules add up to', () => {
    const names = kept(days, [3, 7, 4, 6]);
    expect(names.length).toBeLessThanOrEqual(3 + 7 + 4 + 6);
    expect(names.length).toBeGreaterThanOrEqual(7 + 3 + 4);
    expect(names).toEqual([...names].sort().reverse());
  });
});
