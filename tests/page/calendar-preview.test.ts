import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { fillExpression, openParts } from './support/form-parts.ts';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';

let rota: RotaPage;
const none = { weekend: [], country: null, halfDays: 'working', off: [], on: [] };
const put = (name: string, calendar: Record<string, unknown>) =>
  rota.server.console('PUT', `/api/calendars/${encodeURIComponent(name)}`, { name, ...none, ...calendar });

before(async () => {
  rota = await openRotaPage();
  await rota.set({ timezone: 'Europe/Istanbul' });
  await put('Türkiye', { country: 'TR', halfDays: 'off-from-13', weekend: [6, 7] });
  await put('Stock taking', {});
  await put('Audit', {});
});
after(() => rota.close());

const fires = (page: Page) => page.locator('[role=status] ol [data-run-time]').allInnerTexts();
/** Waits until the preview shows other days. */
async function followed(page: Page, from: readonly string[]): Promise<string[]> {
  await page.waitForFunction((old) => {
    const items = [...document.querySelectorAll<HTMLElement>('[role=status] ol [data-run-time]')].map(
      (item) => item.innerText,
    );
    return items.length === 5 && items.join() !== old;
  }, from.join());
  return fires(page);
}
async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).last().click();
  await page.getByRole('option', { name: option, exact: true }).click();
}
/** 2 means the day after tomorrow, in Istanbul. */
const dayAhead = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Istanbul' });

test('the preview shows the times that calendars leave, as they are chosen, changed and put together', async () => {
  const { page, complaints } = await rota.open('/schedules/new?process=OneStepNotepadRunner');
  await fillExpression(page, '0 0 9 * * ?');
  await page.locator('[role=status]').getByText('At 09:00, every day').waitFor();
  const all = await fires(page);
  // Far enough ahead to be in the list at any time of day.
  await put('Stock taking', { off: [{ day: dayAhead(2), name: 'Counting' }] });
  await openParts(page, 'calendar');
  await choose(page, 'Working-day calendar', 'Stock taking');
  const skipped = await followed(page, all);
  const gone = all.find((text) => !skipped.includes(text));
  assert.ok(gone);
  assert.equal(skipped.length, 5);
  // What it takes away is named where it would have been.
  assert.match(await page.locator('[role=status] ol li[data-skipped]').innerText(), /09:00\s+skipped: Counting$/);
  await page.getByText('At 09:00, every day, not on days off of “Stock taking”').waitFor();

  await choose(page, 'Working-day calendar 2', 'Audit');
  await put('Audit', { off: [{ day: dayAhead(3) }] });
  const both = await followed(page, skipped);
  assert.equal(all.filter((text) => !both.includes(text)).length, 2, both.join('\n'));

  await put('Audit', {});
  assert.deepEqual(await followed(page, both), skipped);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('the half days of a country count from 13:00, and a plan that no day is left for says so', async () => {
  const { page } = await rota.open('/schedules/new?process=OneStepNotepadRunner');
  // The afternoon of 28 October is off each year; its morning is worked, except in years when it is on a weekend.
  await fillExpression(page, '0 0 14 28 10 ?');
  await openParts(page, 'calendar');
  await choose(page, 'Working-day calendar', 'Türkiye');
  // Of a plan of one day a year the nearest working day is proposed.
  await page
    .getByText(/^moved from .* 28 Oct/)
    .first()
    .waitFor();
  await choose(page, 'On a day off', 'Skip it');
  await page.getByText('The calendar leaves no time to run.').waitFor();
  assert.deepEqual(await fires(page), []);
  await fillExpression(page, '0 0 10 28 10 ?');
  await page.getByText('The calendar leaves no time to run.').waitFor({ state: 'detached' });
  await page.locator('[role=status] ol [data-run-time]').nth(4).waitFor();
  const left = await fires(page);
  assert.ok(
    left.every((text) => /^(Mon|Tue|Wed|Thu|Fri) 28 Oct/.test(text)),
    left.join('\n'),
  );
  await choose(page, 'On a day off', 'Run on the working day before');
  const moved = await followed(page, left);
  assert.ok(
    moved.some((text) => !text.includes('28 Oct')),
    moved.join('\n'),
  );
  await page.close();
});
