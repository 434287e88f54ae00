import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { openParts } from './support/form-parts.ts';
import { axeViolations, goTo, openRotaPage, type RotaPage } from './support/rota-page.ts';

let rota: RotaPage;
let page: Page;

before(async () => {
  rota = await openRotaPage();
  await rota.server.addProcess({ name: 'Payroll', command: process.execPath, args: ['-e', '0'] });
  await rota.server.console('PUT', '/api/calendars/Office', {
    ...{ name: 'Office', off: [{ day: '2027-01-01', name: 'New year' }] },
  });
  ({ page } = await rota.open('/schedules/new'));
});
after(() => rota.close());

const rows = async () => (await rota.server.console<{ rows: ScheduleRow[] }>('GET', '/api/schedules?limit=50')).rows;
const preview = () => page.locator('section[aria-labelledby=preview-title]');
const headline = (text: string) => preview().getByText(text, { exact: true }).waitFor();
const fires = async () => {
  await preview().locator('[data-run-time]').nth(4).waitFor();
  return preview().locator('[data-run-time]').allInnerTexts();
};
const choose = async (label: string | RegExp, option: string) => {
  await page
    .getByRole('textbox', { name: label })
    .or(page.getByRole('combobox', { name: label }))
    .first()
    .click();
  await page.getByRole('option', { name: option, exact: true }).click();
};
async function begin(name: string): Promise<void> {
  await goTo(page, '/schedules');
  await goTo(page, '/schedules/new');
  await choose('Process', 'Payroll');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await page.getByRole('radio', { name: 'Interval or working day' }).check();
}
async function create(name: string): Promise<ScheduleRow> {
  await page.getByRole('button', { name: 'Create schedule' }).click();
  await page.waitForFunction(() => location.hash === '#/schedules');
  return (await rows()).find((row) => row.name === name)!;
}

test('every second Friday cannot be made by hand, or the preview shows another Friday than the one that comes', async () => {
  await begin('Fortnight');
  await headline('Every second Friday at 09:00');
  const shown = await fires();
  assert.ok(
    shown.every((text) => text.startsWith('Fri ') && text.includes('09:00')),
    shown.join('\n'),
  );
  await page.getByRole('textbox', { name: 'At', exact: true }).fill('9:00, 14.30');
  await headline('Every second Friday at 09:00, 14:30');
  assert.deepEqual(await axeViolations(page), []);
  const row = await create('Fortnight');
  assert.ok(row.plan.kind === 'every' && row.due !== null);
  assert.deepEqual(
    [row.plan.every, row.plan.unit, row.plan.weekdays, row.plan.at],
    [2, 'weeks', [5], ['09:00', '14:30']],
  );
  await page.getByText('Every second Friday at 09:00, 14:30').first().waitFor();
  await page.goto(`${rota.server.url}/#/schedules/${row.id}/edit`);
  await page.getByRole('radio', { name: 'Interval or working day', checked: true }).waitFor();
  await headline('Every second Friday at 09:00, 14:30');
});

test('the last working day is not that of the calendar, or a holiday is asked for without one', async () => {
  await begin('Month end');
  await page.getByRole('radio', { name: 'Working day of the month' }).check();
  await headline('On the last working day of the month at 09:00');
  await choose('Working days by', 'Office');
  await headline('On the last working day of the month at 09:00, calendar “Office”');
  await fires();
  await page.getByRole('radio', { name: 'Before or after holidays' }).check();
  await headline('On the working day before each holiday of “Office” at 09:00');
  await preview().getByText('31', { exact: false }).first().waitFor();
  await page.getByRole('radio', { name: 'Working day of the month' }).check();
  await page.getByRole('textbox', { name: 'At', exact: true }).fill('noon');
  await headline('Write times such as 09:00, 14:30.');
  await page.getByRole('button', { name: 'Create schedule' }).click();
  await page.locator('form [role=alert]').getByText('Write times such as 09:00, 14:30.').waitFor();
  await page.getByRole('textbox', { name: 'At', exact: true }).fill('18:00');
  const row = await create('Month end');
  assert.ok(row.plan.kind === 'working-day');
  assert.deepEqual([row.plan.nth, row.plan.calendar, row.plan.at], [-1, 'Office', ['18:00']]);
});

test('waits that grow cannot be set by hand', async () => {
  await begin('Patient');
  await openParts(page, 'fails');
  await page.getByRole('textbox', { name: 'Retries' }).fill('3');
  await choose('Waits', 'twice as long each time');
  await page.getByRole('textbox', { name: 'Longest wait (s)' }).fill('600');
  await page.getByRole('textbox', { name: 'Random spread (±%)' }).fill('20');
  const { options } = await create('Patient');
  assert.deepEqual(
    [options.retryCount, options.retryDelayGrowth, options.retryDelayMaxSeconds, options.retryJitterPercent],
    [3, 'double', 600, 20],
  );
});
