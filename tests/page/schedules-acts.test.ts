import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { fillExpression } from './support/form-parts.ts';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';
import { seedSchedules, type Seeds } from './support/schedule-seeds.ts';

let rota: RotaPage;
let seeds: Seeds;

before(async () => {
  rota = await openRotaPage();
  seeds = await seedSchedules(rota.server);
  await rota.browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
});
after(() => rota.close());

/** Not a row that only says that it follows. */
const rowNamed = (page: Page, name: string) =>
  page.locator('tbody tr[data-key]').and(page.getByRole('row', { name: new RegExp(`^Select: ${name}`) }));
const said = (page: Page, text: RegExp) => page.getByText(text).first().waitFor({ state: 'attached' });
const onServer = async (id: string) =>
  (await rota.server.console<{ row: ScheduleRow }>('GET', `/api/schedules/${id}`)).row;

test('a pause is not final: undo takes it back', async () => {
  const { page } = await rota.open('/schedules');
  await rowNamed(page, 'Invoice download').focus();
  await page.keyboard.press('s');
  await said(page, /^Paused: Invoice download/);
  assert.equal((await onServer(seeds.weekly.id)).state, 'paused');
  await page.getByRole('button', { name: 'Undo' }).click();
  await said(page, /^Resumed: Invoice download/);
  assert.equal((await onServer(seeds.weekly.id)).state, 'active');
  await page.close();
});

test('"istanbul" finds "İstanbul", and a search that finds nothing is not a dead end', async () => {
  const { page } = await rota.open('/schedules');
  await page.keyboard.press('/');
  await page.keyboard.type('istanbul');
  // The row is there before the search, too: what goes is waited for.
  await page.waitForFunction(() => document.querySelectorAll('tbody tr[data-key]').length === 1);
  await rowNamed(page, 'Payroll export').waitFor();
  await page.keyboard.type(' xyz');
  await page.getByRole('button', { name: 'Clear search' }).click();
  await rowNamed(page, 'SAP close').waitFor();
  await page.close();
});

test('a schedule is not deleted without a question, and its runs are kept', async () => {
  const { row } = await rota.server.console<{ row: ScheduleRow }>('POST', '/api/schedules', {
    name: 'To be deleted',
    process: 'InvoiceDownload',
    values: { supplier: 'A' },
    plan: { kind: 'call', timezone: 'UTC' },
  });
  const { run } = await rota.server.console<{ run: { id: string } }>('POST', `/api/schedules/${row.id}/run`, {});
  const { page } = await rota.open('/schedules');
  await rowNamed(page, 'To be deleted').focus();
  await page.keyboard.press('Delete');
  await said(page, /Its 1 run is kept/);
  // Enter by habit deletes nothing.
  await page.getByRole('button', { name: 'Keep it' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await rowNamed(page, 'To be deleted').focus();
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'Delete schedule' }).click();
  await rowNamed(page, 'To be deleted').waitFor({ state: 'detached' });
  await rota.server.console('GET', `/api/runs/${run.id}`);
  await page.close();
});

test('a row that changes elsewhere does not wait for a refresh', async () => {
  const { page } = await rota.open('/schedules');
  await rota.server.console('POST', `/api/schedules/${seeds.failing.id}/pause`, {});
  await rowNamed(page, 'SAP close').getByText('Paused', { exact: true }).waitFor();
  await rota.server.console('POST', `/api/schedules/${seeds.failing.id}/resume`);
  await rowNamed(page, 'SAP close').getByText('Needs attention').waitFor();
  await page.close();
});

test('run now does not start without the values that are needed, and starts with them', async () => {
  const definition = { name: 'NeedsMore', command: process.execPath, args: ['-e', '0'] };
  await rota.server.addProcess(definition);
  await rota.server.console('POST', '/api/schedules', {
    process: 'NeedsMore',
    plan: { kind: 'call', timezone: 'UTC' },
  });
  await rota.server.addProcess({
    ...definition,
    parameters: { type: 'object', required: ['city'], properties: { city: { type: 'string', title: 'City' } } },
  });
  const { page } = await rota.open('/schedules');
  await page.getByRole('button', { name: 'Run now: NeedsMore' }).click();
  await said(page, /Some values are needed/);
  await page.keyboard.press('Control+Enter');
  await said(page, /^Give a value/);
  await page.getByLabel('City').fill('İstanbul');
  await page.keyboard.press('Control+Enter');
  await said(page, /^Run succeeded: NeedsMore/);
  await page.close();
});

test('a Unix expression is not refused without a way out', async () => {
  const { page } = await rota.open('/schedules/new?process=InvoiceDownload');
  await fillExpression(page, '*/5 * * * *');
  await page.getByRole('button', { name: /^Use it/ }).click();
  assert.match(await page.inputValue('#quartz'), /^0 \S+ \* \* \* \?$/);
  await page.getByText('Next 5 runs').waitFor();
  assert.equal(await page.getByRole('radio', { name: 'Minutes' }).isChecked(), true);
  await page.close();
});

test('what is wrong is not hidden: the first wrong field has the focus, and all stand on top as links', async () => {
  const { page } = await rota.open('/schedules/new?process=InvoiceDownload');
  await fillExpression(page, '0 0 9 ? * 8');
  await page.keyboard.press('Control+s');
  await said(page, /2 things keep this from being saved/);
  await page.waitForFunction(() => document.activeElement?.id === 'values-supplier');
  await page.getByRole('button', { name: /out of range/ }).click();
  await page.waitForFunction(() => document.activeElement?.id === 'quartz');
  await page.close();
});

test('a change made elsewhere is not overwritten unasked', async () => {
  const { page } = await rota.open(`/schedules/${seeds.weekly.id}/edit`);
  await page.fill('#name', 'Mine');
  const { version, ...row } = await onServer(seeds.weekly.id);
  const { name, process, worker, plan, options, values } = row;
  const draft = { name: `${name} of the others`, process, worker, plan, options, values };
  await rota.server.console('PUT', `/api/schedules/${row.id}`, { version, draft });
  await page.keyboard.press('Control+s');
  await said(page, /Changed elsewhere/);
  assert.equal((await onServer(row.id)).name, 'Invoice download of the others');
  await page.getByRole('button', { name: 'Save mine over it' }).click();
  await said(page, /^Saved: Mine/);
  const saved = await onServer(row.id);
  assert.equal(saved.name, 'Mine');
  assert.equal(saved.isFavourite, true, 'the star is not lost by an edit');
  await page.close();
});

test('changes are not lost by a link, a key or the back button without a question', async () => {
  const { page } = await rota.open('/schedules');
  await page.getByRole('link', { name: 'New schedule' }).click();
  await page.fill('#name', 'Half done');
  await page.getByRole('link', { name: 'Runs' }).click();
  await page.getByRole('button', { name: 'Stay' }).click();
  await page.evaluate(() => history.back());
  await said(page, /Leave without saving/);
  await page.getByRole('button', { name: 'Stay' }).click();
  assert.equal(await page.inputValue('#name'), 'Half done');
  await page.getByRole('link', { name: 'Runs' }).click();
  await page.getByRole('button', { name: 'Leave without saving' }).click();
  await page.waitForFunction(() => location.hash === '#/runs');
  await page.close();
});

test('the parameters dialog gives a call that works, and never a secret', async () => {
  const { page } = await rota.open(`/schedules/${seeds.weekly.id}/parameters`);
  await page.getByRole('button', { name: 'Copy worker ID' }).click();
  await said(page, /^Copied/);
  const workerId = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(workerId, /^[0-9a-f-]{36}$/);
  await page.getByRole('button', { name: 'Copy JSON' }).click();
  const sample = JSON.parse(await page.evaluate(() => navigator.clipboard.readText())) as Record<string, unknown>;
  assert.equal(sample['worker'], workerId);
  assert.doesNotMatch(await page.content(), /a secret of the tests/);
  await page.getByRole('button', { name: 'Create API client' }).click();
  await page.getByRole('button', { name: 'Copy as .env' }).click();
  const env = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(env, /^ROTA_USER=\S+\nROTA_PASSWORD=\S+\n$/);
  await page.getByRole('button', { name: 'Start robot now' }).click();
  await said(page, /This starts the robot/);
  await page.getByRole('button', { name: 'Start robot' }).click();
  await said(page, /Process saved/);
  await page.getByRole('link', { name: 'Open run' }).click();
  await page.waitForFunction(() => /^#\/runs\/[0-9a-f-]{36}/.test(location.hash));
  await page.close();
});
