import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { openRotaPage, settle, type RotaPage } from './support/rota-page.ts';
import { seedSchedules } from './support/schedule-seeds.ts';

let rota: RotaPage;
before(async () => {
  rota = await openRotaPage();
  await seedSchedules(rota.server);
});
after(() => rota.close());

/** A tab that cannot load files whose names match, until the test allows it. */
async function openWithout(files: RegExp): Promise<{ page: Page; giveBack: () => Promise<void> }> {
  const page = await rota.browser.context.newPage();
  page.setDefaultTimeout(45_000);
  await page.route(files, (route) => route.abort());
  await page.goto(`${rota.server.url}/#/schedules`);
  await settle(page);
  await page.locator('tbody tr[data-key]').first().waitFor();
  return { page, giveBack: () => page.unroute(files) };
}

const unopened = (page: Page) => page.getByRole('alert').filter({ hasText: 'This could not be opened.' });

test('a palette that cannot be fetched does not take the page with it: it says so, and opens at the next press', async () => {
  const { page, giveBack } = await openWithout(/\/palette-[^/]*\.(js|css)$/);
  await page.keyboard.press('Control+k');
  await unopened(page).waitFor();
  assert.equal(await page.getByRole('heading', { name: 'Scheduler' }).isVisible(), true);
  await giveBack();
  await page.keyboard.press('Control+k');
  await page.getByRole('option').first().waitFor();
  // Its own style sheet came with it: the list scrolls within the dialog.
  const overflow = await page.getByRole('listbox').evaluate((list) => getComputedStyle(list).overflowY);
  assert.equal(overflow, 'auto');
  await page.close();
});

test('a question that cannot be shown is not taken for a yes, and is asked when it is tried again', async () => {
  const { page, giveBack } = await openWithout(/\/confirm-dialog-[^/]*\.js$/);
  const rows = page.locator('tbody tr[data-key]');
  const before = await rows.count();
  await rows.nth(1).focus();
  await page.keyboard.press('Delete');
  await unopened(page).waitFor();
  assert.equal(await rows.count(), before);
  await giveBack();
  await unopened(page).getByRole('button', { name: 'Retry' }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete schedule' }).click();
  await page.waitForFunction((count) => document.querySelectorAll('tbody tr[data-key]').length === count, before - 1);
  await page.close();
});

test('a run is started although what looks for missing values cannot be fetched', async () => {
  const { page } = await openWithout(/\/needs-values-[^/]*\.js$/);
  await page.locator('tbody tr[data-key]', { hasText: 'Notepad demo' }).focus();
  await page.keyboard.press('r');
  await page
    .locator('tbody tr[data-key]', { hasText: 'Notepad demo' })
    .getByText(/Running|Waiting|Failed|Succeeded/)
    .first()
    .waitFor();
  await page.close();
});
