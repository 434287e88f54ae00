import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Run } from '../../contract/run.ts';
import type { TestClient, TestServer } from '../support/server.ts';
import { median, print, processorMs, quantile, row, timed, type BenchRow } from './figures.ts';
import { makeHome } from './home.ts';
import { exportOf } from './loop-requests.ts';

const runs = 4000;
const callers = 8;
const reads = 2000;
const imported = 5000;

/** The cost of a run, and the resources of Rota at rest and after thousands of runs. Linux. */
export async function costsBench(): Promise<BenchRow[]> {
  const home = await makeHome();
  const { server, client } = await home.open();
  const pid = server.child.pid ?? 0;
  await delay(2000);
  const atRest = memory(pid);
  const rows = [
    row('all processes at rest, PSS', atRest.pss, 'MB', `${atRest.count} processes`),
    row('all processes at rest, RSS', atRest.rss, 'MB'),
  ];
  await timed(10, () => oneRun(client));
  const whole = await timed(60, () => oneRun(client));
  rows.push(row('call to final state visible', median(whole), 'ms', `p99 ${quantile(whole, 0.99).toFixed(1)} ms`));
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
    row('processor a run, server and hosts', ofServer + ofHosts, 'ms', `server ${ofServer.toFixed(2)} ms`),
    row(`all processes after ${runs.toLocaleString('en')} runs, RSS`, memory(pid).rss, 'MB'),
  );
  const readAt = performance.now();
  for (const spid of spids.slice(0, reads)) await client.call(`process/status/${spid}`);
  const name = `reading ${reads.toLocaleString('en')} final states, one caller`;
  rows.push(row(name, performance.now() - readAt, 'ms'));
  const importAt = performance.now();
  const document = exportOf(imported);
  await server.console('POST', '/api/import', { kind: 'rota', document, isDryRun: false });
  const each = imported / ((performance.now() - importAt) / 1000);
  rows.push(row(`import of ${imported.toLocaleString('en')} schedules in one document`, each, 'schedules/s'));
  await server.stop({ keepHome: true });
  await home.remove();
  return rows;
}

const oneRun = async (client: TestClient): Promise<unknown> => client.final(await client.start({ name: 'Noop' }));

async function isBusy(server: TestServer): Promise<boolean> {
  for (const result of ['waiting', 'running']) {
    const { runs: found } = await server.console<{ runs: Run[] }>('GET', `/api/runs?result=${result}&limit=1`);
    if (found.length > 0) return true;
  }
  return false;
}

/** A process and all its descendants. */
function familyOf(pid: number): number[] {
  const parents = readdirSync('/proc').flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${Number(name)}/stat`, 'latin1');
      return [{ pid: Number(name), parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) }];
    } catch {
      return []; // No process, or it has ended.
    }
  });
  const below = (one: number): number[] => [
    one,
    ...parents.filter(({ parent }) => parent === one).flatMap((child) => below(child.pid)),
  ];
  return below(pid);
}

function memory(pid: number): { pss: number; rss: number; count: number } {
  const texts = familyOf(pid).map((one) => readFileSync(`/proc/${one}/smaps_rollup`, 'latin1'));
  const sum = (what: string): number =>
    texts.reduce((all, text) => all + Number(new RegExp(`^${what}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0) / 1024, 0);
  return { pss: sum('Pss'), rss: sum('Rss'), count: texts.length };
}

function processorOf(pid: number): { server: number; others: number } {
  const [, ...others] = familyOf(pid);
  return { server: processorMs(pid), others: others.reduce((all, one) => all + processorMs(one), 0) };
}

if (import.meta.main) print(await costsBench());
