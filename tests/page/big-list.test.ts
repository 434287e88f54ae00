import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { CDPSession } from 'playwright-core';
import { openRotaPage, type RotaPage, type Tab } from './support/rota-page.ts';

const rows = 10_000;
let rota: RotaPage;
let tab: Tab;
let session: CDPSession;

before(async () => {
  rota = await openRotaPage();
  await rota.server.console('POST', '/api/import', { kind: 'rota', document: manySchedules, isDryRun: false });
  tab = await rota.open('/schedules');
  await tab.page.locator('tbody tr[data-key]').first().waitFor();
  session = await rota.browser.context.newCDPSession(tab.page);
  await session.send('Performance.enable');
});
after(() => rota.close());

/** In one document: one by one they keep a busy computer at work for minutes. */
const manySchedules = {
  rota: 1,
  schedules: Array.from({ length: rows }, (_, index) => ({
    draft: {
      name: `Şube ${index} günlük rapor`,
      process: 'OneStepNotepadRunner',
      values: { userName: 'Ada' },
      plan: { kind: 'cron', quartz: `0 ${index % 60} ${index % 24} * * ?`, timezone: 'Europe/Istanbul' },
    },
  })),
};

/** Total script time of the page, in seconds. */
async function scriptSeconds(): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0;
}

test('ten thousand schedules do not make scrolling stutter', async (context) => {
  const frames = 100;
  await tab.page.mouse.move(600, 400);
  const before = await scriptSeconds();
  for (let frame = 0; frame < frames; frame += 1) {
    // By the wheel, as a person scrolls: a scrolling script would count itself.
    await tab.page.mouse.wheel(0, 120);
    await tab.page.evaluate(() => new Promise(requestAnimationFrame));
  }
  const perFrameMs = ((await scriptSeconds()) - before) * (1000 / frames);
  context.diagnostic(`${perFrameMs.toFixed(1)} ms of script a scrolled frame`);
  // Times are printed, not asserted: this computer may be busy. Asserted is their cause: only visible rows are rendered.
  const drawn = await tab.page.locator('table[role=grid] tbody tr').count();
  assert.ok(drawn < 120, `${drawn} rows are drawn`);
});

test('a keystroke in the search does not hang over ten thousand schedules', async (context) => {
  const search = tab.page.getByRole('searchbox');
  await search.fill('ş');
  await tab.page
    .locator('footer')
    .getByText(/of 10,001 schedules/)
    .waitFor();
  const typed = 'ube 99';
  const before = await scriptSeconds();
  await search.pressSequentially(typed);
  const matches = Array.from({ length: rows }, (_, index) => String(index)).filter((text) => text.includes('99'));
  await tab.page.locator('footer').getByText(`${matches.length} of 10,001 schedules`).waitFor();
  const perKeyMs = ((await scriptSeconds()) - before) * (1000 / typed.length);
  context.diagnostic(`${perKeyMs.toFixed(1)} ms of script a keystroke`);
  await search.fill('');
});

test('Home and End do not lose the focus on the way through ten thousand rows', async () => {
  await tab.page.locator('footer').getByText('10,001 of 10,001 schedules').waitFor();
  await tab.page.locator('tbody tr[data-key]').first().focus();
  const focused = () => tab.page.evaluate(() => Number(document.activeElement?.getAttribute('aria-rowindex')));
  await tab.page.keyboard.press('End');
  await tab.page.waitForFunction(() => document.activeElement?.getAttribute('aria-rowindex') === '10002');
  await tab.page.keyboard.press('PageUp');
  await tab.page.waitForFunction(() => Number(document.activeElement?.getAttribute('aria-rowindex')) < 10_000);
  await tab.page.keyboard.press('Home');
  await tab.page.waitForFunction(() => document.activeElement?.getAttribute('aria-rowindex') === '2');
  await tab.page.locator('[role=grid]').evaluate((grid) => grid.parentElement?.scrollTo(0, 100_000));
  assert.equal(await focused(), 2, 'a row that is scrolled away keeps the focus');
  await tab.page.keyboard.press('ArrowDown');
  await tab.page.waitForFunction(() => document.activeElement?.getAttribute('aria-rowindex') === '3');
});
