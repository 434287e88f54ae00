import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import type { Run } from '../../contract/run.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { until } from '../support/until.ts';
import { axeViolations, goTo, openRotaPage, type RotaPage } from './support/rota-page.ts';

let rota: RotaPage;
let page: Page;
let complaints: readonly string[];
let row: ScheduleRow;
let called: ScheduleRow;

const says = (text: RegExp | string) => page.getByText(text).first().waitFor();
const onServer = async (id: string) =>
  (await rota.server.console<{ row: ScheduleRow }>('GET', `/api/schedules/${id}`)).row;
const make = async (draft: object) =>
  (await rota.server.console<{ row: ScheduleRow }>('POST', '/api/schedules', { process: 'Ledger', ...draft })).row;
const runOf = async (id: string, values: object): Promise<Run> => {
  const { run } = await rota.server.console<{ run: Run }>('POST', `/api/schedules/${id}/run`, { values });
  return until('it ends', async () => {
    const { run: now } = await rota.server.console<{ run: Run }>('GET', `/api/runs/${run.id}`);
    return now.status === 'ended' && now;
  });
};

/** Prints what it is told to, and fails if it is told so. */
const robot = `
const { month = 'May', fails = 'no' } = JSON.parse(require('node:fs').readFileSync(process.env.ROTA_INPUT, 'utf8'));
console.log(new Date().toISOString() + ' begin');
console.log('month ' + month);
require('node:fs').appendFileSync(process.env.ROTA_OUTPUT, 'month=' + month + '\\n');
console.log('end');
process.exit(fails === 'yes' ? 4 : 0);
`;

before(async () => {
  rota = await openRotaPage();
  await rota.server.addProcess({
    ...{ name: 'Ledger', title: 'Close the ledger', command: process.execPath, args: ['-e', robot] },
    parameters: {
      type: 'object',
      properties: {
        month: { type: 'string', title: 'Month to close' },
        fails: { type: 'string' },
        key: { type: 'string', title: 'Bank key', format: 'password' },
      },
    },
  });
  row = await make({
    name: 'Month end',
    plan: { kind: 'cron', quartz: '0 0 9 ? * MON-FRI', timezone: 'Europe/Istanbul' },
    values: { month: 'May', key: 'a secret of the tests' },
  });
  called = await make({ name: 'Ledger', plan: { kind: 'call', timezone: 'UTC' } });
  ({ page, complaints } = await rota.open('/schedules'));
});
after(() => rota.close());

test('a click on a schedule opens a form, and Enter too: one who wants to look changes it', async () => {
  await page.getByRole('link', { name: 'Month end', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: /Month end/ }).waitFor();
  assert.equal(new URL(page.url()).hash, `#/schedules/${row.id}`);
  await says('At 09:00, from Monday to Friday');
  await says('Europe/Istanbul');
  await says('Month to close');
  assert.equal(await page.locator('main ol li').count(), 5);
  assert.doesNotMatch(await page.locator('main').innerText(), /a secret of the tests/);
  await goTo(page, '/schedules');
  await page.locator(`tbody tr[data-key="${row.id}"]`).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 2, name: 'Latest runs' }).waitFor();
  await page.keyboard.press('e');
  await page.waitForURL(/\/edit$/);
  await page.goBack();
});

test('its page does not say what came of its runs, or only after a reload', async () => {
  await goTo(page, `/schedules/${row.id}`);
  await says('It has not run yet.');
  await runOf(row.id, { month: 'May' });
  await says('month: May');
  await runOf(row.id, { month: 'June', fails: 'yes' });
  await page.getByRole('img', { name: /^Durations of the last 2 runs, oldest first: 1 of 2 succeeded/ }).waitFor();
  await page.getByRole('button', { name: 'Table' }).click();
  await page.getByRole('columnheader', { name: 'Took' }).nth(1).waitFor();
  await page.getByRole('button', { name: 'Table' }).click();
  await says(/exit code 4/i);
});

test('pause, undo, run and parameters work only in the list, and nobody learns who paused it', async () => {
  await goTo(page, `/schedules/${row.id}`);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await says('Paused: Month end');
  await until('it is paused', async () => (await onServer(row.id)).state === 'paused');
  await says(/These times will be skipped/);
  await says(/^paused schedule, /);
  await page.getByRole('button', { name: 'Undo' }).click();
  await until('it is not', async () => (await onServer(row.id)).state === 'active');
  await page.getByRole('button', { name: 'Parameters' }).click();
  await page.getByRole('dialog').getByText('Sample request').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.equal(new URL(page.url()).hash, `#/schedules/${row.id}`);
  await page.getByRole('button', { name: 'More for Month end' }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Run now', exact: true }).click();
  // One toast from its start to its end.
  await says(/^Run succeeded: Month end/);
  assert.equal(await page.getByText(/^Run.*: Month end$/).count(), 1);
});

test('nobody says why it did not run at a time', async () => {
  await goTo(page, `/schedules/${row.id}`);
  await page.getByRole('textbox', { name: /^Time/ }).fill('2020-01-06 09:00');
  await page.keyboard.press('Enter');
  await says(/It was not there yet: it was created at/);
  await page.getByRole('textbox', { name: /^Time/ }).fill('nine');
  await page.getByRole('button', { name: 'Explain' }).click();
  await says(/"nine" is no time/);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('why close the');
  await page.getByRole('option', { name: /Why did it not run at a certain time\? Close the ledger/ }).click();
  await page.waitForURL(new RegExp(`/schedules/${called.id}`));
  await page.getByRole('textbox', { name: /^Time/ }).and(page.locator(':focus')).waitFor();
  await page.keyboard.type('09:00');
  await page.keyboard.press('Enter');
  await says(/It was not there yet|only when it is called or triggered/);
});

test('a process has another name where it is called than where it is written down', async () => {
  await runOf(called.id, {});
  for (const place of ['/schedules', '/runs?period=all', `/schedules/${called.id}`]) {
    await goTo(page, place);
    await says('Close the ledger');
  }
  const { runs } = await rota.server.console<{ runs: Run[] }>('GET', `/api/runs?schedule=${called.id}`);
  await goTo(page, `/runs/${runs[0]!.id}?tab=details`);
  await page.getByRole('heading', { level: 1, name: /Close the ledger/ }).waitFor();
  // The ID stands beside it where programs need it.
  await page.locator('main dd code', { hasText: /^Ledger$/ }).waitFor();
});

test('two runs cannot be laid beside each other: from the list, from the page of one, and only what differs', async () => {
  await goTo(page, `/runs?schedule=${row.id}&period=all`);
  const { runs } = await rota.server.console<{ runs: Run[] }>('GET', `/api/runs?schedule=${row.id}`);
  const failed = runs.find(({ outcome }) => outcome === 'failed')!;
  const good = runs.at(-1)!;
  for (const { id } of [failed, good]) await page.locator(`tr[data-key="${id}"] input[type=checkbox]`).click();
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Compare runs' }).waitFor();
  await says('1 only left, 1 only right, 2 the same');
  await page.getByRole('row', { name: /Value: month.*May.*June/ }).waitFor();
  await page.getByRole('row', { name: /Output: month.*May.*June/ }).waitFor();
  await page.getByRole('img', { name: 'only left' }).waitFor();
  assert.deepEqual(await axeViolations(page), []);
  await page.setViewportSize({ width: 600, height: 800 });
  assert.equal(await page.getByRole('region', { name: 'Lines of both logs' }).locator('[role=row]').count(), 4);
  await page.setViewportSize({ width: 1280, height: 800 });
  await goTo(page, `/runs/${failed.id}`);
  await page.getByRole('button', { name: 'Other ways to retry' }).click();
  await page.getByRole('menuitem', { name: 'Compare with the last good run' }).click();
  await page.waitForURL(new RegExp(`compare\\?a=${good.id}&b=${failed.id}`));
  await says('1 only left, 1 only right, 2 the same');
});

test('keys are promised in the footer that do nothing now', async () => {
  await goTo(page, '/schedules');
  const footer = page.locator('footer kbd');
  const keys = async () => (await footer.allInnerTexts()).map((key) => key.trim());
  await page.locator('main h1').focus();
  assert.deepEqual((await keys())[0], '?');
  await page.locator(`tbody tr[data-key="${row.id}"]`).focus();
  await page.locator('footer', { hasText: 'parameters' }).waitFor();
  assert.deepEqual((await keys()).slice(0, 3), ['R', 'P', 'E']);
});

test('a schedule that is deleted elsewhere stays on the screen, or leads nowhere', async () => {
  const gone = await make({ name: 'To go', plan: { kind: 'call', timezone: 'UTC' } });
  await goTo(page, `/schedules/${gone.id}`);
  await page.getByRole('heading', { level: 1, name: /To go/ }).waitFor();
  await rota.server.console('DELETE', `/api/schedules/${gone.id}`);
  await says('This schedule does not exist any more. Its runs are kept.');
  await page.getByRole('link', { name: 'Go to Scheduler' }).click();
  await goTo(page, '/schedules/no-such-id');
  await says('This schedule does not exist any more. Its runs are kept.');
  assert.deepEqual(
    complaints.filter((one) => !/status of 40[04]/.test(one)),
    [],
  );
});
