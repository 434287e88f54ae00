import assert from 'node:assert/strict';
import test, { after, afterEach, before } from 'node:test';
import type { Page } from 'playwright-core';
import type { Run, RunDetail } from '../../contract/run.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { testEachLook, type ShownScreen } from './support/each-look.ts';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';
import { ended } from './support/run-seeds.ts';

let rota: RotaPage;
let favourite: ScheduleRow;
let lacking: ScheduleRow;

const program = (code: string) => ({ command: process.execPath, args: ['-e', code] });
const parameters = {
  type: 'object' as const,
  required: ['supplier'],
  properties: {
    supplier: { type: 'string', title: 'Supplier', description: 'As it is written in the portal.' },
    month: { type: 'string', title: 'Month', enum: ['January', 'February', 'March', 'April'] },
    limit: { type: 'integer', title: 'At most', minimum: 1, maximum: 500, default: 50 },
    password: { type: 'string', title: 'Portal password', format: 'password' },
  },
};

before(async () => {
  rota = await openRotaPage({ width: 420, height: 560 });
  const { server } = rota;
  const writes = `require('node:fs').writeFileSync(process.env.ROTA_RUN_DIR + '/artifacts/a.csv', 'a;b')`;
  await server.addProcess({ name: 'Invoices', title: 'Invoice download', ...program('0'), parameters });
  await server.addProcess({ name: 'FxRates', title: 'Döviz kurları, İstanbul', ...program(writes) });
  await server.addProcess({ name: 'Asleep', ...program('0'), enabled: false });
  await server.addProcess({ name: 'Bare', ...program('0') });
  const plan = { kind: 'call', timezone: 'UTC' };
  const create = async (draft: Record<string, unknown>) =>
    (await server.console<{ row: ScheduleRow }>('POST', '/api/schedules', { plan, isFavourite: true, ...draft })).row;
  const values = { supplier: 'Acme', password: 'never-shown' };
  favourite = await create({ name: 'Acme, monthly', process: 'Invoices', values });
  lacking = await create({ name: 'Lacks a city', process: 'Bare' });
  await create({ name: 'No favourite', process: 'FxRates', isFavourite: false });
  await server.addProcess({
    name: 'Bare',
    ...program('0'),
    parameters: { type: 'object', required: ['city'], properties: { city: { type: 'string', title: 'City' } } },
  });
});
// A tab left open by a failed test would use a connection of the next.
afterEach(async () => {
  await Promise.all(rota.browser.context.pages().map((page) => page.close()));
});
after(() => rota.close());

const options = (page: Page) => page.getByRole('option');
const field = (page: Page, label: string) => page.getByLabel(label, { exact: false }).first();
const runsOf = async (process: string) =>
  (await rota.server.console<{ runs: Run[] }>('GET', `/api/runs?process=${process}`)).runs;

/** The page of the run that was started here; its id is in the address. */
async function runShown(page: Page): Promise<RunDetail> {
  await page.waitForURL(/#\/runs\/[0-9a-f-]{36}/);
  const id = /runs\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  await ended(rota.server, id);
  return (await rota.server.console<{ run: RunDetail }>('GET', `/api/runs/${id}`)).run;
}

/** A fake of the desktop's preload; calls are recorded. */
async function withDesktop(page: Page): Promise<void> {
  const { url } = await rota.server.console<{ url: string }>('POST', '/api/session/link', {});
  const token = /token=([^&]+)/.exec(url)?.[1];
  await page.addInitScript((mine) => {
    const calls: unknown[][] = [];
    const call = (...given: unknown[]) => {
      calls.push(given);
      return Promise.resolve(given[0] === 'session-token' ? mine : undefined);
    };
    // A tab that no script opened may not close itself; the shell's windows may.
    const close = () => calls.push(['close']);
    Object.assign(globalThis, { close, desktop: { platform: 'linux', call, on: () => () => undefined }, calls });
  }, token);
}
const callsOf = (page: Page) => page.evaluate(() => (globalThis as unknown as { calls: unknown[][] }).calls);

test('a run with values needs no mouse, and no value is lost on the way', async () => {
  const { page, complaints } = await rota.open('/quick-run');
  await options(page).first().waitFor();
  await page.keyboard.type('invoices');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'quick-run-supplier');
  assert.equal(await page.inputValue('#quick-run-limit'), '50', 'the default is filled in');
  await page.keyboard.press('Enter');
  await page.getByText('Give a value.').waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'quick-run-supplier');
  const ring = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle);
  assert.equal(ring, 'solid', 'the focus is seen');
  await page.keyboard.type('Şişecam');
  await page.keyboard.press('Tab');
  await page.waitForFunction(() => document.activeElement?.id === 'quick-run-month');
  await page.keyboard.press('ArrowDown');
  await page.getByRole('option', { name: 'February' }).waitFor();
  while (!(await page.getByRole('option', { name: 'February' }).getAttribute('data-combobox-selected')))
    await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  // Enter in a list selects and does not run.
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('#quick-run-month')?.value === 'February');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+Enter');
  const run = await runShown(page);
  assert.deepEqual(run.values, { supplier: 'Şişecam', month: 'February', limit: 50 });
  assert.equal(run.outcome, 'succeeded');
  assert.deepEqual(complaints, []);
  await page.close();
});

test('a wrong value does not start anything: what is wrong stands under its field', async () => {
  const before = await runsOf('Invoices');
  const { page } = await rota.open('/quick-run?process=Invoices');
  await field(page, 'Supplier').fill('Acme');
  await field(page, 'At most').fill('900');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'quick-run-limit');
  const told = await page.getAttribute('#quick-run-limit', 'aria-describedby');
  const texts = await Promise.all((told ?? '').split(' ').map((id) => page.locator(`[id="${id}"]`).innerText()));
  assert.match(texts.join(), /Use 500 or less/);
  await page.getByRole('button', { name: 'Edit as JSON' }).click();
  await page.getByText('limit: Use 500 or less.').waitFor();
  assert.equal((await runsOf('Invoices')).length, before.length);
  await page.close();
});

test('what the server refuses is reported in the form, and the values stay', async () => {
  const { page } = await rota.open('/quick-run?process=Asleep');
  await page.waitForFunction(() => document.activeElement?.getAttribute('type') === 'submit');
  await page.keyboard.press('Enter');
  await page.locator('#quick-run-all').waitFor();
  assert.match(await page.locator('#quick-run-all').innerText(), /Asleep/);
  assert.equal((await runsOf('Asleep')).length, 0);
  await page.close();
});

test('a favourite runs with its own values at once, and not twice for an impatient Enter', async () => {
  const { page } = await rota.open('/quick-run');
  await options(page).first().waitFor();
  await page.keyboard.type('monthly');
  await page.evaluate(() => {
    const enter = () => new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
    for (let times = 0; times < 3; times += 1) document.activeElement?.dispatchEvent(enter());
  });
  const run = await runShown(page);
  assert.equal(run.scheduleId, favourite.id);
  assert.equal(run.values['supplier'], 'Acme');
  const { runs } = await rota.server.console<{ runs: Run[] }>('GET', `/api/runs?schedule=${favourite.id}`);
  assert.equal(runs.length, 1);
  await page.close();
});

test('the list holds favourites and what can run, nothing else, and asks where the tray says "…"', async () => {
  const { page } = await rota.open('/quick-run');
  await options(page).first().waitFor();
  const names = await options(page).allInnerTexts();
  const first = names.map((text) => text.split('\n')[0]);
  assert.deepEqual(first.slice(0, 4), ['Notepad demo', 'Acme, monthly', 'Lacks a city…', 'Bare…']);
  assert.ok(first.includes('Döviz kurları, İstanbul'));
  assert.ok(!names.some((name) => /Asleep|No favourite/.test(name)));
  await page.keyboard.type('istanbul');
  await page.waitForFunction(() => document.querySelectorAll('[role=option]').length === 1);
  await page.close();
});

test('the way back is not lost: Esc leaves a value’s list, then the form, then the window', async () => {
  const { page } = await rota.open('/quick-run');
  await options(page).first().waitFor();
  await page.keyboard.type('invoices');
  await page.keyboard.press('Enter');
  await page.focus('#quick-run-month');
  await page.keyboard.press('ArrowDown');
  await page.locator('#quick-run-month[aria-expanded=true]').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('#quick-run-month[aria-expanded=false]').waitFor();
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'combobox');
  await page.keyboard.press('Escape');
  await page.waitForURL(/#\/schedules/);
  await page.close();
});

test('a schedule’s own values are there, its secret is not, and it keeps them when run with others', async () => {
  const { page } = await rota.open(`/quick-run?schedule=${favourite.id}`);
  assert.equal(await page.locator('nav').count(), 0, 'no rail');
  assert.equal(await page.inputValue('#quick-run-supplier'), 'Acme');
  assert.ok(!(await page.content()).includes('never-shown'));
  await field(page, 'Supplier').fill('Beko');
  await page.keyboard.press('Enter');
  const run = await runShown(page);
  assert.equal(run.values['supplier'], 'Beko');
  const { row } = await rota.server.console<{ row: ScheduleRow }>('GET', `/api/schedules/${favourite.id}`);
  assert.equal(row.values['supplier'], 'Acme');
  await page.close();
});

test('what is not there is no dead end', async () => {
  for (const place of ['/quick-run?process=Gone', '/quick-run?schedule=00000000-0000-4000-8000-000000000000']) {
    const { page } = await rota.open(place);
    await page.getByRole('button', { name: 'Choose another' }).waitFor();
    await page.keyboard.press('Enter');
    await options(page).first().waitFor();
    await page.close();
  }
});

test('the small window of the desktop does not stay open after the run is asked for', async () => {
  const page = await rota.browser.context.newPage();
  await withDesktop(page);
  await page.goto(`${rota.server.url}/#/quick-run?schedule=${lacking.id}`);
  await page.waitForFunction(() => document.activeElement?.id === 'quick-run-city');
  await page.keyboard.type('İzmir');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() =>
    (globalThis as unknown as { calls: unknown[][] }).calls.some(([to]) => to === 'close'),
  );
  assert.match(page.url(), /#\/quick-run/);
  const [run] = await runsOf('Bare');
  assert.equal(run?.scheduleId, lacking.id);
});

test('folders are opened by the desktop, and not offered where there is none', async () => {
  const { run } = await rota.server.console<{ run: Run }>('POST', '/api/processes/FxRates/run', {});
  await ended(rota.server, run.id);
  const plain = await rota.open(`/runs/${run.id}?tab=outputs`);
  await plain.page.getByRole('link', { name: /a\.csv/ }).waitFor();
  assert.equal(await plain.page.getByRole('button', { name: 'Show in folder' }).count(), 0);
  await plain.page.goto(`${rota.server.url}/#/settings/data`);
  await plain.page.getByText(rota.server.home).first().waitFor();
  assert.equal(await plain.page.getByRole('button', { name: 'Open folder' }).count(), 0);
  await plain.page.close();

  const page = await rota.browser.context.newPage();
  await withDesktop(page);
  await page.goto(`${rota.server.url}/#/runs/${run.id}?tab=outputs`);
  await page.getByRole('button', { name: 'Show in folder' }).click();
  await page.goto(`${rota.server.url}/#/settings/data`);
  await page.getByRole('button', { name: 'Open folder' }).click();
  const calls = await callsOf(page);
  assert.deepEqual(
    calls.filter(([name]) => name !== 'session-token'),
    [['show-run-folder', run.id], ['show-data-folder']],
  );
  await page.close();
});

const screens: readonly ShownScreen[] = [
  { name: 'The chooser', place: () => '/quick-run', act: (page) => options(page).first().waitFor() },
  {
    name: 'The chooser without a match',
    place: () => '/quick-run',
    act: (page) => page.keyboard.type('nothing has this'),
  },
  { name: 'The values of a process', place: () => '/quick-run?process=Invoices' },
  { name: 'The values of a schedule', place: () => `/quick-run?schedule=${lacking.id}` },
  {
    name: 'A form with something missing',
    place: () => '/quick-run?process=Invoices',
    act: async (page) => {
      await page.keyboard.press('Control+Enter');
      await page.waitForSelector('[aria-invalid=true]');
    },
  },
  { name: 'A process that is not there', place: () => '/quick-run?process=Gone' },
];

testEachLook(screens, () => rota);

test('a box that is not ticked says no, and is not asked for as if it were missing', async () => {
  await rota.set({ language: 'en' });
  const sure = { type: 'boolean', title: 'Really' };
  const parameters = { type: 'object' as const, required: ['sure'], properties: { sure } };
  await rota.server.addProcess({ name: 'Box', command: process.execPath, args: ['-e', '0'], parameters });
  const { page } = await rota.open('/quick-run?process=Box');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  assert.deepEqual((await runShown(page)).values, { sure: false });
  await page.close();
});
