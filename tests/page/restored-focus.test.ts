import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';
import { ended, seedRuns, type RunSeeds } from './support/run-seeds.ts';

let rota: RotaPage;
let runs: RunSeeds;

before(async () => {
  rota = await openRotaPage();
  runs = await seedRuns(rota.server);
  for (const name of ['Alpha', 'Beta', 'Gamma', 'Delta']) {
    const plan = { kind: 'call', timezone: 'UTC' };
    await rota.server.console('POST', '/api/schedules', { name, process: 'Payroll', values: {}, plan });
  }
});
after(() => rota.close());

const rowNamed = (page: Page, name: string) => page.locator('tbody tr[data-key]', { hasText: name });
const isFocused = (page: Page, selector: string, text = '') =>
  page.locator(selector).filter({ hasText: text }).and(page.locator(':focus')).waitFor();

test('a schedule that is opened by a key and left again does not lead back to the begin of the page', async () => {
  const { page } = await rota.open('/schedules');
  await rowNamed(page, 'Beta').focus();
  await page.keyboard.press('e');
  await isFocused(page, 'main h1', 'Edit “Beta”');
  await page.goBack();
  await isFocused(page, 'tr[data-key]', 'Beta');
  await page.keyboard.press('p');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await isFocused(page, 'tr[data-key]', 'Beta');
  await page.close();
});

test('a run that is opened by a key and left again does not lead back to the begin of the page', async () => {
  const { page } = await rota.open('/runs');
  await rowNamed(page, 'Payroll check').focus();
  await page.keyboard.press('Enter');
  await isFocused(page, 'main h1', 'Payroll check');
  await page.goBack();
  await isFocused(page, 'tr[data-key]', 'Payroll check');
  await page.close();
});

test('a menu that was opened by a key does not leave the focus on its button: the keys of the row go on', async () => {
  const { page } = await rota.open('/schedules');
  await rowNamed(page, 'Beta').focus();
  await page.keyboard.press('.');
  await page.getByRole('menu').waitFor();
  await page.keyboard.press('Escape');
  await isFocused(page, 'tr[data-key]', 'Beta');
  await page.keyboard.press('Space');
  await page.locator('tr[aria-selected=true]', { hasText: 'Beta' }).waitFor();
  const button = rowNamed(page, 'Beta').locator('[data-action=menu]');
  await button.click();
  await page.getByRole('menu').waitFor();
  await page.keyboard.press('Escape');
  await button.and(page.locator(':focus')).waitFor();
  await page.close();
});

test('the focus is not lost with a row that is deleted: it goes to one beside it', async () => {
  const { page } = await rota.open('/schedules');
  await rowNamed(page, 'Gamma').focus();
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'Keep it' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Control+Enter');
  await rowNamed(page, 'Gamma').waitFor({ state: 'detached' });
  await isFocused(page, 'tr[data-key]');
  await page.close();
});

test('the focus is not lost where the row is gone before the question is', async () => {
  const { page } = await rota.open('/schedules');
  await rowNamed(page, 'Delta').focus();
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'Keep it' }).and(page.locator(':focus')).waitFor();
  const { rows } = await rota.server.console<{ rows: ScheduleRow[] }>('GET', '/api/schedules');
  await rota.server.console('DELETE', `/api/schedules/${rows.find(({ name }) => name === 'Delta')?.id ?? ''}`);
  await rowNamed(page, 'Delta').waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await isFocused(page, 'tr[data-key]');
  await page.close();
});

test('the focus is not lost with a message: undo gives it back to what had it', async () => {
  const { page } = await rota.open('/schedules');
  await rowNamed(page, 'Alpha').focus();
  await page.keyboard.press('s');
  await page.getByRole('button', { name: 'Undo' }).focus();
  await page.keyboard.press('Enter');
  await isFocused(page, 'tr[data-key]', 'Alpha');
  await page.close();
});

test('the focus is not lost with the button that cancels a run', async () => {
  const { page } = await rota.open(`/runs/${runs.live.id}`);
  await page.getByRole('button', { name: 'Cancel run' }).focus();
  await page.keyboard.press('Enter');
  await ended(rota.server, runs.live.id);
  await page.getByRole('button', { name: 'Retry with the same values' }).waitFor();
  // Not on the new button: one Enter too many would start a run.
  await isFocused(page, 'main h1', 'Month-end report');
  await page.close();
});

test('the focus is not lost with the bar of what was selected', async () => {
  const { page } = await rota.open('/runs');
  await rowNamed(page, 'Payroll check').focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Clear selection' }).focus();
  await page.keyboard.press('Enter');
  await isFocused(page, 'tr[data-key]', 'Payroll check');
  await page.close();
});

test('a row that is gone while the mouse is elsewhere does not take the focus', async () => {
  const { page } = await rota.open('/schedules');
  await rowNamed(page, 'Beta').focus();
  await page.locator('main h1').click();
  const { rows } = await rota.server.console<{ rows: ScheduleRow[] }>('GET', '/api/schedules');
  const beta = rows.find(({ name }) => name === 'Beta');
  await rota.server.console('DELETE', `/api/schedules/${beta?.id ?? ''}`);
  await rowNamed(page, 'Beta').waitFor({ state: 'detached' });
  await isFocused(page, 'main h1');
  await page.close();
});

test('a run that is opened on the lanes, or on the list beside them, and left again does not lead back to the title', async () => {
  for (const place of ['/timeline', '/overview']) {
    const { page } = await rota.open(place);
    const lanes = page.getByRole('grid');
    const row = lanes.getByRole('row').filter({ has: page.getByRole('rowheader', { name: /^Supplier invoices/ }) });
    const mark = row.getByRole('gridcell').first();
    await mark.click();
    await isFocused(page, 'main h1', 'Supplier invoices');
    await page.goBack();
    await lanes.and(page.locator(':focus')).waitFor();
    await row.locator('[role=gridcell][data-active]').waitFor();
    await page.keyboard.press('Enter');
    await isFocused(page, 'main h1', 'Supplier invoices');
    await page.close();
  }
  const { page } = await rota.open('/timeline?view=list');
  await rowNamed(page, 'Payroll check').dblclick();
  await isFocused(page, 'main h1', 'Payroll check');
  await page.goBack();
  await isFocused(page, 'tr[data-key]', 'Payroll check');
  await page.close();
});
