import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import type { Run } from '../../contract/run.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { until } from '../support/until.ts';
import { openParts } from './support/form-parts.ts';
import { layoutFaults } from './support/layout-faults.ts';
import { axeViolations, goTo, openRotaPage, settle, type RotaPage } from './support/rota-page.ts';
import { ended } from './support/run-seeds.ts';

let rota: RotaPage;
let page: Page;
let complaints: readonly string[];

/** Writes an output; fails on demand. */
const loads = `
require('node:fs').appendFileSync(process.env.ROTA_OUTPUT, 'file=invoices-0815.xml\\nrows=12\\n');
process.exitCode = process.env.INPUT_MODE === 'broken' ? 4 : 0;`;
const says = 'console.log(JSON.stringify([process.env.INPUT_SOURCE, process.env.INPUT_ROWS, process.env.INPUT_TEXT]))';

before(async () => {
  rota = await openRotaPage({ height: 1000 });
  await rota.server.addProcess({
    name: 'Load',
    title: 'Load invoices',
    command: process.execPath,
    args: ['-e', loads],
    parameters: {
      type: 'object',
      properties: {
        mode: { type: 'string', title: 'Mode' },
        customer: { type: 'string', title: 'Customer' },
        pin: { type: 'string', title: 'PIN', format: 'password' },
      },
    },
  });
  await rota.server.addProcess({
    name: 'Report',
    title: 'Write the report',
    command: process.execPath,
    args: ['-e', says],
    parameters: {
      type: 'object',
      required: ['source', 'rows'],
      properties: { source: { type: 'string', title: 'Source' }, rows: { type: 'integer', title: 'Rows' } },
    },
  });
  await rota.server.addProcess({
    name: 'Tell',
    title: 'Tell the accountant',
    command: process.execPath,
    args: ['-e', says],
    parameters: { type: 'object', properties: { text: { type: 'string', title: 'Text' } } },
  });
  // So that outputs of the process are known.
  const { run } = await rota.server.console<{ run: Run }>('POST', '/api/processes/Load/run', { values: {} });
  await ended(rota.server, run.id);
  ({ page, complaints } = await rota.open('/schedules/new?process=Load'));
});
after(() => rota.close());

const card = (n: number) => page.getByRole('group', { name: `Follow-up ${n}`, exact: true });
const saved = () => page.waitForFunction(() => location.hash === '#/schedules');

async function choose(field: string, option: string): Promise<void> {
  await page.locator(`#${field}`).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

async function takeFromRun(field: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: `Take from the run before: ${field}` }).click();
  await page.getByRole('menuitem', { name: entry, exact: true }).click();
}

const schedules = async () => (await rota.server.console<{ rows: ScheduleRow[] }>('GET', '/api/schedules')).rows;
const runsOf = async (process: string) =>
  (await rota.server.console<{ runs: Run[] }>('GET', `/api/runs?process=${process}`)).runs;

test('"load, then report, and tell somebody if it fails" cannot be built on the page without a script', async () => {
  await page.fill('#name', 'Invoices of the bank');
  await page.fill('#values-customer', 'Acme');
  await page.getByRole('radio', { name: 'Only when called by the API' }).check({ force: true });
  await openParts(page, 'then');
  await page.getByText('Nothing follows yet.', { exact: false }).waitFor();
  const add = page.getByRole('button', { name: 'Add a follow-up' });
  await add.click();
  await page.waitForFunction(() => document.activeElement?.id === 'then-0-target');
  // What lacks is said at its field.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+s');
  await page.locator('form [role=alert]').getByText('Follow-up 1: Choose what runs.').waitFor();
  await choose('then-0-target', 'Write the report');
  await page.keyboard.press('Control+s');
  const alerts = page.locator('form [role=alert]');
  await alerts.getByText('Follow-up 1, Source: Give a value.').waitFor();
  await takeFromRun('Source', 'file');
  await page.waitForFunction(() => document.activeElement?.id === 'then-0-values-source');
  assert.equal(await page.inputValue('#then-0-values-source'), '{{outputs.file}}');
  await page.keyboard.type(' of ');
  await takeFromRun('Source', 'Customer');
  assert.equal(await page.inputValue('#then-0-values-source'), '{{outputs.file}} of {{values.customer}}');
  await takeFromRun('Rows', 'rows');
  assert.equal(await page.inputValue('#then-0-values-rows'), '{{outputs.rows}}');
  await alerts.waitFor({ state: 'detached' });
  await add.click();
  await choose('then-1-after', 'failure');
  await choose('then-1-target', 'Tell the accountant');
  await page.fill('#then-1-values-text', 'Loading failed with ');
  await takeFromRun('Text', 'Exit code');
  // The secret of a run is not offered for a text.
  await page.getByRole('button', { name: 'Take from the run before: Text' }).click();
  assert.equal(await page.getByRole('menuitem', { name: 'PIN' }).count(), 0);
  await page.keyboard.press('Escape');
  assert.deepEqual(await axeViolations(page), []);
  await page.keyboard.press('Control+s');
  await saved();
  const row = (await schedules()).find(({ name }) => name === 'Invoices of the bank');
  assert.deepEqual(row?.options.then, [
    {
      after: 'success',
      then: { kind: 'process', process: 'Report', worker: null },
      delaySeconds: 0,
      values: { source: '{{outputs.file}} of {{values.customer}}', rows: '{{outputs.rows}}' },
      alsoAfter: [],
    },
    {
      after: 'failure',
      then: { kind: 'process', process: 'Tell', worker: null },
      delaySeconds: 0,
      values: { text: 'Loading failed with {{run.exitCode}}' },
      alsoAfter: [],
    },
  ]);
  const cell = page.locator('tbody tr[data-key]', { hasText: 'Invoices of the bank' });
  await cell.getByText('then Write the report if it succeeds; then Tell the accountant if it fails').waitFor();
});

test('what follows a run is not shown on its page, as a picture and as a list, or leads nowhere', async () => {
  await page.locator('tbody tr[data-key]', { hasText: 'Invoices of the bank' }).focus();
  await page.keyboard.press('r');
  const report = await until('the report', async () => (await runsOf('Report'))[0]);
  await ended(rota.server, report.id);
  const { run } = await rota.server.console<{ run: { values: object } }>('GET', `/api/runs/${report.id}`);
  assert.deepEqual(run.values, { source: 'invoices-0815.xml of Acme', rows: 12 });
  await goTo(page, '/runs');
  const line = page.locator('tbody tr[data-key]', { hasText: 'Report' });
  await line.getByRole('link', { name: 'after Invoices of the bank succeeded' }).click();
  await page.getByRole('tab', { name: 'Chain' }).click();
  const picture = page.getByRole('region', { name: 'The chain of this run' });
  await picture.getByRole('link').nth(1).waitFor();
  const name = 'Invoices of the bank → Write the report';
  assert.deepEqual(await picture.getByRole('link').allInnerTexts(), ['Invoices of the bank', name]);
  assert.equal(await picture.locator('[aria-current=page]').innerText(), 'Invoices of the bank');
  assert.deepEqual(await axeViolations(page), []);
  await page.getByRole('radio', { name: 'List' }).check({ force: true });
  const told = page.locator('main tbody tr').nth(1);
  await told.getByText('on success').waitFor();
  await told.getByText('Succeeded').waitFor();
  assert.deepEqual(await axeViolations(page), []);
  await page.setViewportSize({ width: 320, height: 740 });
  await settle(page);
  // The toast of the run that was started here may still be shown.
  const faults = await layoutFaults(page);
  assert.deepEqual(
    faults.filter((fault) => !fault.includes('div.toast')),
    [],
  );
  await page.setViewportSize({ width: 1280, height: 1000 });
  await told.getByRole('link').click();
  await page.getByRole('heading', { name }).waitFor();
  await page.getByRole('tab', { name: 'Details' }).click();
  await page.getByRole('link', { name: 'after Invoices of the bank succeeded' }).waitFor();
  assert.deepEqual(complaints, []);
});

test('a run that nothing follows shows an empty chain', async () => {
  const [alone] = (await runsOf('Load')).toReversed();
  await goTo(page, `/runs/${alone?.id}`);
  await page.getByRole('tab', { name: 'Details' }).waitFor();
  assert.equal(await page.getByRole('tab', { name: 'Chain' }).count(), 0);
  await page.getByRole('button', { name: 'Other ways to retry' }).click();
  assert.equal(await page.getByRole('menuitem', { name: 'Retry, and what follows' }).count(), 0);
  await page.keyboard.press('Escape');
});

test('a retry starts what follows again without being asked, or cannot be asked to', async () => {
  const first = (await runsOf('Load'))[0];
  assert.ok(first);
  await goTo(page, `/runs/${first.id}`);
  await page.getByRole('button', { name: 'Retry with the same values' }).click();
  const alone = await until('the retry', async () =>
    (await runsOf('Load')).find(({ rerunOf }) => rerunOf === first.id),
  );
  await ended(rota.server, alone.id);
  assert.equal((await runsOf('Report')).length, 1, 'plain');
  await goTo(page, `/runs/${first.id}`);
  await page.getByRole('button', { name: 'Other ways to retry' }).click();
  await page.getByRole('menuitem', { name: 'Retry, and what follows' }).click();
  await until('the second report', async () => (await runsOf('Report'))[1]);
});

test('a follow-up that was removed by mistake is gone, or another one with it', async () => {
  const row = (await schedules()).find(({ name }) => name === 'Invoices of the bank');
  await goTo(page, `/schedules/${row?.id}/edit`);
  await openParts(page, 'then');
  await page.fill('#then-1-values-text', 'changed');
  await page.getByRole('button', { name: 'Remove follow-up 1' }).click();
  await page.getByText('Follow-up removed: Write the report').waitFor();
  assert.equal(await page.inputValue('#then-0-values-text'), 'changed');
  await page.waitForFunction(() => document.activeElement?.id === 'then-undo');
  await page.keyboard.press('Enter');
  await card(2).waitFor();
  assert.equal(await page.inputValue('#then-0-values-source'), '{{outputs.file}} of {{values.customer}}');
  assert.equal(await page.inputValue('#then-1-values-text'), 'changed');
  await page.getByRole('button', { name: 'Give a fixed value: Rows' }).click();
  await page.fill('#then-0-values-rows', '7');
  await page.keyboard.press('Control+s');
  await saved();
  const { options } = (await schedules()).find(({ name }) => name === 'Invoices of the bank') ?? {};
  assert.equal(options?.then?.[0]?.values['rows'], 7);
});

test('what the server refuses in a follow-up is not said at its field', async () => {
  const row = (await schedules()).find(({ name }) => name === 'Invoices of the bank');
  await goTo(page, `/schedules/${row?.id}/edit`);
  await openParts(page, 'then');
  await page.fill('#then-1-values-text', '{{values.nobody}}');
  await page.keyboard.press('Control+s');
  await page.locator('#then-1-values-text[aria-invalid=true]:focus').waitFor();
  await page.fill('#then-1-values-text', 'fine');
  await page.keyboard.press('Control+s');
  await saved();
  await goTo(page, '/processes/Tell');
  await page.getByRole('button', { name: 'Add a follow-up' }).click();
  await choose('then-0-target', 'Write the report');
  await page.fill('#then-0-values-source', '{{values.nobody}}');
  await page.fill('#then-0-values-rows', '1');
  await page.keyboard.press('Control+s');
  await page.locator('main [role=alert]').waitFor();
  await page.locator('#then-0-values-source[aria-invalid=true]').waitFor();
  await page.fill('#then-0-values-source', '{{values.text}}');
  await page.keyboard.press('Control+s');
  await page.getByText('Saved: Tell the accountant').first().waitFor({ state: 'attached' });
});
