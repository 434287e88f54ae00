import { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { testEachLook, type ShownScreen } from './support/each-look.ts';
import { fillExpression, formParts, openParts, showExpression } from './support/form-parts.ts';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';
import { seedSchedules, type Seeds } from './support/schedule-seeds.ts';

let rota: RotaPage;
let seeds: Seeds;

before(async () => {
  rota = await openRotaPage();
  seeds = await seedSchedules(rota.server);
});
after(() => rota.close());

const pressAndWait = (key: string, selector: string) => async (page: Page) => {
  await page.locator('main h1').focus();
  await page.keyboard.press(key);
  await page.waitForSelector(selector);
};

const screens: readonly ShownScreen[] = [
  { name: 'Scheduler', place: () => '/schedules' },
  {
    name: 'Scheduler with a selection and an open menu',
    place: () => '/schedules',
    act: async (page) => {
      await page.locator('tbody tr[data-key]').first().focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('.');
      await page.waitForSelector('[role=menu]');
    },
  },
  { name: 'Scheduler without a match', place: () => '/schedules?q=nothing%20has%20this%20name' },
  { name: 'New schedule', place: () => '/schedules/new?process=InvoiceDownload' },
  {
    name: 'New schedule with all parts open',
    place: () => '/schedules/new?process=InvoiceDownload',
    act: async (page) => {
      await showExpression(page);
      await openParts(page, ...formParts);
    },
  },
  {
    name: 'New schedule with everything wrong',
    place: () => '/schedules/new?process=InvoiceDownload',
    act: async (page) => {
      await fillExpression(page, '0 0 9 ? * 8');
      await page.keyboard.press('Control+s');
      await page.waitForSelector('form [role=alert]');
    },
  },
  { name: 'Schedule', place: () => `/schedules/${seeds.failing.id}?why=09:00` },
  { name: 'Edit schedule', place: () => `/schedules/${seeds.weekly.id}/edit` },
  {
    name: 'Parameters',
    place: () => `/schedules/${seeds.weekly.id}/parameters`,
    act: (page) => page.waitForSelector('[role=dialog] pre'),
  },
  {
    name: 'Run with other values',
    place: () => `/schedules?run=${seeds.weekly.id}`,
    act: (page) => page.waitForSelector('[role=dialog] input'),
  },
  {
    name: 'Delete question',
    place: () => '/schedules',
    act: async (page) => {
      await page.locator('tbody tr[data-key]').first().focus();
      await page.keyboard.press('Delete');
      await page.waitForSelector('[role=dialog] button');
    },
  },
  { name: 'Commands', place: () => '/schedules', act: pressAndWait('Control+k', '[role=option]') },
  { name: 'Shortcuts', place: () => '/schedules', act: pressAndWait('?', '[role=dialog] kbd') },
];

testEachLook(screens, () => rota);
