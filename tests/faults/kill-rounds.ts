import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Run } from '../../contract/run.ts';
import { seedSchedules } from '../bench/seed.ts';
import { startRota, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { startLoad, startPlans } from './kill-load.ts';
import { stillAlive, whatCameOfIt, type Settled } from './kill-reckoning.ts';
import { diesWhileStarting, hostsOf } from './kill-ways.ts';
import { openLedger } from './ledger.ts';

/** The results of a series of kills. */
export interface KillReport extends Settled {
  readonly rounds: number;
  /** From the start of the process to "ready", in ms. */
  readonly restarts: readonly number[];
}

/**
 * Kills a real server with -9 under load at random moments, again and again on one data folder: the server alone, the server together with
 * its hosts, and once more while it starts. Then compares what it had acknowledged, and what was due, with its records and with what the
 * children wrote. Throws on a mismatch. `schedules` is the number of further schedules that are not due.
 */
export async function killRounds(
  rounds: number,
  { schedules = 0, say = () => {} }: { schedules?: number; say?: (line: string) => void } = {},
): Promise<KillReport> {
  const home = await mkdtemp(path.join(tmpdir(), 'rota-kill-'));
  const ledger = await openLedger(path.join(home, 'ledger'));
  const acknowledged = new Set<string>();
  const restarts: number[] = [];
  const inAYear = Date.now() + 365 * 86_400_000;
  await seedSchedules(home, schedules, { process: 'Quick', due: (index) => inAYear + index });
  let server = await begin(home);
  try {
    const made = await server.console<{ user: string; password: string }>('POST', '/api/clients', { name: 'load' });
    await server.addProcess({ name: 'Quick', ...ledger.child(30) });
    await server.addProcess({ name: 'Long', ...ledger.child(600_000), maxConcurrent: 4 });
    await server.console('PATCH', '/api/settings', { runsAtOnce: 16 });
    const plans = await startPlans(server);
    let settled = 0;
    for (let round = 1; round <= rounds; round += 1) {
      const before = acknowledged.size;
      const load = startLoad(server.url, made, acknowledged);
      await until('a start is acknowledged in this round', () => acknowledged.size > before, 60_000);
      await delay(150 + Math.random() * 700);
      const hosts = round % 3 === 0 ? hostsOf(server.child.pid!) : [];
      for (const pid of hosts) process.kill(pid, 'SIGKILL');
      await server.kill();
      await load;
      if (round % 3 === 1) await diesWhileStarting(home, Math.random() * 500);
      // Those of earlier rounds are gone, and over thousands of runs their numbers belong to other programs of this computer.
      const begun = await ledger.begun();
      const dead = begun.slice(settled).map(({ pid }) => pid);
      settled = begun.length;
      const begunAt = performance.now();
      server = await begin(home);
      restarts.push(performance.now() - begunAt);
      assert.deepEqual(await stillAlive(dead, server), [], `round ${round}: children of the dead server are left`);
      say(
        `round ${round}: ${acknowledged.size} acknowledged so far, ${hosts.length > 0 ? `${hosts.length} hosts killed with the server, ` : ''}ready again in ${restarts.at(-1)?.toFixed(0)} ms`,
      );
    }
    for (const id of plans) await server.console('DELETE', `/api/schedules/${id}`);
    await until('everything has its outcome', () => isQuiet(server, say), 600_000);
    return { rounds, restarts, ...(await whatCameOfIt(server, ledger, acknowledged, plans)) };
  } finally {
    await server.stop();
    await rm(home, { recursive: true, force: true });
  }
}

const begin = (home: string): Promise<TestServer> => startRota({ home, env: { ROTA_LOG: 'error' } });

/** Cancels the long runs and waits for the rest. */
async function isQuiet(server: TestServer, say: (line: string) => void): Promise<boolean> {
  const active: Run[] = [];
  for (const result of ['waiting', 'running'])
    active.push(...(await server.console<{ runs: Run[] }>('GET', `/api/runs?result=${result}&limit=200`)).runs);
  for (const { id, process: name, status } of active)
    if (name === 'Long' && status !== 'cancelling')
      await server.console('POST', `/api/runs/${id}/cancel`, {}).catch(() => undefined);
  if (active.length > 0) {
    say(`${active.length} runs without an outcome`);
    await delay(100);
  }
  return active.length === 0;
}
