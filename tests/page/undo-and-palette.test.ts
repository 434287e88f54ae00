import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';
import { ended, seedRuns, type RunSeeds } from './support/run-seeds.ts';

let rota: RotaPage;
let runs: RunSeeds;
const ids = new Map<string, string>();

before(async () => {
  rota = await openRotaPage();
  runs = await seedRuns(rota.server);
  for (const name of ['Alpha', 'Beta', 'Gamma']) {
    const draft = { name, process: 'Payroll', values: {}, plan: { kind: 'call', timezone: 'UTC' } };
    const { row } = await rota.server.console<{ row: ScheduleRow }>('POST', '/api/schedules', draft);
    ids.set(name, row.id);
  }
});
after(() => rota.close());

const rowNamed = (page: Page, name: string) => page.locator('tbody tr[data-key]', { hasText: name });
const toast = (page: Page, text: string) => page.locator('.mantine-Notifications-notification', { hasText: text });
const stateOf = async (name: string) =>
  (await rota.server.console<{ row: ScheduleRow }>('GET', `/api/schedules/${ids.get(name) ?? ''}`)).row.state;

/** Opens the palette from its row, types and picks the first match. */
async function command(page: Page, query: string, text: string): Promise<void> {
  await rowNamed(page, 'Alpha').focus();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(query);
  await page.getByRole('option', { name: text }).first().click();
}

test('an undo that comes after the schedule was deleted does not bring its row back to the list', async () => {
  const { page } = await rota.open('/schedules');
  await rowNamed(page, 'Gamma').focus();
  await page.keyboard.press('s');
  await toast(page, 'Paused: Gamma').waitFor();
  await rota.server.console('DELETE', `/api/schedules/${ids.get('Gamma') ?? ''}`);
  await rowNamed(page, 'Gamma').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await toast(page, 'Couldn’t resume “Gamma”').waitFor();
  assert.equal(await rowNamed(page, 'Gamma').count(), 0);
  await page.close();
});

test('an undo that is refused does not show the schedule as it was before the pause', async () => {
  const { page } = await rota.open('/schedules');
  await rowNamed(page, 'Beta').focus();
  await page.keyboard.press('s');
  await toast(page, 'Paused: Beta').waitFor();
  await page.route('**/resume', (route) => route.fulfill({ status: 503, body: '{}' }));
  await page.getByRole('button', { name: 'Undo' }).click();
  await toast(page, 'Couldn’t resume “Beta”').waitFor();
  await rowNamed(page, 'Beta').getByText('Paused', { exact: true }).waitFor();
  await page.close();
  await rota.server.console('POST', `/api/schedules/${ids.get('Beta') ?? ''}/resume`);
});

test('what is paused already cannot be paused again: there is nothing to undo', async () => {
  const { page } = await rota.open('/schedules');
  await rowNamed(page, 'Beta').focus();
  await page.keyboard.press('Space');
  const bar = page.getByRole('group', { name: 'Selected schedules' });
  await bar.getByRole('button', { name: 'Pause' }).click();
  await bar.getByRole('button', { name: 'Pause', disabled: true }).waitFor();
  await bar.getByRole('button', { name: 'Resume' }).click();
  await bar.getByRole('button', { name: 'Resume', disabled: true }).waitFor();
  await page.close();
});

test('a toast does not go while its button has the focus', async () => {
  const { page } = await rota.open('/schedules');
  await page.clock.install();
  await rowNamed(page, 'Beta').focus();
  await page.keyboard.press('s');
  const undo = page.getByRole('button', { name: 'Undo' });
  await undo.focus();
  await page.clock.runFor(60_000);
  assert.equal(await undo.count(), 1);
  await rowNamed(page, 'Beta').focus();
  await page.clock.runFor(9_000);
  assert.equal(await undo.count(), 1);
  await page.clock.runFor(3_000);
  await undo.waitFor({ state: 'detached' });
  await page.close();
  await rota.server.console('POST', `/api/schedules/${ids.get('Beta') ?? ''}/resume`);
});

test('a pause from the palette is not silent, and can be undone as that of the row', async () => {
  const { page } = await rota.open('/schedules');
  await command(page, 'pause alpha', 'Pause: Alpha');
  await toast(page, 'Paused: Alpha').getByRole('button', { name: 'Undo' }).click();
  await toast(page, 'Resumed: Alpha').waitFor();
  assert.equal(await stateOf('Alpha'), 'active');
  await command(page, 'pause all 1 hour', 'Pause all for 1 hour');
  await page.getByText(/All schedules are paused until/).waitFor();
  await rowNamed(page, 'Beta').getByText('Paused', { exact: true }).waitFor();
  await rowNamed(page, 'Beta')
    .getByText(/all schedules are paused until/)
    .waitFor();
  await page.goto(`${rota.server.url}/#/schedules?state=paused`);
  await rowNamed(page, 'Alpha').waitFor();
  await toast(page, 'All schedules paused').getByRole('button', { name: 'Undo' }).click();
  await page.getByText(/All schedules are paused until/).waitFor({ state: 'detached' });
  await page.close();
});

test('what is typed before the palette has loaded is not lost, and does not act on the row behind it', async () => {
  const { page } = await rota.open('/schedules');
  const { promise: typed, resolve: letLoad } = Promise.withResolvers<void>();
  await page.route(/\/palette-[^/]*\.js$/, async (route) => (await typed, route.continue()));
  await page.reload();
  await rowNamed(page, 'Alpha').focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('pausx');
  await page.keyboard.press('Backspace');
  assert.equal(await page.getByRole('dialog').count(), 0);
  letLoad();
  const field = page.getByRole('combobox');
  await field.waitFor();
  assert.equal(await field.inputValue(), 'paus');
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'combobox');
  await page.keyboard.type('e: alpha');
  await page.getByRole('option', { name: 'Pause: Alpha' }).waitFor();
  assert.equal(await field.inputValue(), 'pause: alpha');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+k');
  assert.equal(await field.inputValue(), '', 'the next time it is empty');
  assert.equal(await stateOf('Alpha'), 'active');
  await page.close();
});

test('the palette is not a nameless dialog, and it leads to each section of the settings', async () => {
  const { page } = await rota.open('/schedules');
  await rowNamed(page, 'Alpha').focus();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Commands' }).getByRole('combobox').fill('data');
  await page.getByRole('option', { name: 'Settings › Data' }).click();
  await page.getByRole('heading', { name: 'Data', level: 2 }).waitFor();
  await page.close();
});

test('first steps that could not be put away come back without a word', async () => {
  const { page } = await rota.open('/schedules');
  const body = JSON.stringify({ message: 'No room.', error: { code: 'STORAGE_UNAVAILABLE', details: [] } });
  await page.route('**/api/settings', (route) => route.fulfill({ status: 503, contentType: 'application/json', body }));
  const told = (act: string) => page.getByRole('alert').getByText(`“${act}” was not done: No room.`, { exact: true });
  const act = 'Dismiss the first steps';
  await page.getByRole('button', { name: act }).click();
  await told(act).waitFor();
  await page.getByRole('button', { name: act }).waitFor();
  await page.close();
});

test('what the tray offers for runs is not missing where there is no tray', async () => {
  const { page } = await rota.open('/schedules');
  await command(page, 'cancel run month', 'Cancel run: Month-end report, Running, ');
  assert.equal((await ended(rota.server, runs.live.id)).outcome, 'cancelled');
  await command(page, 'open run payroll failed', 'Open run: Payroll check, Failed');
  await page.waitForFunction((id) => location.hash === `#/runs/${id}`, runs.failed.id);
  await page.close();
});
