import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import type { SavedView } from '../../contract/order.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { axeViolations, goTo, openRotaPage, type RotaPage } from './support/rota-page.ts';

// Finding three of three hundred schedules, without scrolling.

let rota: RotaPage;
let page: Page;

before(async () => {
  rota = await openRotaPage({ width: 1440, height: 900 });
  await rota.server.addProcess({ name: 'Load', title: 'Invoice load', command: 'true', tags: ['erp'] });
  const folders = ['Finance/Bank', 'Finance', 'Sales', ''];
  await rota.server.console('POST', '/api/import', {
    kind: 'rota',
    isDryRun: false,
    document: {
      rota: 1,
      schedules: Array.from({ length: 300 }, (_, index) => ({
        draft: {
          name: `Robot ${index}`,
          process: index % 2 === 0 ? 'Load' : 'OneStepNotepadRunner',
          plan: { kind: 'call', timezone: 'UTC' },
          values: index % 2 === 0 ? {} : { userName: 'Ada' },
          options: { folder: folders[index % 4], ...(index % 100 === 7 ? { tags: ['Banka', 'test'] } : {}) },
        },
      })),
    },
  });
  page = (await rota.open('/schedules')).page;
  await page.locator('tbody tr[data-key]').first().waitFor();
});
after(() => rota.close());

const search = () => page.getByRole('searchbox', { name: 'Search schedules' });
const footer = (text: string) => page.locator('footer').getByText(text).waitFor();
const listed = async () =>
  (await page.locator('tbody tr[data-key]:not([data-heading]) th a').allInnerTexts()).sort((one, other) =>
    one.localeCompare(other, 'en', { numeric: true }),
  );
const drawn = () => page.locator('tbody tr[data-key]').count();
const fits = () =>
  page.locator('[role=grid]').evaluate((grid) => grid.parentElement!.scrollHeight <= grid.parentElement!.clientHeight);

test('three of three hundred are not found without scrolling', async () => {
  await search().pressSequentially('ta');
  await page.getByRole('option', { name: 'tag:' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: 'tag:Banka' }).click();
  await footer('3 of 301 schedules');
  assert.deepEqual(await listed(), ['Robot 7', 'Robot 107', 'Robot 207']);
  assert.ok(await fits());
  assert.equal(new URL(page.url()).hash, '#/schedules?q=tag%3ABanka+', 'a link to it can be sent');
  await search().pressSequentially('-tag:test');
  await footer('0 of 301 schedules');
  await page.getByRole('button', { name: 'Remove from the search: not tag: test' }).click();
  await footer('3 of 301 schedules');
  assert.deepEqual(await axeViolations(page), []);
  await search().press('Escape');
  await footer('301 of 301 schedules');
});

test('nobody is told what a search does not understand, or what it could', async () => {
  await search().fill('tga:bank');
  await page.getByText('Did you mean "tag:"', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'What a search understands' }).click();
  const help = page.getByRole('dialog', { name: 'What a search understands' });
  await help.getByText('folder:', { exact: true }).waitFor();
  assert.deepEqual(await axeViolations(page), []);
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'detached' });
  await search().fill('');
});

test('a click on a tag or a folder does not narrow the list, or cannot be taken back', async () => {
  await goTo(page, '/schedules?q=%22Robot+9%22+folder%3AFinance&view=all');
  const pill = page.getByRole('button', { name: 'Show the folder Finance', exact: true });
  await pill.first().click();
  assert.equal(
    new URLSearchParams(new URL(page.url()).hash.split('?')[1]).get('q'),
    '"Robot 9"',
    'the second click takes it away',
  );
  await page.getByRole('button', { name: 'Show the tag erp' }).first().click();
  await page.getByRole('list', { name: 'What is searched for' }).getByText('tag: erp').waitFor();
  await search().fill('');
  await footer('301 of 301 schedules');
});

test('groups do not close, are not counted, or forget that they were closed', async () => {
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'By folder' }).click();
  const heading = (name: RegExp) => page.locator('tr[data-heading]', { hasText: name });
  await heading(/^\S\s*Finance\s*75/).waitFor();
  await heading(/^\S\s*Finance\s*75/).click();
  await heading(/Finance\/Bank\s*75/).waitFor();
  assert.equal(
    await heading(/^\S\s*Finance\s*75/)
      .getByRole('button')
      .getAttribute('aria-expanded'),
    'false',
  );
  await heading(/^\S\s*Finance\s*75/).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowLeft');
  await heading(/Sales\s*75/).waitFor();
  assert.ok((await drawn()) > 3);
  assert.deepEqual(await axeViolations(page), []);
  await page.reload();
  await heading(/Sales\s*75/).waitFor();
  assert.equal(
    await heading(/Finance\/Bank\s*75/)
      .getByRole('button')
      .getAttribute('aria-expanded'),
    'false',
  );
  await heading(/Finance\/Bank\s*75/).click();
  await heading(/^\S\s*Finance\s*75/).click();
  await page.locator('tr[data-key]:not([data-heading])').first().waitFor();
});

test('a view that was saved is not there again, for this person or behind a link', async () => {
  await goTo(page, '/schedules?q=tag%3ABanka&group=folder');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Save as a view…' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Bank robots');
  await page.keyboard.press('Enter');
  await page.waitForURL(/view=[0-9a-f]{32}/);
  const { views } = await rota.server.console<{ views: SavedView[] }>('GET', '/api/views');
  assert.deepEqual(
    views.map(({ name, search: kept }) => [name, kept]),
    [['Bank robots', 'group=folder&q=tag%3ABanka']],
  );
  await goTo(page, '/overview');
  await goTo(page, `/schedules?view=${views[0]!.id}`);
  await footer('3 of 301 schedules');
  await page.getByRole('button', { name: 'Bank robots' }).click();
  await page.getByRole('menuitem', { name: 'Rename…' }).click();
  await page.getByRole('checkbox', { name: 'Open this screen with it' }).check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await goTo(page, '/overview');
  await goTo(page, '/schedules');
  await footer('3 of 301 schedules');
  await page.getByRole('button', { name: 'Bank robots' }).click();
  await page.getByRole('menuitem', { name: 'Everything' }).click();
  await footer('301 of 301 schedules');
  await goTo(page, `/schedules?view=${views[0]!.id}`);
  await page.getByRole('button', { name: 'Bank robots' }).click();
  await page.getByRole('menuitem', { name: 'Delete “Bank robots”…' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('button', { name: 'Views' }).waitFor();
});

test('selected schedules do not all get their tags and folder, or an undo leaves some', async () => {
  await goTo(page, '/schedules?q=tag%3ABanka&view=all');
  await footer('3 of 301 schedules');
  await page.locator('tbody tr[data-key]').first().focus();
  await page.keyboard.press('Control+a');
  await page.getByRole('button', { name: 'Tags and folder…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Tags and folder of 3 selected' });
  await dialog.getByRole('combobox', { name: 'Add tags' }).pressSequentially('month end,');
  await dialog.getByRole('combobox', { name: 'Remove tags' }).pressSequentially('TEST');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await dialog.getByRole('checkbox', { name: 'Move to another folder' }).check();
  await dialog.getByRole('combobox', { name: 'Folder' }).fill('Month / End');
  assert.deepEqual(await axeViolations(page), []);
  await dialog.getByRole('button', { name: 'Change' }).click();
  await dialog.waitFor({ state: 'detached' });
  const marks = async () => {
    const { rows } = await rota.server.console<{ rows: ScheduleRow[] }>('GET', '/api/schedules?q=tag:Banka');
    return rows.map(({ options: { tags = [], folder } }) => `${tags.join()} ${folder}`).sort();
  };
  assert.deepEqual(await marks(), Array(3).fill('Banka,month end Month/End'));
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('3 changed back').waitFor();
  assert.deepEqual(
    (await marks()).map((one) => one.split(' ')[0]!.split(',').sort().join()),
    Array(3).fill('Banka,test'),
  );
  assert.ok((await marks()).every((one) => !one.includes('Month')));
});

test('the forms lose tags and folder, or know none of those in use', async () => {
  const { rows } = await rota.server.console<{ rows: ScheduleRow[] }>('GET', '/api/schedules?q="Robot 7"&limit=1000');
  const { id } = rows.find(({ name }) => name === 'Robot 7')!;
  await goTo(page, `/schedules/${id}/edit?open=order`);
  const tags = page.getByRole('combobox', { name: 'Tags' });
  await tags.pressSequentially('er');
  await page.getByRole('option', { name: 'erp' }).click();
  await tags.pressSequentially('a:b');
  await page.keyboard.press('Enter');
  await page.getByText('“a:b” cannot be a tag').waitFor();
  await page.getByRole('combobox', { name: 'Folder' }).fill(' New / one ');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await page.waitForURL(/#\/schedules(\?|$|\/[0-9a-f-]{36}$)/);
  const { row } = await rota.server.console<{ row: ScheduleRow }>('GET', `/api/schedules/${id}`);
  assert.equal(row.options.folder, 'New/one');
  assert.ok(row.options.tags?.includes('erp'));
});

test('processes are not found by tag, or in Turkish nothing is', async () => {
  await rota.set({ language: 'tr' });
  await page.reload();
  await goTo(page, '/processes?q=etiket%3Aerp');
  await page.getByRole('link', { name: 'Invoice load' }).waitFor();
  assert.equal(await drawn(), 1);
  await page.getByRole('checkbox', { name: 'Seç: Invoice load' }).click();
  await page.getByRole('button', { name: 'Etiketler ve klasör…' }).click();
  await page.getByRole('combobox', { name: 'Eklenecek etiketler' }).pressSequentially('şube,');
  await page.getByRole('button', { name: 'Değiştir' }).click();
  await page.getByRole('button', { name: 'şube etiketini göster' }).waitFor();
  await goTo(page, '/runs?q=etiket%3Aşube');
  await page.getByText('etiket: şube').waitFor();
  assert.deepEqual(await axeViolations(page), []);
  await rota.set({ language: 'en' });
});
