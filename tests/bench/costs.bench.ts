import { setTimeout as delay } from 'node:timers/promises';
import type { Run } from '../../contract/run.ts';
import type { TestServer } from '../support/server.ts';
import { bareServer } from './bare-server.ts';
import { footprint, processorOf } from './family.ts';
import { median, print, quantile, row, timed, type BenchRow } from './figures.ts';
import { makeHome } from './home.ts';
import { lightCaller } from './light-caller.ts';
import { exportOf } from './loop-requests.ts';
import { spawnProcessorMs } from './spawn-floor.ts';

const runs = 4000;
const callers = 8;
const reads = 2000;
const imported = 5000;
/** A second host goes when it was idle for half a minute. */
const settleMs = 60_000;

/** The cost of a run, and the resources of Rota at rest and after thousands of runs. Linux. */
export async function costsBench(): Promise<BenchRow[]> {
  const home = await makeHome();
  const { server, client } = await home.open();
  const pid = server.child.pid ?? 0;
  await delay(2000);
  const atRest = footprint(pid);
  const rows = [
    row('all processes at rest, PSS', atRest.pss, 'MB', `${atRest.count} processes`),
    row('all processes at rest, RSS', atRest.rss, 'MB'),
  ];
  const light = lightCaller(server.url, client);
  let accepted: number[] = [];
  const oneRun = async () => {
    const calledAt = performance.now();
    const spid = await light.start({ name: 'Noop' });
    accepted.push(performance.now() - calledAt);
    await light.final(spid);
  };
  await timed(20, oneRun);
  accepted = [];
  const whole = await timed(100, oneRun);
  rows.push(row('start accepted durably while its run begins, p50', median(accepted), 'ms'));
  const floorOfAll = await bareRuns(home.folder);
  const final = `${(median(whole) / floorOfAll).toFixed(1)} x the floor; p99 ${quantile(whole, 0.99).toFixed(1)} ms`;
  rows.push(
    row('node:http, a synced write, a child to its end, a synced write: the floor', floorOfAll, 'ms'),
    row('call to final state visible, p50', median(whole), 'ms', final),
  );
  const before = processorOf(pid);
  const spids: string[] = [];
  const caller = async () => {
    while (spids.length < runs) spids.push(await client.start({ name: 'Noop' }));
  };
  const begunAt = performance.now();
  await Promise.all(Array.from({ length: callers }, caller));
  while (await isBusy(server)) await delay(20);
  const rate = spids.length / ((performance.now() - begunAt) / 1000);
  await delay(1500);
  const after = processorOf(pid);
  const ofServer = (after.server - before.server) / spids.length;
  const ofHosts = (after.others - before.others) / spids.length;
  rows.push(
    row(`no-op runs, called by ${callers}`, rate, 'runs/s'),
    row('child_process.spawn from bare Node, processor a run, the floor', await spawnProcessorMs(), 'ms'),
    row('processor a run, server and hosts', ofServer + ofHosts, 'ms', `server ${ofServer.toFixed(2)} ms`),
  );
  const used = footprint(pid);
  rows.push(
    row(`all processes after ${runs.toLocaleString('en')} runs, RSS`, used.rss, 'MB', `PSS ${used.pss.toFixed(0)} MB`),
  );
  await delay(settleMs);
  const settled = footprint(pid);
  rows.push(row('all processes, a minute later, RSS', settled.rss, 'MB', `PSS ${settled.pss.toFixed(0)} MB`));
  const bare = await bareServer(home.folder);
  const bareCaller = lightCaller(bare.url);
  const readAll = async (read: (index: number) => Promise<unknown>) =>
    (await timed(reads, read)).reduce((all, one) => all + one, 0);
  const status = (index: number) => light.get(`/scheduler/connector-api/process/status/${spids[index]}`);
  await readAll(status);
  const floor = await readAll(() => bareCaller.get('/nothing'));
  const read = await readAll(status);
  const told = reads.toLocaleString('en');
  rows.push(
    row(`reading ${told} constant answers of node:http, the floor`, floor, 'ms'),
    row(`reading ${told} final states, one caller`, read, 'ms', `${(read / floor).toFixed(1)} x the floor`),
  );
  bareCaller.close();
  bare.close();
  light.close();
  const importAt = performance.now();
  const document = exportOf(imported);
  await server.console('POST', '/api/import', { kind: 'rota', document, isDryRun: false });
  const each = imported / ((performance.now() - importAt) / 1000);
  rows.push(row(`import of ${imported.toLocaleString('en')} schedules in one document`, each, 'schedules/s'));
  await server.stop({ keepHome: true });
  await home.remove();
  return rows;
}

/** The same 100 runs by a server that does nothing else; ms, p50. */
async function bareRuns(folder: string): Promise<number> {
  const bare = await bareServer(folder);
  const caller = lightCaller(bare.url);
  await timed(20, () => caller.get('/run'));
  const all = await timed(100, () => caller.get('/run'));
  caller.close();
  bare.close();
  return median(all);
}

async function isBusy(server: TestServer): Promise<boolean> {
  for (const result of ['waiting', 'running']) {
    const { runs: found } = await server.console<{ runs: Run[] }>('GET', `/api/runs?result=${result}&limit=1`);
    if (found.length > 0) return true;
  }
  return false;
}

if (import.meta.main) print(await costsBench());
