// Makes the pictures of every screen: node tests/page/make-screens.ts [folder] [part of a name] [png]
// Without arguments: docs/screens as WebP, for the README. A real server, real robots, a real browser.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { openRotaPage, settle } from './rota-page.ts';
import { seedRuns } from './run-seeds.ts';
import { seedSchedules } from './schedule-seeds.ts';

const docs = path.join(import.meta.dirname, '../../docs/screens');
const [folder = docs, part = '', format = 'webp'] = process.argv.slice(2);

interface Picture {
  readonly name: string;
  readonly place: string;
  readonly language?: 'en' | 'tr';
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
  readonly act?: (page: Page) => Promise<unknown>;
}

const rota = await openRotaPage();
const runs = await seedRuns(rota.server);
const { weekly, failing } = await seedSchedules(rota.server);
await rota.server.addClient({ name: 'ERP' });
await rota.server.console('POST', `/api/schedules/${failing.id}/run`, {});

const parameters = `/schedules/${weekly.id}/parameters`;
const sample = (page: Page) => page.waitForSelector('[role=dialog] pre');

const pictures: readonly Picture[] = [
  { name: 'scheduler', place: '/schedules' },
  { name: 'scheduler-dark-tr', place: '/schedules', language: 'tr', theme: 'dark' },
  { name: 'scheduler-narrow', place: '/schedules', width: 360, height: 740 },
  {
    name: 'scheduler-menu-dark',
    place: '/schedules',
    theme: 'dark',
    act: async (page) => {
      await page.locator('tbody tr[data-key]').nth(1).focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('.');
      await page.waitForSelector('[role=menu]');
    },
  },
  {
    name: 'scheduler-results',
    place: '/schedules',
    width: 1440,
    act: async (page) => {
      await page.getByRole('button', { name: 'Show the last 10 results' }).click();
      await page.waitForSelector('tbody [role=img]');
    },
  },
  { name: 'schedule-form', place: `/schedules/${weekly.id}/edit`, height: 1000 },
  { name: 'schedule-form-dark-tr', place: '/schedules/new?process=InvoiceDownload', language: 'tr', theme: 'dark' },
  {
    name: 'schedule-form-wrong-tr',
    place: '/schedules/new?process=InvoiceDownload',
    language: 'tr',
    act: async (page) => {
      await page.fill('#quartz', '*/5 * * * 1');
      await page.keyboard.press('Control+s');
      await page.waitForSelector('form [role=alert]');
    },
  },
  { name: 'schedule-form-narrow', place: `/schedules/${weekly.id}/edit`, width: 360, height: 740 },
  { name: 'parameters', place: parameters, act: sample },
  { name: 'parameters-dark-tr', place: parameters, language: 'tr', theme: 'dark', act: sample },
  {
    name: 'run-with',
    place: `/schedules?run=${weekly.id}`,
    act: (page) => page.waitForSelector('[role=dialog] input'),
  },
  {
    name: 'commands-dark',
    place: '/schedules',
    theme: 'dark',
    act: async (page) => {
      await page.keyboard.press('Control+k');
      await page.waitForSelector('[role=option]');
      await page.keyboard.type('run');
    },
  },
  {
    name: 'shortcuts-tr',
    place: '/schedules',
    language: 'tr',
    act: async (page) => {
      await page.locator('main h1').focus();
      await page.keyboard.press('?');
      await page.waitForSelector('[role=dialog] kbd');
    },
  },
  { name: 'runs', place: '/runs' },
  { name: 'run-live-dark', place: `/runs/${runs.live.id}`, theme: 'dark' },
  { name: 'run-failed', place: `/runs/${runs.failed.id}` },
  { name: 'overview', place: '/overview' },
  { name: 'overview-dark-tr', place: '/overview', language: 'tr', theme: 'dark' },
  { name: 'timeline', place: '/timeline' },

  { name: 'process', place: '/processes/Invoices' },
  { name: 'clients', place: '/clients' },
  { name: 'settings', place: '/settings/general' },
];

await mkdir(folder, { recursive: true });
for (const picture of pictures.filter(({ name }) => name.includes(part))) await take(picture);
await rota.close();

async function take({ name, place, language = 'en', theme = 'light', width = 1280, height = 800, act }: Picture) {
  await rota.set({ language, theme });
  const { page, complaints } = await rota.open(place);
  await page.setViewportSize({ width, height });
  await act?.(page);
  await settle(page);
  const session = await rota.browser.context.newCDPSession(page);
  const type = format === 'png' ? { format } : ({ format: 'webp', quality: 82 } as const);
  const { data } = await session.send('Page.captureScreenshot', type as { format: 'webp'; quality: number });
  const bytes = Buffer.from(data, 'base64');
  await writeFile(path.join(folder, `${name}.${format}`), bytes);
  console.log(`${name}: ${Math.round(bytes.length / 1024)} KB`, complaints.length === 0 ? '' : complaints);
  await page.close();
}
