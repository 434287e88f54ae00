import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';
import { seedRuns, type RunSeeds } from './support/run-seeds.ts';

let rota: RotaPage;
let runs: RunSeeds;
const day = 24 * 3_600_000;

before(async () => {
  rota = await openRotaPage();
  runs = await seedRuns(rota.server);
});
after(() => rota.close());

const title = (page: Page, text: RegExp | string) => page.locator('main h1', { hasText: text }).waitFor();

test('times do not stand still on a page that is seen again', async () => {
  const { page } = await rota.open(`/runs/${runs.failed.id}`);
  await title(page, /started \d\d:\d\d:\d\d/);
  await page.clock.install({ time: Date.now() + 1.5 * day });
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await title(page, /started \d\d \w{3} \d\d:\d\d/);
  await page.close();
});

test('an old time is not taken for now on a screen that nobody has looked at for long', async () => {
  const { page } = await rota.open(`/runs/${runs.failed.id}`);
  await title(page, 'Payroll check');
  await page.getByRole('link', { name: 'Scheduler' }).click();
  await page.locator('tbody tr[data-key]').first().waitFor();
  await page.clock.setSystemTime(Date.now() + 400 * day);
  await page.goto(`${rota.server.url}/#/runs/${runs.failed.id}`);
  await title(page, /started \d\d \w{3} \d{4} \d\d:\d\d/);
  await page.close();
});

test('lines that came below what is read are not kept from a screen reader', async () => {
  const { page } = await rota.open(`/runs/${runs.live.id}`);
  await page.getByRole('checkbox', { name: 'Follow' }).uncheck();
  await page.locator('[role=status]', { hasText: /\d+ new lines/ }).waitFor({ state: 'attached' });
  await page.close();
});
