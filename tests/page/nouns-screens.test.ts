import { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { testEachLook, type ShownScreen } from './support/each-look.ts';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';
import { seedRuns, type RunSeeds } from './support/run-seeds.ts';

let rota: RotaPage;
let seeds: RunSeeds;
/** Client names are unique. */
let ledgers = 0;

before(async () => {
  rota = await openRotaPage();
  seeds = await seedRuns(rota.server);
  await rota.server.addClient({ name: 'ERP' });
  await rota.server.console('PUT', `/api/calendars/${encodeURIComponent('Türkiye')}`, {
    name: 'Türkiye',
    weekend: [6, 7],
    country: 'TR',
    halfDays: 'off-from-13',
    off: [],
    on: [],
  });
});
after(() => rota.close());

const screens: readonly ShownScreen[] = [
  { name: 'Overview', place: () => '/overview' },
  {
    name: 'Overview with the table of durations',
    place: () => '/overview',
    act: (page) => page.click('[aria-pressed=false]'),
  },
  { name: 'Runs', place: () => '/runs' },
  {
    name: 'Runs of one process, which can be cleared',
    place: () => '/runs?process=Invoices',
    act: (page) => page.waitForSelector('main button[aria-label=Clear], main button[aria-label=Temizle]'),
  },
  { name: 'Runs without a match', place: () => '/runs?q=nothing%20has%20this%20name' },
  {
    name: 'Runs with a selection',
    place: () => '/runs',
    act: async (page) => {
      await page.locator('tbody tr[data-key]').first().focus();
      await page.keyboard.press('Space');
      await page.waitForSelector('[role=group] strong');
    },
  },
  { name: 'A run that runs', place: () => `/runs/${seeds.live.id}` },
  { name: 'A run that failed', place: () => `/runs/${seeds.failed.id}` },
  {
    name: 'A run with a text looked for',
    place: () => `/runs/${seeds.succeeded.id}`,
    act: async (page) => {
      await page.fill('main input[type=search]', 'istanbul');
      await page.waitForSelector('mark');
    },
  },
  { name: 'Outputs', place: () => `/runs/${seeds.succeeded.id}?tab=outputs` },
  { name: 'Values', place: () => `/runs/${seeds.succeeded.id}?tab=values` },
  { name: 'Tries', place: () => `/runs/${seeds.failed.id}?tab=tries` },
  { name: 'Details', place: () => `/runs/${seeds.failed.id}?tab=details` },
  { name: 'Timeline of a day', place: () => '/timeline' },
  { name: 'Timeline of a week', place: () => '/timeline?view=week' },
  { name: 'Timeline as a list', place: () => '/timeline?view=list' },
  { name: 'Processes', place: () => '/processes' },
  {
    name: 'Processes with an open menu',
    place: () => '/processes',
    act: async (page) => {
      await page.locator('tbody tr[data-key]').first().focus();
      await page.keyboard.press('.');
      await page.waitForSelector('[role=menu]');
    },
  },
  { name: 'Process', place: () => '/processes/Invoices' },
  { name: 'Process with a test run', place: () => '/processes/Invoices?test=1' },
  {
    name: 'New process with everything wrong',
    place: () => '/processes/new',
    act: async (page) => {
      await page.keyboard.press('Control+s');
      await page.waitForSelector('[aria-invalid=true]');
    },
  },
  { name: 'Workers', place: () => '/workers' },
  { name: 'Groups of workers', place: () => '/workers?view=groups' },
  { name: 'API clients', place: () => '/clients' },
  { name: 'New API client', place: () => '/clients?new=1', act: (page) => page.waitForSelector('[role=dialog] input') },
  {
    name: 'The secret of an API client',
    place: () => '/clients?new=1',
    act: async (page) => {
      await page
        .locator('[role=dialog] input')
        .first()
        .fill(`Ledger ${(ledgers += 1)}`);
      await page.keyboard.press('Control+Enter');
      await page.locator('[role=dialog] code').nth(1).waitFor();
    },
  },
  ...(['a new secret', 'revoking'] as const).map((what, index) => ({
    name: `API clients, ${what}`,
    place: () => '/clients',
    act: async (page: Page) => {
      await page
        .locator('main tbody tr button')
        .nth(1 + index)
        .click();
      await page.waitForSelector('[role=dialog]');
    },
  })),
  {
    name: 'A tested port',
    place: () => '/settings/server',
    act: async (page) => {
      await page.locator('main input[placeholder="8484"]').focus();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.locator('main [role=status]').getByText(/8484/).waitFor();
    },
  },
  {
    name: 'What an import would change',
    place: () => '/settings/data',
    act: async (page) => {
      await page.locator('main input[value=crontab]').check();
      await page.locator('main textarea').fill('15 3 * * 1 /usr/bin/env true');
      await page.locator('main textarea').press('Tab');
      await page.keyboard.press('Enter');
      await page.waitForSelector('main [role=status] table');
    },
  },
  {
    name: 'Restoring a backup',
    place: () => '/settings/data',
    act: async (page) => {
      await rota.server.console('POST', '/api/backup', {});
      await page.reload();
      await page.locator('main table button').first().click();
      await page.waitForSelector('[role=dialog] li');
    },
  },
  ...[
    'general',
    'people',
    'worker',
    'server',
    'data',
    'calendars',
    'messages',
    'webhooks',
    'activity',
    'shortcuts',
    'about',
  ].map((section) => ({ name: `Settings, ${section}`, place: () => `/settings/${section}` })),
  {
    name: 'A calendar',
    place: () => '/settings/calendars',
    act: async (page) => {
      await page.click('main table button');
      await page.waitForSelector('main textarea');
    },
  },
];

testEachLook(screens, () => rota);
