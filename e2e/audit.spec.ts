import { devices, type Locator, type Page } from '@playwright/test';
import { expect, test } from './support/fixtures';
import type { Designer } from './support/designer';

const SOCKET = 'The Docker socket is mounted into Traefik';

const pill = (page: Page) => page.getByRole('button', { name: /^Audit: / });
const list = (page: Page) => page.getByRole('tabpanel', { name: /^Audit/ });
const row = (page: Page, title: string): Locator => list(page).getByRole('listitem', { name: title });
const told = (page: Page) => page.getByRole('group', { name: 'What the fix did' });

async function openAudit(page: Page): Promise<void> {
  await pill(page).click();
  await expect(list(page).getByRole('heading', { name: /^Medium/ })).toBeVisible();
}

test.describe('the audit', () => {
  test('says how good a design is on the whole page, and leads to what was found, the worst first', async ({ designer, page }) => {
    await expect(pill(page)).toHaveAccessibleName('Audit: B, 72 of 100, 3 medium, 5 low to mend');
    await openAudit(page);
    await expect(page.getByRole('tab', { name: /^Audit/ })).toHaveText('Audit8');
    await expect(list(page).getByRole('heading', { level: 3 })).toHaveText([/^Medium 3/, /^Low 5/, /^To know 2/]);
    const socket = row(page, SOCKET);
    await expect(socket).toContainText('is root on the host');
    await expect(socket.getByRole('link', { name: /^OWASP: Docker, rule 1/ })).toHaveAttribute('href', /^https:\/\/cheatsheetseries\.owasp\.org\//);
    await expect(designer.card('traefik')).toContainText('1');
    await expect(designer.node('traefik')).toHaveAccessibleName(/1 medium finding/);
    await designer.isAccessible();
  });

  test('a finding leads to its line in the file, and to its service on the diagram', async ({ designer, page }) => {
    await openAudit(page);
    await row(page, SOCKET).getByRole('button', { name: /^local\.docker\.yml:\d+$/ }).click();
    await expect(designer.code).toBeFocused();
    const line = designer.code.locator('[data-here]');
    await expect(line).toBeInViewport();
    await expect(designer.code.locator('[data-here] + [data-line]')).toContainText('/var/run/docker.sock');

    await page.getByRole('tab', { name: /^Audit/ }).click();
    await row(page, SOCKET).getByRole('button', { name: 'Traefik', exact: true }).click();
    await expect(designer.card('traefik')).toHaveAttribute('data-selected', 'true');
    await expect(designer.form.getByRole('heading', { name: 'Traefik' })).toBeVisible();
  });

  test('a fix changes the design, says which files it changed, and Undo brings the finding back', async ({ designer, page }) => {
    await openAudit(page);
    await row(page, SOCKET).getByRole('button', { name: 'Fix' }).click();
    await expect(told(page)).toBeFocused();
    await expect(told(page)).toContainText(`Gone: ${SOCKET}.`);
    await expect(told(page)).toContainText('local.docker.yml');
    await expect(row(page, SOCKET)).toHaveCount(0);
    await expect(pill(page)).toHaveAccessibleName(/^Audit: B, 78 of 100/);
    await expect.poll(() => designer.stored()).toMatchObject({ services: { traefik: { socket: 'proxy' } } });
    await designer.isAccessible();

    await told(page).getByRole('button', { name: 'See changes' }).click();
    await expect(page.getByRole('region', { name: 'Traefik', exact: true })).toContainText('Docker socket');
    await page.getByRole('button', { name: 'changed local.docker.yml' }).click();
    await expect(page.getByRole('button', { name: /lines? changed/ })).toBeVisible();

    await page.getByRole('tab', { name: /^Audit/ }).click();
    await told(page).getByRole('button', { name: 'Undo' }).click();
    await expect(row(page, SOCKET)).toBeFocused();
    await expect(told(page)).toHaveCount(0);
    await expect(pill(page)).toHaveAccessibleName(/^Audit: B, 72 of 100/);
  });

  test('several are fixed as one step, after a look at what that changes', async ({ designer, page }) => {
    await openAudit(page);
    await list(page).getByRole('button', { name: 'Fix all of these…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Fix all of these' });
    await expect(dialog.getByRole('checkbox')).toHaveCount(9);
    await expect(dialog).toContainText('Add Backup');
    await expect(dialog.getByRole('checkbox', { name: /^TLS 1\.2 is taken too/ })).not.toBeChecked();
    await designer.isAccessible();
    await dialog.getByRole('checkbox', { name: /^pgAdmin runs all the time/ }).uncheck();
    await dialog.getByRole('button', { name: 'Fix 7 findings' }).click();
    await expect(told(page)).toContainText('7 findings are gone.');
    await expect(designer.node('backup')).toBeVisible();
    await expect(designer.node('pgadmin')).toBeVisible();
    await expect(pill(page)).toHaveAccessibleName(/^Audit: A, 96 of 100/);
    await page.keyboard.press('Control+z');
    await expect(designer.node('backup')).toHaveCount(0);
    await expect(row(page, SOCKET)).toBeVisible();
  });

  test('what only a person knows leads to its field', async ({ designer, page }) => {
    await designer.select('pgadmin');
    await designer.field('exposure').getByRole('radio', { name: 'Password' }).check();
    await openAudit(page);
    const open = row(page, 'pgAdmin has a password in front of it, and no list of addresses');
    await expect(open).toContainText('By hand:');
    await designer.select('api');
    await open.getByRole('button', { name: 'Go to the field' }).click();
    await expect(designer.field('exposure').getByRole('radio', { name: 'Password' })).toBeFocused();
  });

  test('an open door costs most of the score, and one press shuts it', async ({ designer, page }) => {
    await designer.fill('domain', 'app.example.com');
    await designer.field('environment').getByRole('radio', { name: 'Development' }).check();
    await openAudit(page);
    const open = row(page, 'A public domain runs with settings for development');
    await expect(open).toBeVisible();
    await expect(pill(page)).toHaveAccessibleName(/^Audit: [DF], \d+ of 100, 1 high/);
    await designer.isAccessible();
    await open.getByRole('button', { name: 'Fix' }).click();
    await expect(told(page)).toContainText('Gone: A public domain');
    await expect(designer.field('environment').getByRole('radio', { name: 'Production' })).toBeChecked();
  });

  test('stands at the field that it is about, with its fix, and holds nothing up', async ({ designer, page }) => {
    await expect(pill(page)).toBeVisible();
    await designer.select('traefik');
    const note = designer.field('socket').getByRole('group', { name: 'Found by the audit' });
    await expect(note).toContainText(SOCKET);
    await designer.isAccessible();
    await note.getByRole('button', { name: 'Fix' }).click();
    await expect(note.getByRole('group', { name: 'What the fix did' })).toBeFocused();
    await expect(designer.field('socket').getByRole('radio', { name: 'Read-only proxy' })).toBeChecked();
    await note.getByRole('button', { name: 'Undo' }).click();
    await expect(designer.field('socket').getByRole('radio', { name: 'Mounted' })).toBeChecked();
    await note.getByRole('button', { name: 'Why?' }).click();
    await expect(row(page, SOCKET)).toBeFocused();
    await expect(designer.download).toBeEnabled();
  });

  test('a fix that takes out the service whose form is open is told of in a message', async ({ designer, page }) => {
    await expect(pill(page)).toBeVisible();
    await designer.select('pgadmin');
    await designer.form.getByRole('group', { name: 'Found by the audit' }).getByRole('button', { name: 'Fix' }).click();
    const message = page.getByRole('region', { name: 'Notifications' });
    await expect(message).toContainText('Gone: pgAdmin runs all the time. Changed: ');
    await message.getByRole('button', { name: 'Undo' }).click();
    await expect(designer.node('pgadmin')).toBeVisible();
  });

  test('has nothing to mend in a design without findings, and says so', async ({ designer, page }) => {
    await openAudit(page);
    await list(page).getByRole('button', { name: 'Fix all of these…' }).click();
    await page.getByRole('button', { name: 'Fix 8 findings' }).click();
    await row(page, 'Backups stay on the same host').getByRole('button', { name: 'Go to the field' }).click();
    await designer.field('offsite').getByRole('radio').last().check();
    await designer.fill('bucket', 'dumps');
    await designer.fill('ageRecipient', 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p');
    await expect(list(page)).toContainText('Nothing to mend');
    await expect(pill(page)).toHaveAccessibleName('Audit: A, 100 of 100, nothing to mend');
    await designer.isAccessible();
  });

  test('works with the keyboard alone', async ({ designer, page }) => {
    await pill(page).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('tab', { name: /^Audit/ }).focus();
    await tabTo(page, row(page, SOCKET).getByRole('button', { name: 'Fix' }));
    await page.keyboard.press('Enter');
    await expect(told(page)).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(told(page).getByRole('button', { name: 'Undo' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(row(page, SOCKET)).toBeFocused();
    await tabTo(page, row(page, SOCKET).getByRole('button', { name: /^local/ }));
    await page.keyboard.press('Enter');
    await expect(designer.code).toBeFocused();
  });

  test('a fix is found by typing, and told of in the list', async ({ designer, page }) => {
    await expect(pill(page)).toHaveAccessibleName(/^Audit: B/);
    await designer.choose('fix docker socket');
    await expect(told(page)).toContainText(`Gone: ${SOCKET}.`);
    await designer.choose('show the audit');
    await expect(row(page, 'Everybody shares a network with the data')).toBeVisible();
  });

  test('can be read in the dark by everybody', async ({ designer, page }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await openAudit(page);
    await row(page, SOCKET).getByRole('button', { name: 'Fix' }).click();
    await designer.select('traefik');
    await expect(designer.field('bindAddress')).toContainText('listens on all its addresses');
    await designer.isAccessible();
  });
});

/** Goes on with Tab until there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let step = 0; step < 30; step += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

test.describe('the audit on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, userAgent: devices['Pixel 7'].userAgent });

  async function fixInForm(designer: Designer, page: Page) {
    await page.getByRole('button', { name: /^Traefik v/ }).tap();
    const note = designer.field('bindAddress').getByRole('group', { name: 'Found by the audit' });
    await note.getByRole('button', { name: 'Fix' }).tap();
    await expect(note).toContainText('Gone: A stack for this machine listens on all its addresses.');
    return note;
  }

  test('has a tab of its own, and its score is said above the list of services', async ({ designer, page }) => {
    await expect(pill(page)).toContainText('72 of 100, 3 medium, 5 low to mend');
    await designer.isAccessible();
    await pill(page).tap();
    await expect(row(page, SOCKET)).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await designer.isAccessible();
    await row(page, SOCKET).getByRole('button', { name: 'Fix' }).tap();
    await expect(told(page)).toContainText('Gone');
    await designer.isAccessible();
    await told(page).getByRole('button', { name: 'Undo' }).tap();
    await expect(row(page, SOCKET)).toBeVisible();
    await row(page, SOCKET).getByRole('button', { name: /^local/ }).tap();
    await expect(designer.code.locator('[data-here]')).toBeInViewport();
  });

  test('a fix in a form says there what it did, and leads to the changes', async ({ designer, page }) => {
    await expect(pill(page)).toBeVisible();
    const note = await fixInForm(designer, page);
    await designer.isAccessible();
    await note.getByRole('button', { name: 'See changes' }).tap();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('region', { name: 'Traefik', exact: true })).toContainText('Listen on');
  });
});
