import { existsSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import type { Run } from '../../contract/run.ts';
import { chromiumPath, openBrowser } from '../page/support/browser.ts';
import type { TestServer } from '../support/server.ts';
import { firstLoad } from './first-load.bench.ts';
import { print, row, type BenchRow } from './figures.ts';
import { fill } from './history.bench.ts';
import { makeHome } from './home.ts';
import { seedSchedules } from './seed.ts';

const tabs = 8;
const measuredLines = 5000;
const dayMs = 86_400_000;
const chatty = `let n = 0; setInterval(() => {
  let text = '';
  for (let k = 0; k < 50; k += 1) text += 'typing line ' + ++n + ' of many, window found\\n';
  process.stdout.write(text);
}, 100);`;

/** The page in a real Chromium: first load, a live log, eight tabs, and Overview and Runs with a million runs. */
export async function pageBench(): Promise<BenchRow[]> {
  if (!existsSync(chromiumPath)) {
    console.log(`page: NOT MEASURED, there is no Chromium at ${chromiumPath} (ROTA_CHROMIUM names another)`);
    return [];
  }
  const home = await makeHome();
  await seedSchedules(home.folder, 200, { process: 'Noop', due: () => Date.now() + 300 * dayMs });
  fill(path.join(home.folder, 'rota.db'));
  const { server } = await home.open();
  const browser = await openBrowser({ isMeasured: true });
  try {
    const page = await browser.context.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(server.signInLink);
    await page.waitForSelector('nav');
    return [
      ...(await firstLoad(browser.context, server)),
      ...(await history(page, server)),
      ...(await eightTabs(browser.context, server)),
      ...(await liveLog(page, server)),
    ];
  } finally {
    await browser.close();
    await server.stop({ keepHome: true });
    await home.remove();
  }
}

/** From the click to the rendered result, with a million runs in the history. */
async function history(page: Page, server: TestServer): Promise<BenchRow[]> {
  const show = async (place: string, selector: string): Promise<number> => {
    const begunAt = performance.now();
    await page.goto(`${server.url}/#${place}`);
    await page.waitForSelector(selector);
    return performance.now() - begunAt;
  };
  const row200 = 'tbody tr[data-key]';
  const rows = [
    row('Overview of 7 days, a million runs, to its facts', await show('/overview', 'main dl dd'), 'ms'),
    row('Runs, a million, to the first rows', await show('/runs?period=all', row200), 'ms'),
  ];
  const scroller = page.locator('[role=grid]').locator('..');
  const begunAt = performance.now();
  await scroller.evaluate((box) => box.scrollTo(0, box.scrollHeight));
  await page.getByText('400 runs shown').waitFor();
  rows.push(row('Runs: the next 200 rows at the end of the list', performance.now() - begunAt, 'ms'));
  rows.push(row('Timeline of the week', await show('/timeline?view=week', '[role=gridcell]'), 'ms'));
  return rows;
}

async function eightTabs(context: BrowserContext, server: TestServer): Promise<BenchRow[]> {
  let streams = 0;
  context.on('request', (request) => {
    if (request.url().endsWith('/api/events')) streams += 1;
  });
  const opened: Page[] = [];
  let lastMs = 0;
  for (let count = 0; count < tabs; count += 1) {
    const page = await context.newPage();
    const begunAt = performance.now();
    await page.goto(`${server.url}/#/runs`);
    await page.waitForSelector('tbody tr[data-key]');
    lastMs = performance.now() - begunAt;
    opened.push(page);
  }
  for (const page of opened) await page.close();
  // The first tab already has the connection.
  return [
    row('eight tabs more: further event streams opened', streams, 'streams'),
    row('eight tabs more: the last one, to its rows', lastMs, 'ms'),
  ];
}

async function liveLog(page: Page, server: TestServer): Promise<BenchRow[]> {
  await server.addProcess({ name: 'Chatty', command: process.execPath, args: ['-e', chatty] });
  const { run } = await server.console<{ run: Run }>('POST', '/api/processes/Chatty/run', { values: {} });
  await page.goto(`${server.url}/#/runs/${run.id}`);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const from = await lineAtLeast(page, 1000);
  const before = await metrics(session);
  const to = await lineAtLeast(page, from + measuredLines);
  const after = await metrics(session);
  await server.console('POST', `/api/runs/${run.id}/cancel`, { force: true });
  const seconds = after.at - before.at;
  const share = (name: 'task' | 'script') => ((after[name] - before[name]) / seconds) * 100;
  return [
    row('followed log: lines a second that were drawn', (to - from) / seconds, 'lines/s'),
    row('followed log: share of a core, all of the main thread', share('task'), '%', 'budget 25 %'),
    row('followed log: share of a core, script alone', share('script'), '%'),
    row('followed log: memory of the script', after.heapMegabytes, 'MB'),
  ];
}

/** Waits until a line this recent is rendered; returns its number. */
async function lineAtLeast(page: Page, number: number): Promise<number> {
  const found = await page.waitForFunction((wanted) => {
    const last = Number([...document.querySelectorAll<HTMLElement>('[data-line]')].at(-1)?.dataset['line'] ?? 0);
    return last >= wanted ? last : null;
  }, number);
  return Number(await found.jsonValue());
}

async function metrics(session: CDPSession) {
  const { metrics: found } = await session.send('Performance.getMetrics');
  const of = (name: string) => found.find((metric) => metric.name === name)?.value ?? 0;
  return {
    at: of('Timestamp'),
    task: of('TaskDuration'),
    script: of('ScriptDuration'),
    heapMegabytes: of('JSHeapUsedSize') / 1e6,
  };
}

if (import.meta.main) print(await pageBench());
