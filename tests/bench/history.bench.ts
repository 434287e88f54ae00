import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { footprint } from './family.ts';
import { median, print, quantile, row, timed, type BenchRow } from './figures.ts';
import { makeHome } from './home.ts';
import { lightCaller } from './light-caller.ts';
import { seedSchedules } from './seed.ts';

const runs = 1_000_000;
/** Schedules that the runs belong to, and all of them. */
const withRuns = 200;
const schedules = 100_000;
const dayMs = 86_400_000;

/** Response times of screens and API with a hundred thousand schedules and a history of a million runs over ninety days. */
export async function historyBench(): Promise<BenchRow[]> {
  const home = await makeHome();
  await seedSchedules(home.folder, schedules, { process: 'Noop', due: () => Date.now() + 300 * dayMs });
  fill(path.join(home.folder, 'rota.db'));
  const { server, client, readyMs } = await home.open();
  const rows = [row('ready with a million runs and 100,000 schedules', readyMs, 'ms')];
  const measure = async (name: string, count: number, ask: (index: number) => Promise<unknown>): Promise<void> => {
    await ask(0);
    const took = await timed(count, ask);
    rows.push(row(name, median(took), 'ms', `p99 ${quantile(took, 0.99).toFixed(1)} ms`));
  };
  const get = (to: string) => server.console('GET', to);
  await measure('a page of the run list, newest', 30, () => get('/api/runs?limit=50'));
  await measure('a page from the middle', 30, (index) => get(`/api/runs?limit=50&before=${500_000 + index * 997}`));
  await measure('a page of failures only', 20, () => get('/api/runs?limit=50&result=failed'));
  await measure('what runs now', 20, () => get('/api/runs?limit=50&result=running'));
  await measure('a page of what hardly ever happens', 20, () => get('/api/runs?limit=50&result=expired'));
  await measure('search by process', 20, () => get('/api/runs?limit=50&q=robot%2017'));
  await measure('search by schedule name', 20, () => get('/api/runs?limit=50&q=schedule%20117'));
  await measure('overview of a day', 10, () => get('/api/overview?period=24h'));
  await measure('overview of a month', 5, () => get('/api/overview?period=30d'));
  await measure('rows of the Scheduler screen', 10, () => get('/api/schedules?limit=100'));
  const light = lightCaller(server.url, client);
  await measure('start accepted durably', 100, () => light.start({ name: 'Noop', startDate: '2030-01-01 00:00:00' }));
  await measure('call to final state visible', 60, async () => light.final(await light.start({ name: 'Noop' })));
  const spid = await light.start({ name: 'Noop' });
  await measure('a status read', 300, () => light.get(`/scheduler/connector-api/process/status/${spid}`));
  light.close();
  const { rss, pss } = footprint(server.child.pid ?? 0);
  rows.push(row('all processes with a million runs, RSS', rss, 'MB', `PSS ${pss.toFixed(0)} MB`));
  await server.stop({ keepHome: true });
  await home.remove();
  return rows;
}

/** Inserted directly: through the engine it would take most of an hour. */
export function fill(file: string): void {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA synchronous=OFF; PRAGMA journal_mode=WAL; PRAGMA cache_size=-200000');
  const from = Date.now() - 90 * dayMs;
  db.prepare(
    `INSERT INTO run (id, schedule, process, trigger, status, outcome, reason, due_at, queued_at, started_at, ended_at, attempt, max_attempts, rank, outputs, worker)
     WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?1 - 1)
     SELECT printf('10000000-0000-4000-8000-%012d', i), (SELECT min(seq) FROM schedule WHERE is_listed = 1) + i % ?2,
       'Robot ' || (i % 40), iif(i % 5 = 0, 'call', 'schedule'), 'ended', iif(i % 23 = 0, 'failed', 'succeeded'),
       iif(i % 23 = 0, '{"code":"exit-code","params":{"exitCode":3}}', '{"code":"done","params":{}}'),
       ?3 + i * ?4, ?3 + i * ?4, ?3 + i * ?4 + 20, ?3 + i * ?4 + 2000 + i % 977, 1, 1, 0, '{}', 'w' FROM n`,
  ).run(runs, withRuns, from, Math.floor((90 * dayMs) / runs));
  db.close();
}

if (import.meta.main) print(await historyBench());
