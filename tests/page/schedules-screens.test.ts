import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { axeViolations, openRotaPage, settle, type RotaPage } from './rota-page.ts';
import { seedSchedules, type Seeds } from './schedule-seeds.ts';

let rota: RotaPage;
let seeds: Seeds;

before(async () => {
  rota = await openRotaPage();
  seeds = await seedSchedules(rota.server);
});
after(() => rota.close());

const screens: readonly (readonly [string, () => Promise<void>])[] = [
  ['Scheduler', () => rota.go('/schedules')],
  [
    'Scheduler with a selection and an open menu',
    async () => {
      await rota.go('/schedules');
      await rota.page.locator('tbody tr[data-key]').first().focus();
      await rota.page.keyboard.press('Space');
      await rota.page.keyboard.press('.');
      await rota.page.waitForSelector('[role=menu]');
    },
  ],
  ['Scheduler without a match', () => rota.go('/schedules?q=nothing%20has%20this%20name')],
  ['New schedule', () => rota.go('/schedules/new?process=InvoiceDownload')],
  [
    'New schedule with everything wrong',
    async () => {
      await rota.go('/schedules/new?process=InvoiceDownload');
      await rota.page.fill('#quartz', '0 0 9 ? * 8');
      await rota.page.keyboard.press('Control+s');
      await rota.page.waitForSelector('form [role=alert]');
    },
  ],
  ['Edit schedule', () => rota.go(`/schedules/${seeds.weekly.id}/edit`)],
  [
    'Parameters',
    async () => {
      await rota.go(`/schedules/${seeds.weekly.id}/parameters`);
      await rota.page.waitForSelector('[role=dialog] pre');
      await settle(rota.page);
    },
  ],
  [
    'Run with other values',
    async () => {
      await rota.go(`/schedules?run=${seeds.weekly.id}`);
      await rota.page.waitForSelector('[role=dialog] input');
      await settle(rota.page);
    },
  ],
  [
    'Commands',
    async () => {
      await rota.go('/schedules');
      await rota.page.keyboard.press('Control+k');
      await rota.page.waitForSelector('[role=option]');
      await settle(rota.page);
    },
  ],
  [
    'Shortcuts',
    async () => {
      await rota.go('/schedules');
      await rota.page.keyboard.press('?');
      await rota.page.waitForSelector('[role=dialog] kbd');
      await settle(rota.page);
    },
  ],
];

for (const language of ['en', 'tr'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    for (const [name, open] of screens) {
      test(`${name} keeps nobody out and breaks no rule of the browser (${language}, ${theme})`, async () => {
        await rota.set({ language, theme });
        await open();
        const violations = await axeViolations(rota.page);
        assert.deepEqual(violations, [], violations.join('\n'));
        await leave();
        assert.deepEqual(rota.takeComplaints(), []);
      });
    }
  }
}

/** Closes what is open, and takes the answer "leave" where the page asks. */
async function leave(): Promise<void> {
  for (let presses = 0; presses < 3; presses += 1) await rota.page.keyboard.press('Escape');
  await rota.page.evaluate(() => (location.hash = '#/schedules'));
  const question = rota.page.locator('[role=dialog] button').last();
  await rota.page
    .waitForFunction(() => location.hash.startsWith('#/schedules') && !/new|edit/.test(location.hash), null, {
      timeout: 500,
    })
    .catch(() => question.click());
  await rota.page.waitForFunction(() => document.querySelector('[role=dialog]') === null);
}
