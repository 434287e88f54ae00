import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { formParts, openParts, showExpression } from './support/form-parts.ts';
import { layoutFaults } from './support/layout-faults.ts';
import { enlargeText, goTo, openRotaPage, settle, type RotaPage } from './support/rota-page.ts';
import { seedRuns, type RunSeeds } from './support/run-seeds.ts';
import { seedSchedules, type Seeds } from './support/schedule-seeds.ts';

interface Look {
  readonly place: string;
  /** What must be there before one looks. */
  readonly shown?: string;
  /** What a person does there first. Places where nothing is done share a tab. */
  readonly act?: (page: Page) => Promise<unknown>;
}

let rota: RotaPage;
let runs: RunSeeds;
let schedules: Seeds;
before(async () => {
  rota = await openRotaPage();
  runs = await seedRuns(rota.server);
  schedules = await seedSchedules(rota.server);
  await rota.server.addClient({ name: 'ERP' });
  await rota.server.console('PUT', '/api/worker-groups/Finance', { limit: 2 });
  // Turkish words are longer.
  await rota.set({ language: 'tr' });
});
after(() => rota.close());

/** Checked again until the layout has settled after the resize: only a lasting fault counts. */
async function faultsOf(page: Page, what: string): Promise<readonly string[]> {
  let found: string[] = [];
  for (let look = 0; look < 10; look += 1) {
    await settle(page);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    found = await layoutFaults(page);
    if (found.length === 0) break;
  }
  return found.map((fault) => `${what}: ${fault}`);
}

const sizes = [
  [900, 700],
  [600, 800],
  [320, 740],
] as const;

async function lookAt(tabs: { readonly usual: Page; readonly large: Page }, look: Look): Promise<readonly string[]> {
  const { place, shown, act } = look;
  const faults: string[] = [];
  async function there(shared: Page): Promise<Page> {
    const page = act === undefined ? shared : (await rota.open(place)).page;
    if (act === undefined) await goTo(page, place);
    if (shown !== undefined) await page.locator(shown).first().waitFor();
    return page;
  }
  const page = await there(tabs.usual);
  await act?.(page);
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    faults.push(...(await faultsOf(page, `${place} at ${width} px`)));
  }
  await page.setViewportSize({ width: 900, height: 700 });
  if (act !== undefined) await enlargeText(page);
  const large = act === undefined ? await there(tabs.large) : page;
  await settle(large);
  await act?.(large);
  faults.push(...(await faultsOf(large, `${place} at 900 px with text of twice its size`)));
  if (act !== undefined) await page.close();
  return faults;
}

async function assertNoFaults(looks: readonly Look[]): Promise<void> {
  const faults: string[] = [];
  const { page: usual } = await rota.open('/overview');
  const { page: large } = await rota.open('/overview');
  await large.setViewportSize({ width: 900, height: 700 });
  await enlargeText(large);
  for (const look of looks) faults.push(...(await lookAt({ usual, large }, look)));
  await usual.close();
  await large.close();
  assert.deepEqual(faults, []);
}

const dialog = (page: Page) => page.locator('[role=dialog]').waitFor();
const choose = (value: string) => (page: Page) =>
  page.locator(`main input[value="${value}"]`).first().check({ force: true });
const pressIn = (selector: string, index: number) => async (page: Page) => {
  await page.locator(selector).nth(index).click();
  await dialog(page);
};

test('on a narrow window, or with large text, a list or what was made of runs is cut off, covered or too small to hit', async () => {
  const row = 'tbody tr[data-key]';
  const places: readonly Look[] = [
    { place: '/overview', shown: 'main [role=option]' },
    { place: '/overview', act: (page) => page.locator('main [aria-pressed]').last().click() },
    { place: '/schedules', shown: row },
    { place: '/runs', shown: row },
    { place: '/processes', shown: row },
    { place: '/timeline', shown: 'main [role=gridcell]' },
    { place: '/timeline?view=week', shown: 'main [role=gridcell]' },
    { place: '/timeline?view=list', shown: row },
    { place: '/workers', shown: row },
    { place: '/workers?view=groups', shown: 'main tbody tr' },
    { place: '/clients', shown: 'main tbody tr' },
    { place: `/runs/${runs.live.id}`, shown: '[data-line]' },
    { place: `/runs/${runs.failed.id}`, shown: '[data-line]' },
    { place: `/runs/${runs.neverStarted.id}` },
    ...['outputs', 'values', 'tries', 'details'].map((tab) => ({ place: `/runs/${runs.succeeded.id}?tab=${tab}` })),
  ];
  await assertNoFaults(places);
});

test('on a narrow window, or with large text, a form or a setting is cut off, covered or too small to hit', async () => {
  const edit = `/schedules/${schedules.weekly.id}/edit`;
  const sections = [
    'general',
    'worker',
    'server',
    'data',
    'calendars',
    'vault',
    'messages',
    'webhooks',
    'activity',
    'shortcuts',
    'about',
  ];
  const places: readonly Look[] = [
    { place: '/schedules/new?process=InvoiceDownload' },
    {
      place: '/schedules/new?process=InvoiceDownload',
      act: async (page) => {
        await showExpression(page);
        await openParts(page, ...formParts);
      },
    },
    { place: edit },
    { place: edit, act: choose('once') },
    { place: edit, act: choose('call') },
    { place: '/processes/Invoices' },
    { place: '/processes/Invoices?test=1' },
    { place: '/processes/Invoices', act: (page) => page.getByRole('radio', { name: /JSON/ }).check({ force: true }) },
    ...sections.map((section) => ({ place: `/settings/${section}` })),
    { place: '/settings/calendars', act: (page) => page.locator('main button').last().click() },
  ];
  await assertNoFaults(places);
});

test('on a narrow window, or with large text, a dialog is cut off, or its buttons cover what is in it', async () => {
  const places: readonly Look[] = [
    {
      place: `/schedules/${schedules.weekly.id}/parameters`,
      shown: '[role=dialog] pre',
    },
    {
      place: `/schedules?run=${schedules.weekly.id}`,
      shown: '[role=dialog] input',
    },
    { place: '/clients?new=1', shown: '[role=dialog]' },
    { place: '/clients', act: pressIn('main table tbody tr button', 1) },
    { place: '/clients', act: pressIn('main table tbody tr button', 2) },
    { place: '/quick-run' },
    { place: '/quick-run?process=InvoiceDownload' },
  ];
  await assertNoFaults(places);
});
