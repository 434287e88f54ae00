import type { BrowserContext } from 'playwright-core';
import type { TestServer } from '../support/server.ts';
import { median, row, type BenchRow } from './figures.ts';

const rounds = 15;

/** The first load of the Scheduler screen, with an empty cache. */
export async function firstLoad(context: BrowserContext, server: TestServer): Promise<BenchRow[]> {
  const loads: Awaited<ReturnType<typeof coldLoad>>[] = [];
  for (let round = 0; round < rounds; round += 1) loads.push(await coldLoad(context, server));
  const of = (what: keyof (typeof loads)[number]) => median(loads.map((load) => load[what]));
  return [
    row('first load: to the first paint', of('paintMs'), 'ms'),
    row('first load: to the rows of the Scheduler', of('rowsMs'), 'ms'),
    row('first load: script and style until then', of('files'), 'files'),
  ];
}

async function coldLoad(context: BrowserContext, server: TestServer) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  const begunAt = performance.now();
  await page.goto(`${server.url}/#/schedules`);
  await page.waitForSelector('tbody tr[data-key]');
  const rowsMs = performance.now() - begunAt;
  const { paintMs, files } = await page.evaluate(() => ({
    paintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    files: performance.getEntriesByType('resource').filter(({ name }) => /\.(js|css)$/.test(name)).length,
  }));
  await page.close();
  return { rowsMs, paintMs, files };
}
