import assert from 'node:assert/strict';
import type { Run, RunDetail } from '../../contract/run.ts';
import type { TestServer } from '../support/server.ts';
import { isAlive } from '../support/until.ts';
import type { Ledger } from './ledger.ts';

/** The findings once every run has its outcome. */
export interface Settled {
  readonly acknowledged: number;
  readonly byOutcome: Readonly<Record<string, number>>;
  /** Due times of the plans, each with one row. */
  readonly dueTimes: number;
  readonly attempts: number;
}

/** The new server's own children run by now, too: left over is only a child of no run that the server knows as running. */
export async function stillAlive(pids: readonly number[], server: TestServer): Promise<number[]> {
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

export async function whatCameOfIt(
  server: TestServer,
  ledger: Ledger,
  acknowledged: ReadonlySet<string>,
  plans: readonly string[],
): Promise<Settled> {
  const all = await allRuns(server);
  const bySchedule = Map.groupBy(all, (run) => run.scheduleId);
  const byOutcome: Record<string, number> = {};
  for (const id of acknowledged) {
    const runs = bySchedule.get(id) ?? [];
    assert.equal(runs.length, 1, `${id} was acknowledged and has ${runs.length} runs`);
    const outcome = runs[0]?.outcome ?? 'none';
    byOutcome[outcome] = (byOutcome[outcome] ?? 0) + 1;
  }
  assert.equal(byOutcome['none'], undefined, 'something acknowledged has no outcome');
  let dueTimes = 0;
  for (const id of plans) dueTimes += eachSecondOnce(bySchedule.get(id) ?? []);
  return { acknowledged: acknowledged.size, byOutcome, dueTimes, attempts: await noneTwice(all, ledger) };
}

async function allRuns(server: TestServer): Promise<Run[]> {
  const all: Run[] = [];
  for (let before = ''; ;) {
    const page = await server.console<{ runs: Run[]; next: number | null }>('GET', `/api/runs?limit=200${before}`);
    all.push(...page.runs);
    if (page.next === null) return all;
    before = `&before=${page.next}`;
  }
}

/** Each second from first to last, alive or dead: one row, with an outcome and a reason. */
function eachSecondOnce(runs: readonly Run[]): number {
  const rows = runs.toSorted((a, b) => a.dueAt - b.dueAt);
  const first = rows[0]?.dueAt ?? 0;
  rows.forEach((run, index) => {
    assert.equal(run.dueAt, first + index * 1000, `${run.scheduleName}: a due time has no row, or two`);
    assert.ok(run.outcome !== null && run.reason !== null, `${run.scheduleName}: ${run.dueAt} has no outcome`);
  });
  return rows.length;
}

/** Compares the children's own records with Rota's; returns how many began. */
async function noneTwice(all: readonly Run[], ledger: Ledger): Promise<number> {
  const begun = await ledger.begun();
  const attempts = new Map(all.map((run) => [run.id, run.attempt]));
  const seen = new Set<string>();
  for (const { run, attempt } of begun) {
    const key = `${run}/${attempt}`;
    assert.ok(!seen.has(key), `${key} ran twice`);
    seen.add(key);
    assert.ok(attempt <= (attempts.get(run) ?? 0), `${key} ran and is not recorded`);
  }
  for (const run of all)
    if (run.outcome === 'succeeded') assert.ok(seen.has(`${run.id}/${run.attempt}`), `${run.id} never ran`);
  return begun.length;
}
