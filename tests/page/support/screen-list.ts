import type { Page } from 'playwright-core';
import type { Run } from '../../../contract/run.ts';
import type { Seeds } from './schedule-seeds.ts';
import { fillExpression } from './form-parts.ts';
import type { RunSeeds } from './run-seeds.ts';
import { phone, type ScreenPicture } from './screen-picture.ts';
import { settingsScreens } from './settings-screens.ts';

export interface ScreenSeeds {
  readonly runs: RunSeeds;
  readonly schedules: Seeds;
  /** Runs with outcomes other than success or failure. */
  readonly stubborn: Run;
}

const press =
  (...keys: readonly string[]) =>
  async (page: Page) => {
    for (const key of keys) await page.keyboard.press(key);
  };
const dialog = (page: Page) => page.waitForSelector('[role=dialog]');
const click = (selector: string) => (page: Page) => page.locator(selector).first().click();
async function firstRow(page: Page): Promise<void> {
  await page.locator('tbody tr[data-key]').first().focus();
}

/** Every screen, its dialogs, and its states. */
export function screenList({ runs, schedules, stubborn }: ScreenSeeds): readonly ScreenPicture[] {
  const { weekly } = schedules;
  const parameters = `/schedules/${weekly.id}/parameters`;
  const sample = (page: Page) => page.waitForSelector('[role=dialog] pre');
  return [
    { name: 'scheduler', place: '/schedules', docs: ['light', 'dark-tr'] },
    { name: 'scheduler-narrow', place: '/schedules', docs: ['light'], ...phone },
    {
      name: 'scheduler-menu',
      place: '/schedules',
      docs: ['dark'],
      act: async (page) => {
        await page.locator('tbody tr[data-key]').nth(1).focus();
        await press('Space', '.')(page);
        await page.waitForSelector('[role=menu]');
      },
    },
    {
      name: 'scheduler-results',
      place: '/schedules',
      width: 1440,
      docs: ['light'],
      act: async (page) => {
        // It is remembered, so another picture may have turned it on already.
        const toggle = page.locator('main header button[aria-pressed]').first();
        if ((await toggle.getAttribute('aria-pressed')) === 'false') await toggle.click();
        await page.waitForSelector('tbody [role=img]');
      },
    },
    { name: 'scheduler-first-run', place: '/schedules', isFresh: true, docs: ['light'] },
    { name: 'schedule-page', place: `/schedules/${schedules.failing.id}?why=09:00`, docs: ['light', 'dark-tr'] },
    { name: 'schedule-page-narrow', place: `/schedules/${schedules.failing.id}`, ...phone, height: 1800 },
    { name: 'schedule-form', place: `/schedules/${weekly.id}/edit`, height: 1000, docs: ['light'] },
    { name: 'schedule-form-new', place: '/schedules/new?process=InvoiceDownload', docs: ['dark-tr'] },
    {
      name: 'schedule-form-wrong',
      place: '/schedules/new?process=InvoiceDownload',
      docs: ['light-tr'],
      act: async (page) => {
        await fillExpression(page, '*/5 * * * 1');
        await press('Control+s')(page);
        await page.waitForSelector('form [role=alert]');
      },
    },
    { name: 'schedule-form-narrow', place: `/schedules/${weekly.id}/edit`, docs: ['light'], ...phone },
    { name: 'parameters', place: parameters, docs: ['light', 'dark-tr'], act: sample },
    {
      name: 'run-with',
      place: `/schedules?run=${weekly.id}`,
      docs: ['light'],
      act: (page) => page.waitForSelector('[role=dialog] input'),
    },
    {
      name: 'commands',
      place: '/schedules',
      docs: ['dark'],
      act: async (page) => {
        await press('Control+k')(page);
        await page.waitForSelector('[role=option]');
        await page.keyboard.type('run');
      },
    },
    {
      name: 'shortcuts',
      place: '/schedules',
      docs: ['light-tr'],
      act: async (page) => {
        await page.locator('main h1').focus();
        await press('?')(page);
        await page.waitForSelector('[role=dialog] kbd');
      },
    },
    ...runScreens(runs, stubborn),
    ...otherScreens(),
    ...settingsScreens,
    // The last one: active runs do not survive it.
    {
      name: 'offline',
      place: '/schedules',
      isCutOff: true,
      act: (page) => page.waitForSelector('[role=status] > [data-tone=bad]'),
    },
  ];
}

function runScreens(runs: RunSeeds, stubborn: Run): readonly ScreenPicture[] {
  return [
    { name: 'runs', place: '/runs', docs: ['light'] },
    { name: 'runs-narrow', place: '/runs', ...phone },
    {
      name: 'runs-selected',
      place: '/runs?result=failed',
      act: async (page) => {
        await firstRow(page);
        await press('Space', 'Shift+ArrowDown')(page);
        await page.waitForSelector('[role=group] strong');
      },
    },
    { name: 'runs-no-match', place: '/runs?q=nothing' },
    { name: 'runs-empty', place: '/runs', isFresh: true },
    {
      name: 'run-live',
      place: `/runs/${runs.live.id}`,
      docs: ['dark'],
      act: (page) => page.waitForSelector('[data-line]'),
    },
    { name: 'run-failed', place: `/runs/${runs.failed.id}`, docs: ['light'] },
    { name: 'run-failed-narrow', place: `/runs/${runs.failed.id}`, ...phone },
    { name: 'runs-compared', place: `/runs/compare?a=${runs.succeeded.id}&b=${runs.failed.id}`, docs: ['light'] },
    {
      name: 'runs-compared-narrow',
      place: `/runs/compare?a=${runs.succeeded.id}&b=${runs.failed.id}`,
      ...phone,
    },
    { name: 'run-cancelling', place: `/runs/${stubborn.id}` },
    { name: 'run-never-started', place: `/runs/${runs.neverStarted.id}` },
    {
      name: 'run-find',
      place: `/runs/${runs.succeeded.id}`,
      act: async (page) => {
        await page.fill('main input[type=search]', 'istanbul');
        await page.waitForSelector('mark');
      },
    },
    { name: 'run-outputs', place: `/runs/${runs.succeeded.id}?tab=outputs`, docs: ['light'] },
    { name: 'run-values', place: `/runs/${runs.succeeded.id}?tab=values` },
    { name: 'run-tries', place: `/runs/${runs.failed.id}?tab=tries` },
    { name: 'run-details', place: `/runs/${runs.failed.id}?tab=details` },
    {
      name: 'run-edit-values',
      place: `/runs/${runs.succeeded.id}`,
      act: async (page) => {
        await page.locator('main header button[aria-haspopup=menu]').click();
        await page.locator('[role=menuitem]').click();
        await dialog(page);
      },
    },
    { name: 'run-unknown', place: '/runs/00000000-0000-4000-8000-000000000000' },
  ];
}

function otherScreens(): readonly ScreenPicture[] {
  return [
    { name: 'overview', place: '/overview', docs: ['light', 'dark-tr'], height: 1000 },
    { name: 'overview-table', place: '/overview', height: 1000, act: click('main [aria-pressed=false]') },
    { name: 'overview-narrow', place: '/overview', ...phone },
    { name: 'overview-empty', place: '/overview', isFresh: true },
    { name: 'timeline', place: '/timeline', docs: ['light'] },
    { name: 'timeline-week', place: '/timeline?view=week' },
    { name: 'timeline-list', place: '/timeline?view=list' },
    { name: 'timeline-narrow', place: '/timeline', ...phone },
    { name: 'timeline-empty', place: '/timeline', isFresh: true },
    { name: 'reports', place: '/reports', height: 1600, docs: ['light'] },
    { name: 'reports-days', place: '/reports?from=2026-01-01&to=2026-01-31' },
    { name: 'reports-narrow', place: '/reports', ...phone },
    { name: 'processes', place: '/processes', docs: ['light'] },
    { name: 'process', place: '/processes/Invoices', docs: ['light'] },
    { name: 'process-tall', place: '/processes/Invoices', height: 2600 },
    { name: 'process-schema', place: '/processes/Invoices', height: 1400, act: showSchema },
    {
      name: 'process-test',
      place: '/processes/Invoices?test=1',
      docs: ['dark'],
      act: async (page) => {
        await page.fill('#test-supplier', 'Acme');
        await page.locator('section:has(#test-supplier) button').first().click();
        await page.waitForSelector('[data-line="3"]');
        await page.getByRole('link', { name: /invoices\.csv/ }).waitFor();
      },
    },
    {
      name: 'process-wrong',
      place: '/processes/new',
      act: async (page) => {
        await press('Control+s')(page);
        await page.waitForSelector('[aria-invalid=true]');
      },
    },
    {
      name: 'process-check',
      place: '/processes/NoProgram',
      act: async (page) => {
        await press('Control+s')(page);
        await page.waitForSelector('main [role=alert]');
      },
    },
    { name: 'process-narrow', place: '/processes/Invoices', ...phone },
    {
      name: 'process-delete-refused',
      place: '/processes',
      act: async (page) => {
        await page.locator('tbody tr[data-key=InvoiceDownload]').focus();
        await press('Delete')(page);
        await dialog(page);
      },
    },
    { name: 'workers', place: '/workers' },
    { name: 'workers-narrow', place: '/workers', ...phone },
    { name: 'worker-groups-empty', place: '/workers?view=groups' },
    { name: 'clients', place: '/clients', docs: ['light'] },
    { name: 'clients-narrow', place: '/clients', ...phone },
    { name: 'clients-empty', place: '/clients', isFresh: true },
    { name: 'client-new', place: '/clients?new=1', act: (page) => page.waitForSelector('[role=dialog] input') },
    { name: 'client-secret', place: '/clients', docs: ['light'], act: newSecret },
    {
      name: 'client-rotate',
      place: '/clients',
      act: async (page) => {
        await page.locator('main table tbody tr button').nth(1).click();
        await dialog(page);
      },
    },
    {
      name: 'client-revoke',
      place: '/clients',
      act: async (page) => {
        await page.locator('main table tbody tr button').nth(2).click();
        await dialog(page);
      },
    },
  ];
}

/** Shows the schema instead of the table; its radio has "JSON" in its name in either language. */
async function showSchema(page: Page): Promise<void> {
  await page.getByRole('radio', { name: /JSON/ }).check();
  await page.locator('#process-schema').evaluate((field) => field.scrollIntoView({ block: 'end' }));
}

/** A secret is shown once, so each picture creates a new one for the same client. */
async function newSecret(page: Page): Promise<void> {
  await page.locator('main table tbody tr button').nth(1).click();
  await dialog(page);
  await press('Control+Enter')(page);
  await page.locator('[role=dialog] code').nth(1).waitFor();
}
