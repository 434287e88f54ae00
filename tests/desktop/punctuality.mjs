// Measures the figures of docs/decisions/0008: how late runs start, and how long the server's event loop is blocked, while a page is open,
// computes endlessly, or sends requests endlessly. `node tests/desktop/punctuality.mjs [seconds]`; needs Chromium and a built page.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { readConfig } from '../../server/config.ts';
import { start } from '../../server/start.ts';

const seconds = Number(process.argv[2] ?? 20);
const home = mkdtempSync(path.join(os.tmpdir(), 'rota-punctual-'));
const caller = { kind: 'person', name: 'tray', user: null, scopes: ['start', 'read', 'manage'], processes: null };
const rota = await start({ config: readConfig({ ...process.env, ROTA_HOME: home, ROTA_PORT: '0' }) });
const { engine } = rota;
await engine.catalogue.put({ name: 'Tick', command: process.platform === 'win32' ? 'hostname' : 'true' }, true, caller);
const draft = {
  name: 'Tick',
  process: 'Tick',
  worker: null,
  plan: { kind: 'cron', quartz: '* * * * * ?', timezone: 'UTC', start: null, end: null },
  values: {},
  runImmediately: false,
  isFavourite: true,
};
const { scheduleDraft } = await import('../../contract/schedule.ts');
await engine.schedules.create(scheduleDraft.parse(draft), caller);

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;

/** @param {string} what @param {() => Promise<() => unknown>} begin */
async function measure(what, begin) {
  const end = await begin();
  await pause(2000);
  const loop = monitorEventLoopDelay({ resolution: 1 });
  const from = Date.now();
  loop.enable();
  await pause(seconds * 1000);
  loop.disable();
  const { runs } = await engine.runs.list({ result: 'all', limit: 200, from, to: Date.now() });
  const late = runs
    .flatMap((run) => (run.startedAt === null || run.dueAt < from ? [] : [run.startedAt - run.dueAt]))
    .sort((a, b) => a - b);
  const ms = (/** @type {number} */ nanoseconds) => (nanoseconds / 1e6).toFixed(1);
  console.log(
    `${what.padEnd(44)} ${String(late.length).padStart(3)} runs  late p50 ${at(late, 0.5)} ms  p95 ${at(late, 0.95)} ms  max ${late.at(-1)} ms  ` +
      `loop p99 ${ms(loop.percentile(99))} ms  max ${ms(loop.max)} ms`,
  );
  await end();
}

const browser = await chromium.launch({
  executablePath: process.env.ROTA_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const open = async () => {
  const page = await browser.newPage();
  await page.goto(rota.signInLink());
  await page.getByText('Tick').first().waitFor();
  return page;
};

await measure('no page', async () => () => {});
await measure('page open', async () => {
  const page = await open();
  return () => page.close();
});
await measure('page computes without end', async () => {
  const page = await open();
  await page.evaluate(
    () =>
      void setInterval(() => {
        const until = performance.now() + 95;
        while (performance.now() < until);
      }, 100),
  );
  return () => page.close();
});
await measure('page asks without end, 4 at a time', async () => {
  const page = await open();
  await page.evaluate(() => {
    const ask = () =>
      void fetch('/api/overview?period=30d')
        .then((answer) => answer.json())
        .then(ask, () => {});
    for (let index = 0; index < 4; index += 1) ask();
  });
  return () => page.close();
});
await measure('the same process busy 50 ms of every 200', async () => {
  const timer = setInterval(() => {
    const until = performance.now() + 50;
    while (performance.now() < until);
  }, 200);
  return () => clearInterval(timer);
});

await browser.close();
await rota.stop();
rmSync(home, { recursive: true, force: true });
