import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Run, RunDetail } from '../../contract/run.ts';
import { startRota, testClient, type TestServer } from '../support/server.ts';
import { isAlive, until } from '../support/until.ts';
import { openLedger } from './ledger.ts';

/** What a series of kills has shown. */
export interface KillReport {
  readonly rounds: number;
  readonly acknowledged: number;
  readonly byOutcome: Readonly<Record<string, number>>;
  readonly attempts: number;
  /** From the start of the process to its word "ready", in ms. */
  readonly restarts: readonly number[];
}

/**
 * Kills a real server with -9 under load at random moments, again and again on one data folder, then holds what it had
 * acknowledged against its records and against what the children themselves wrote down. Throws what does not fit.
 */
export async function killRounds(rounds: number, say: (line: string) => void = () => {}): Promise<KillReport> {
  const home = await mkdtemp(path.join(tmpdir(), 'rota-kill-'));
  const ledger = await openLedger(path.join(home, 'ledger'), 30);
  const acknowledged = new Set<string>();
  const restarts: number[] = [];
  let server = await begin(home);
  const made = await server.console<{ user: string; password: string }>('POST', '/api/clients', { name: 'load' });
  await server.addProcess({ name: 'Ledger', command: ledger.command, args: [...ledger.args] });
  await server.console('PATCH', '/api/settings', { runsAtOnce: 16 });
  try {
    for (let round = 1; round <= rounds; round += 1) {
      const load = startLoad(server.url, made, acknowledged);
      await delay(150 + Math.random() * 700);
      await server.kill();
      await load;
      const dead = (await ledger.begun()).map(({ pid }) => pid);
      const begunAt = performance.now();
      server = await begin(home);
      restarts.push(performance.now() - begunAt);
      assert.deepEqual(await stillAlive(dead, server), [], `round ${round}: children of the dead server are left`);
      say(`round ${round}: ${acknowledged.size} acknowledged so far, ready again in ${restarts.at(-1)?.toFixed(0)} ms`);
    }
    await until('everything has its outcome', () => isQuiet(server), 120_000);
    return { rounds, restarts, ...(await settle(server, ledger, acknowledged)) };
  } finally {
    await server.stop();
    await rm(home, { recursive: true, force: true });
  }
}

const begin = (home: string): Promise<TestServer> => startRota({ home, env: { ROTA_LOG: 'error' } });

/** Eight callers that start runs, some with a retry, until the server is gone. Only what was answered counts. */
async function startLoad(
  url: string,
  made: { user: string; password: string },
  acknowledged: Set<string>,
): Promise<void> {
  const client = testClient(url, made);
  const caller = async (number: number): Promise<void> => {
    for (let count = 0; ; count += 1) {
      const body = { name: 'Ledger', retryCount: (count + number) % 2 };
      acknowledged.add(await client.start(body));
    }
  };
  await Promise.allSettled(Array.from({ length: 8 }, (_, number) => caller(number)));
}

/** The new server's own children run by now, too: only who is no child of a run that it knows as running is left over. */
async function stillAlive(pids: readonly number[], server: TestServer): Promise<number[]> {
  const left = pids.filter(isAlive);
  if (left.length === 0) return [];
  const { runs } = await server.console<{ runs: Run[] }>('GET', '/api/runs?result=running&limit=200');
  const own = new Set<number | null>();
  for (const { id } of runs) {
    const { run } = await server.console<{ run: RunDetail }>('GET', `/api/runs/${id}`);
    for (const { pid, endedAt } of run.attempts) if (endedAt === null) own.add(pid);
  }
  return left.filter((pid) => !own.has(pid) && isAlive(pid));
}

async function isQuiet(server: TestServer): Promise<boolean> {
  const active = async (result: string) =>
    (await server.console<{ runs: Run[] }>('GET', `/api/runs?result=${result}&limit=1`)).runs.length;
  const count = (await active('waiting')) + (await active('running'));
  if (count > 0) await delay(100);
  return count === 0;
}

async function settle(
  server: TestServer,
  ledger: Awaited<ReturnType<typeof openLedger>>,
  acknowledged: ReadonlySet<string>,
): Promise<Omit<KillReport, 'rounds' | 'restarts'>> {
  const bySchedule = new Map<string, Run[]>();
  for (let before = ''; ;) {
    const page = await server.console<{ runs: Run[]; next: number | null }>('GET', `/api/runs?limit=200${before}`);
    for (const run of page.runs) bySchedule.set(run.scheduleId, [...(bySchedule.get(run.scheduleId) ?? []), run]);
    if (page.next === null) break;
    before = `&before=${page.next}`;
  }
  const byOutcome: Record<string, number> = {};
  for (const id of acknowledged) {
    const runs = bySchedule.get(id) ?? [];
    assert.equal(runs.length, 1, `${id} was acknowledged and has ${runs.length} runs`);
    const outcome = runs[0]?.outcome ?? 'none';
    byOutcome[outcome] = (byOutcome[outcome] ?? 0) + 1;
  }
  assert.equal(byOutcome['none'], undefined, 'something acknowledged has no outcome');
  const begun = await ledger.begun();
  const attempts = new Map([...bySchedule.values()].flat().map((run) => [run.id, run.attempt]));
  const seen = new Set<string>();
  for (const { run, attempt } of begun) {
    const key = `${run}/${attempt}`;
    assert.ok(!seen.has(key), `${key} ran twice`);
    seen.add(key);
    assert.ok(attempt <= (attempts.get(run) ?? 0), `${key} ran and is not recorded`);
  }
  for (const run of [...bySchedule.values()].flat())
    if (run.outcome === 'succeeded') assert.ok(seen.has(`${run.id}/${run.attempt}`), `${run.id} never ran`);
  return { acknowledged: acknowledged.size, byOutcome, attempts: begun.length };
}
