import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import type { Notice } from '../../contract/events.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { formParts, openParts } from './support/form-parts.ts';
import { until } from '../support/until.ts';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';

let rota: RotaPage;
let page: Page;
let complaints: readonly string[];

before(async () => {
  rota = await openRotaPage({ env: { TZ: 'UTC' } });
  await rota.server.addProcess({ name: 'Payroll', command: process.execPath, args: ['-e', '0'] });
  ({ page, complaints } = await rota.open('/schedules/new?process=Payroll'));
});
after(() => rota.close());

const rows = async () => (await rota.server.console<{ rows: ScheduleRow[] }>('GET', '/api/schedules')).rows;
const line = (part: string) => page.locator(`#part-${part}-line`);
const preview = () => page.locator('section[aria-labelledby=preview-title]');
const choose = async (label: string, option: string) => {
  await page.getByRole('combobox', { name: label, exact: true }).first().click();
  await page.getByRole('option', { name: option, exact: true }).click();
};
async function begin(search = 'process=Payroll'): Promise<void> {
  await page.close();
  ({ page, complaints } = await rota.open(`/schedules/new?${search}`));
}
async function create(name: string): Promise<ScheduleRow> {
  await page.fill('#name', name);
  await page.keyboard.press('Control+s');
  await page.waitForFunction(() => location.hash === '#/schedules');
  return (await rows()).find((row) => row.name === name)!;
}

test('a folded part does not say what it means, or stays closed over what is wrong in it', async () => {
  for (const part of formParts) assert.equal(await line(part).getAttribute('aria-expanded'), 'false', part);
  assert.equal(await page.locator('#retryCount, #quartz, #callbackUrl').count(), 0);
  assert.match(await line('fails').innerText(), /no retries/);
  assert.match(await line('limits').innerText(), /no time limit/);
  await line('fails').press('Enter');
  await page.fill('#retryCount', '3');
  await page.fill('#retryDelaySeconds', '60');
  await line('fails').press('Enter');
  await line('fails').getByText('3 retries, 60 s apart').waitFor();
  assert.equal(await line('fails').getAttribute('aria-expanded'), 'false');
  await openParts(page, 'more');
  await page.fill('#callbackUrl', 'erp');
  await line('more').click();
  await page.keyboard.press('Control+s');
  // It opens, and the focus goes into it; closed again, its link opens it.
  await page.locator('#callbackUrl:focus').waitFor();
  await line('more').click();
  await page
    .locator('form [role=alert]')
    .getByRole('button', { name: /^Callback URL/ })
    .click();
  await page.locator('#callbackUrl:focus').waitFor();
  await begin('process=Payroll&open=limits');
  await page.locator('#timeoutSeconds').waitFor();
});

test('where no calendar exists a monthly plan silently loses the months whose first day is off', async () => {
  await begin();
  await page.getByRole('radio', { name: 'Monthly' }).check();
  await openParts(page, 'calendar');
  await page.locator('#calendar-country').fill('Turkey');
  await page.getByRole('option').first().click();
  await page.getByRole('button', { name: 'Make the calendar' }).click();
  await line('calendar')
    .getByText(/^Holidays in T.*: nearest working day$/)
    .waitFor();
  await preview()
    .getByText(/^At 09:00, on day 1 of the month, on days off of “Holidays in T.*” on the nearest working day$/)
    .waitFor();
  // New Year's Day is off each year.
  await preview()
    .getByText(/^moved from .* 01 Jan/)
    .first()
    .waitFor();
  // The proposal follows the plan of a new schedule.
  await page.getByRole('radio', { name: 'Weekly' }).check();
  await line('calendar')
    .getByText(/: skipped on days off$/)
    .waitFor();
  await page.getByRole('radio', { name: 'Monthly' }).check();
  const { options } = await create('Monthly');
  assert.deepEqual(
    options.calendars.map(({ action }) => action),
    ['nearest'],
  );
  await page
    .getByText(/on the nearest working day/)
    .first()
    .waitFor();
});

test('a computer that cannot be woken is asked to in silence, or a schedule without times can ask for it', async () => {
  await begin('process=Payroll&open=limits');
  const wake = () => page.getByRole('checkbox', { name: 'Wake the computer for this run' });
  await page.getByText('From sleep, 90 seconds before it is due.').waitFor();
  await wake().check();
  await line('limits')
    .getByText(/wakes the computer$/)
    .waitFor();
  const row = await create('Early');
  assert.equal(row.options.wakeComputer, true);
  // Where the computer can be woken there is nothing to tell.
  if (process.getuid?.() === 0 && existsSync('/sys/class/rtc/rtc0/wakealarm')) return;
  // No clock of this computer can wake it: the form says so from then on, and the Overview once.
  await until('there is a notice', async () => {
    const { notices } = await rota.server.console<{ notices: Notice[] }>('GET', '/api/notices');
    return notices.some(({ kind }) => kind === 'wake');
  });
  await page.close();
  ({ page, complaints } = await rota.open(`/schedules/${row.id}/edit?open=limits`));
  await page.getByText(/cannot be woken from sleep.*(?:has no clock|may not write)/).waitFor();
  await wake().uncheck();
  await page.keyboard.press('Control+s');
  await until(
    'it lets it sleep',
    async () => (await rows()).find(({ id }) => id === row.id)?.options.wakeComputer === false,
  );
  await begin('process=Payroll&open=limits');
  await page.getByRole('radio', { name: 'Only when called by the API' }).check();
  await page.locator('#timeoutSeconds').waitFor();
  assert.equal(await wake().count(), 0);
  assert.deepEqual(complaints, []);
});

test('the last working day of a month is not found where one looks for it', async () => {
  await begin();
  await page.getByRole('radio', { name: 'Monthly' }).check();
  await choose('On', 'last working day');
  await page.locator('#interval-nth:focus').waitFor();
  await preview().getByText('On the last working day of the month at 09:00').waitFor();
  const { plan } = await create('Month end');
  assert.ok(plan.kind === 'working-day');
  assert.deepEqual([plan.nth, plan.at], [-1, ['09:00']]);
});

test('somebody in Istanbul makes a schedule in the zone of the server and is not told', async () => {
  await begin();
  assert.equal(await page.inputValue('#timezone'), 'Europe/Istanbul');
  await page.getByText('The server is in UTC: 3 h behind now.').waitFor();
  await preview().getByText('06:00 on the server (UTC)').first().waitFor();
  await page.locator('#timezone').fill('UTC');
  await page.getByRole('option', { name: 'UTC', exact: true }).click();
  await page.getByText('Your time zone is Europe/Istanbul: 3 h ahead now.').waitFor();
  await preview().getByText('12:00 here (Europe/Istanbul)').first().waitFor();
});

test('many start at nine, and the next one is put on top without a word', async () => {
  const plan = { kind: 'cron', quartz: '0 0 9 * * ?', timezone: 'Europe/Istanbul' };
  for (let count = 0; count < 3; count += 1)
    await rota.server.console('POST', '/api/schedules', { name: `Nine ${count}`, process: 'Payroll', plan });
  await begin();
  await page.getByRole('radio', { name: 'Daily' }).check();
  await preview()
    .getByText(/^[34] other schedules start at 09:00\.$/)
    .waitFor();
  await preview().getByRole('button', { name: 'Start at 09:01 instead' }).click();
  await preview().getByText('At 09:01, every day').waitFor();
  assert.equal(await page.getByRole('textbox', { name: 'At', exact: true }).inputValue(), '09:01');
  await page.getByText('other schedules start at').waitFor({ state: 'detached' });
  assert.deepEqual(complaints, []);
});
