import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { otherZones } from '../support/zone-files.ts';
import { fillExpression } from './support/form-parts.ts';
import { openRotaPage, settle, type RotaPage } from './support/rota-page.ts';

let rota: RotaPage;
let nightly: ScheduleRow;

before(async () => {
  rota = await openRotaPage({ timezoneId: 'America/Winnipeg' });
  await rota.browser.context.addInitScript(watchTheBrowser);
  const plan = { kind: 'cron', quartz: '0 0 10 10 1,7 ?', timezone: 'America/Winnipeg', start: null, end: null };
  const draft = { name: 'Nightly', process: 'OneStepNotepadRunner', plan, values: { name: 'Ada' } };
  nightly = (await rota.server.console<{ row: ScheduleRow }>('POST', '/api/schedules', draft)).row;
  const havana = { ...draft, name: 'La noche', plan: { ...plan, timezone: 'America/Havana' } };
  await rota.server.console('POST', '/api/schedules', havana);
});
after(() => rota.close());

/** Records the callers that ask the browser for local time. dayjs in the date fields uses its own dates and is not loaded here. */
function watchTheBrowser(): void {
  const asked: string[] = [];
  Object.assign(window, { askedOfBrowser: asked });
  const note = (what: string) => void asked.push(`${what} ${new Error().stack ?? ''}`);
  const real = Intl.DateTimeFormat.prototype;
  type Format = Intl.DateTimeFormat;
  const toParts: (this: Format, date?: number) => Intl.DateTimeFormatPart[] = Reflect.get(real, 'formatToParts');
  const format = Reflect.get(Object.getOwnPropertyDescriptor(real, 'format') ?? {}, 'get') as (this: Format) => unknown;
  const isForeign = (one: Format) => one.resolvedOptions().timeZone !== 'UTC';
  Object.defineProperty(real, 'format', {
    get(this: Format) {
      if (isForeign(this)) note('format');
      return format.call(this);
    },
  });
  Reflect.set(real, 'formatToParts', function (this: Format, date?: number) {
    if (isForeign(this)) note('formatToParts');
    return toParts.call(this, date);
  });
  const texts = ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString', 'getTimezoneOffset'];
  for (const name of [...texts, 'getHours', 'getDate', 'getDay', 'getMonth', 'setHours', 'setDate']) {
    const local = Reflect.get(Date.prototype, name) as (this: Date, ...given: unknown[]) => unknown;
    Reflect.set(Date.prototype, name, function (this: Date, ...given: unknown[]) {
      note(name);
      return local.apply(this, given);
    });
  }
}

const askedOf = (page: Page) => page.evaluate(() => (window as unknown as { askedOfBrowser: string[] }).askedOfBrowser);
const fires = (page: Page) => page.locator('[role=status] ol [data-run-time]').allInnerTexts();

async function chooseZone(page: Page, zone: string): Promise<void> {
  await page.fill('#timezone', zone);
  await page.getByRole('option', { name: zone, exact: true }).click();
  await page.getByText(`Next 5 runs · ${zone}`).waitFor();
}

test('the preview shows another hour than the server runs at, where the law changed after browser and runtime were built', async () => {
  const { page, complaints } = await rota.open('/schedules/new?process=OneStepNotepadRunner');
  await fillExpression(page, '0 0 10 10 1 ?');
  const right = { 'America/Winnipeg': 'GMT-5', 'America/Inuvik': 'GMT-6' };
  for (const [zone, offset] of Object.entries(right)) {
    await chooseZone(page, zone);
    for (const line of await fires(page)) assert.match(line, new RegExp(`10:00\\s*${offset}$`), `${zone}: ${line}`);
  }
  // Cuba has its winter time again from November 2027.
  await fillExpression(page, '0 0 10 10 12 ? 2026-2030');
  await chooseZone(page, 'America/Havana');
  await page.waitForFunction(
    () => document.querySelector('[role=status] ol li')?.textContent?.includes('Dec') === true,
  );
  const [first = '', second = ''] = await fires(page);
  assert.match(first, /2026 10:00\s*GMT-4$/);
  assert.match(second, /2027 10:00\s*GMT-5$/);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('a time on a screen is what the browser thinks the clock shows', async () => {
  for (const place of ['/schedules', '/overview', '/timeline', '/runs', '/processes', '/settings/about']) {
    const { page, complaints } = await rota.open(place);
    assert.deepEqual(await askedOf(page), [], place);
    assert.deepEqual(complaints, []);
    await page.close();
  }
  const { page } = await rota.open('/schedules');
  // A foreign zone is named, and both are shown in the time of their plan.
  const row = page.getByRole('row').filter({ hasText: 'La noche' });
  assert.match(await row.innerText(), /10:00[^]*America\/Havana/);
  assert.match(await page.getByRole('row').filter({ hasText: 'Nightly' }).innerText(), /10:00/);
  await page.close();
});

test('an open page goes on showing the times of the old law when other zone data is put in', async () => {
  const { page, complaints } = await rota.open('/schedules');
  const file = path.join(rota.server.home, 'zones.json');
  // Winnipeg changes its time; the plan stays at ten, its instant moves.
  await writeFile(file, otherZones('2027a', { 'America/Winnipeg': '90' }));
  await rota.server.console('POST', '/api/zones');
  const { row } = await rota.server.console<{ row: ScheduleRow }>('GET', `/api/schedules/${nightly.id}`);
  assert.equal((row.due ?? 0) - (nightly.due ?? 0), 4 * 3_600_000);
  await page.goto(`${rota.server.url}/#/overview`);
  await page.getByText('Time zone data 2027a moved the next run of "Nightly".').waitFor();
  await page.goto(`${rota.server.url}/#/schedules`);
  await settle(page);
  await page.getByRole('row').filter({ hasText: 'Nightly' }).getByText('10:00').first().waitFor();
  await page.goto(`${rota.server.url}/#/settings/about`);
  await page.getByText('2027a').first().waitFor();
  await rm(file);
  await rota.server.console('POST', '/api/zones');
  await page.getByText('2026f').first().waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
});
