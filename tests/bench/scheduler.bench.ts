import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { CDPSession, Page } from 'playwright-core';
import { chromiumPath } from '../page/support/browser.ts';
import { openRotaPage, type RotaPage } from '../page/support/rota-page.ts';
import { median, print, row, type BenchRow } from './figures.ts';

const schedules = 10_000;
const frames = 100;
const typed = 'ube 99';

/** The page with ten thousand schedules: script time of a scrolled frame and of a keystroke, a dialog, the first load. */
export async function schedulerBench(): Promise<BenchRow[]> {
  if (!existsSync(chromiumPath)) {
    console.log(`page: NOT MEASURED, there is no Chromium at ${chromiumPath} (ROTA_CHROMIUM names another)`);
    return [];
  }
  const rota = await openRotaPage({ isMeasured: true });
  try {
    const firstLoad = await firstLoadKilobytes(rota);
    await fill(rota);
    const { page } = await rota.open('/schedules');
    await page.locator('tbody tr[data-key]').first().waitFor();
    const session = await rota.browser.context.newCDPSession(page);
    await session.send('Performance.enable');
    return [
      row('first load, script and style, gzipped', firstLoad, 'KB', 'aim 300'),
      row('largest other file, gzipped', largestPartKilobytes(), 'KB', 'aim 60'),
      row('script of a scrolled frame, 10,000 rows', await scroll(page, session), 'ms', 'aim 8'),
      row('script of a keystroke in the search, 10,000 rows', await search(page, session), 'ms', 'aim 50'),
      row('script of a keystroke in the commands, 10,000 rows', await commands(page, session), 'ms', 'aim 50'),
      row('parameters dialog, from the key to the sample', await dialog(page), 'ms', 'aim 150'),
    ];
  } finally {
    await rota.close();
  }
}

async function fill(rota: RotaPage): Promise<void> {
  const create = (index: number): Promise<unknown> =>
    rota.server.console('POST', '/api/schedules', {
      name: `Şube ${index} günlük rapor`,
      process: 'OneStepNotepadRunner',
      values: { userName: 'Ada' },
      plan: { kind: 'cron', quartz: `0 ${index % 60} ${index % 24} * * ?`, timezone: 'Europe/Istanbul' },
    });
  for (let from = 0; from < schedules; from += 200)
    await Promise.all(Array.from({ length: 200 }, (_, index) => create(from + index)));
}

/** Total script time of the page, in ms. */
async function scriptMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0) * 1000;
}

async function threeTimes(measure: () => Promise<number>): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round < 3; round += 1) took.push(await measure());
  return median(took);
}

const scroll = (page: Page, session: CDPSession): Promise<number> =>
  threeTimes(async () => {
    await page.mouse.move(600, 400);
    const before = await scriptMs(session);
    for (let frame = 0; frame < frames; frame += 1) {
      // By the wheel, as a person scrolls: a scrolling script would count itself.
      await page.mouse.wheel(0, 120);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
    return ((await scriptMs(session)) - before) / frames;
  });

const search = (page: Page, session: CDPSession): Promise<number> =>
  threeTimes(async () => {
    const field = page.getByRole('searchbox');
    const matches = Array.from({ length: schedules }, (_, index) => String(index)).filter((text) =>
      text.includes('99'),
    );
    await field.fill('ş');
    const before = await scriptMs(session);
    await field.pressSequentially(typed);
    await page.locator('footer').getByText(`${matches.length} of 10,001 schedules`).waitFor();
    const perKey = ((await scriptMs(session)) - before) / typed.length;
    await field.fill('');
    await page.locator('footer').getByText('10,001 of 10,001 schedules').waitFor();
    return perKey;
  });

const commands = (page: Page, session: CDPSession): Promise<number> =>
  threeTimes(async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('option').first().waitFor();
    const before = await scriptMs(session);
    await page.keyboard.type('sube 9999');
    await page.getByRole('option', { name: 'Run now: Şube 9999 günlük rapor' }).waitFor();
    const perKey = ((await scriptMs(session)) - before) / 'sube 9999'.length;
    await page.keyboard.press('Escape');
    await page.getByRole('combobox').waitFor({ state: 'detached' });
    return perKey;
  });

const dialog = (page: Page): Promise<number> =>
  threeTimes(async () => {
    await page.locator('tbody tr[data-key]').first().focus();
    const tookMs = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const begunAt = performance.now();
          const seen = new MutationObserver(() => {
            if (!document.querySelector('[role=dialog] pre')) return;
            seen.disconnect();
            requestAnimationFrame(() => resolve(performance.now() - begunAt));
          });
          seen.observe(document.body, { childList: true, subtree: true });
          const key = new KeyboardEvent('keydown', { key: 'p', bubbles: true, cancelable: true });
          document.activeElement?.dispatchEvent(key);
        }),
    );
    await page.keyboard.press('Escape');
    await page.locator('[role=dialog]').waitFor({ state: 'detached' });
    return tookMs;
  });

const assets = path.join(import.meta.dirname, '../../dist/page/assets');
const kilobytes = (file: string): number => gzipSync(readFileSync(path.join(assets, file))).length / 1024;
const isCode = (file: string): boolean => /\.(js|css)$/.test(file);

/** Bytes loaded until the Scheduler is shown; what is loaded when idle makes nobody wait. */
async function firstLoadKilobytes(rota: RotaPage): Promise<number> {
  const page = await rota.browser.context.newPage();
  const files = new Set<string>();
  page.on('request', (request) => files.add(path.basename(new URL(request.url()).pathname)));
  await page.goto(`${rota.server.url}/#/schedules`);
  await page.locator('tbody tr[data-key]').first().waitFor();
  const fetched = [...files].filter(isCode);
  await page.close();
  return fetched.reduce((sum, file) => sum + kilobytes(file), 0);
}

const largestPartKilobytes = (): number =>
  Math.max(
    ...readdirSync(assets)
      .filter((file) => isCode(file) && !file.startsWith('index-'))
      .map(kilobytes),
  );

if (import.meta.main) print(await schedulerBench());
