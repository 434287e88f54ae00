import { setTimeout as delay } from 'node:timers/promises';
import { statSync } from 'node:fs';
import path from 'node:path';
import { footprint } from './family.ts';
import { print, row, type BenchRow } from './figures.ts';
import { makeHome } from './home.ts';
import { seedSchedules } from './seed.ts';

const everySecond = { kind: 'cron', quartz: '* * * * * ?', timezone: 'UTC', start: null, end: null } as const;

/**
 * What grows while Rota runs: `schedules` run every second, a client reads states meanwhile, and memory and open files are compared at the
 * beginning and at the end.
 */
export async function steadyBench({ minutes = 2, schedules = 1 } = {}): Promise<BenchRow[]> {
  const home = await makeHome();
  await seedSchedules(home.folder, schedules, { process: 'Noop', plan: everySecond, due: () => Date.now() + 3000 });
  const { server, client } = await home.open();
  const pid = server.child.pid ?? 0;
  const id = '00000000-0000-4000-8000-000000000000';
  const fileMegabytes = (): number =>
    ['rota.db', 'rota.db-wal'].reduce((all, name) => all + statSync(path.join(home.folder, name)).size / 2 ** 20, 0);
  // The first minute fills caches and wakes both hosts.
  const settle = Math.min(60_000, minutes * 30_000);
  await delay(settle);
  const begin = footprint(pid);
  const fileThen = fileMegabytes();
  const from = Date.now();
  const rows: BenchRow[] = [];
  let told = from;
  while (Date.now() - from < minutes * 60_000) {
    await delay(1000);
    await client.call(`process/status/${id}`);
    await server.console('GET', '/api/runs?limit=50');
    if (Date.now() - told < 300_000) continue;
    told = Date.now();
    const now = footprint(pid);
    console.log(
      `after ${Math.round((told - from) / 60_000)} min: RSS ${now.rss.toFixed(0)} MB, PSS ${now.pss.toFixed(0)} MB, ${now.descriptors} open files`,
    );
  }
  const end = footprint(pid);
  const span = `${minutes} min, ${schedules} a second`;
  const beside = (what: keyof typeof begin): string => `${begin[what].toFixed(0)} at the beginning; ${span}`;
  rows.push(
    row('steady runs: all processes at the end, RSS', end.rss, 'MB', beside('rss')),
    row('steady runs: all processes at the end, PSS', end.pss, 'MB', beside('pss')),
    row('steady runs: open files at the end', end.descriptors, '', beside('descriptors')),
    row('steady runs: processes at the end', end.count, '', beside('count')),
    row('steady runs: growth of the database', fileMegabytes() - fileThen, 'MB', span),
  );
  await server.stop({ keepHome: true });
  await home.remove();
  return rows;
}

if (import.meta.main)
  print(await steadyBench({ minutes: Number(process.argv[2] ?? 2), schedules: Number(process.argv[3] ?? 1) }));
