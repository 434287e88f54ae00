import type { OverviewAnswer } from '../../../contract/overview.ts';
import type { Outcome } from '../../../contract/run.ts';
import type { Place } from '../../domain/time/plan-times.ts';
import { medianOf } from '../../domain/time/usual.ts';
import type { StoredRun } from '../../store/stored-run.ts';
import type { StoredSchedule } from '../../store/stored-schedule.ts';
import type { EngineContext } from '../shared/engine-context.ts';
import type { AttentionVerbs } from '../shared/attention-verbs.ts';
import type { ViewVerbs } from '../engine.ts';
import { othersTurn } from '../shared/slices.ts';
import { plannedUntil } from '../shared/planned-until.ts';
import { failures } from './failures.ts';
import { createPeriodCounts, type ProcessCounts } from './period-counts.ts';
import { readReport, type ReportDeps } from './report.ts';
import { createTimeline } from './timeline.ts';

const hour = 3_600_000;
const periodMs = { '24h': 24 * hour, '7d': 168 * hour, '30d': 720 * hour } as const;

type Only = readonly string[] | null;
const shownRuns = 60;
/** For somebody who sees some processes only: the latest of all, among which are theirs. */
const mostLookedAt = 2_000;
const nextWithinMs = 31 * 24 * hour;

/** How many runs of a process are used for its usual duration. */
const mostTimed = 200;

/** The figures of Overview and Timeline, computed on the server. */
export function createViews(deps: {
  core: EngineContext;
  attention: Pick<AttentionVerbs, 'count'>;
  placeByCalendars: (schedule: StoredSchedule) => Place;
  report: ReportDeps;
}): ViewVerbs {
  const { core } = deps;
  const { store } = core;
  const periods = createPeriodCounts(core);

  async function nextDue(): Promise<OverviewAnswer['next']> {
    const next = await store.schedules.next();
    return next && { scheduleId: next.id, name: next.name, due: next.due! };
  }

  async function countsOf(only: readonly string[]) {
    const active = (await store.runs.active()).filter(({ process }) => only.includes(process));
    const queued = active.filter(({ status }) => status === 'queued').length;
    return { running: active.length - queued, queued };
  }

  async function nextOf(only: readonly string[]): Promise<OverviewAnswer['next']> {
    const planned = await plannedUntil(store.schedules, core.clock.now() + nextWithinMs);
    const [next] = planned
      .filter(({ process, due }) => due !== null && only.includes(process))
      .sort((one, other) => one.due! - other.due!);
    return next === undefined ? null : { scheduleId: next.id, name: next.name, due: next.due! };
  }

  async function overview(period: keyof typeof periodMs, only: Only = null): Promise<OverviewAnswer> {
    const now = core.clock.now();
    const from = now - periodMs[period];
    const [everything, counts, next, ended] = await Promise.all([
      periods.between(from, now + 1),
      only === null ? store.queue.counts() : countsOf(only),
      only === null ? nextDue() : nextOf(only),
      store.statistics.runsBetween(from, now, only === null ? shownRuns : mostLookedAt),
    ]);
    const byProcess = only === null ? everything : new Map([...everything].filter(([name]) => only.includes(name)));
    const latest = only === null ? ended : ended.filter((run) => only.includes(run.process)).slice(0, shownRuns);
    const all = [...byProcess.values()];
    const total = (only?: Outcome) => all.reduce((sum, outcomes) => sum + countOf(outcomes, only), 0);
    return {
      succeeded: total('succeeded'),
      // A run that somebody cancelled does not count for or against the robots.
      ended: total() - total('cancelled'),
      running: counts.running,
      waiting: counts.queued,
      next,
      durations: durationsOf(latest),
      slowest: await slowestOf(byProcess, from),
      failing: failingOf(byProcess),
    };
  }

  async function slowestOf(byProcess: ProcessCounts, from: number): Promise<OverviewAnswer['slowest']> {
    const found: OverviewAnswer['slowest'] = [];
    for (const [index, [process, outcomes]] of [...byProcess].entries()) {
      if (index % 20 === 19) await othersTurn();
      const times = await store.statistics.times(process, mostTimed);
      const medianMs = medianOf(times.filter(({ endedAt }) => endedAt >= from));
      if (medianMs !== null) found.push({ process, medianMs, runs: countOf(outcomes) });
    }
    return found.sort((a, b) => b.medianMs - a.medianMs).slice(0, 5);
  }

  return {
    overview,
    report: (query) => readReport(deps.report, query),
    ...createTimeline(core, deps.placeByCalendars),
    glance: async () => ({ attention: await deps.attention.count(), next: await nextDue() }),
  };
}

/** Of ended runs, the newest first; what was only tried out does not count. */
const durationsOf = (latest: readonly StoredRun[]): OverviewAnswer['durations'] =>
  latest
    .filter((run) => run.startedAt !== null && run.trigger !== 'test')
    .map((run) => ({
      runId: run.id,
      process: run.process,
      endedAt: run.endedAt!,
      durationMs: Math.max(0, run.endedAt! - run.startedAt!),
      outcome: run.outcome!,
    }))
    .reverse();

function failingOf(byProcess: ProcessCounts): OverviewAnswer['failing'] {
  return [...byProcess]
    .map(([process, outcomes]) => ({
      process,
      failed: [...failures].reduce((sum, outcome) => sum + countOf(outcomes, outcome), 0),
      runs: countOf(outcomes) - countOf(outcomes, 'cancelled'),
    }))
    .filter(({ failed }) => failed > 0)
    .sort((a, b) => b.failed / b.runs - a.failed / a.runs)
    .slice(0, 5);
}

function countOf(outcomes: ReadonlyMap<Outcome, number>, only?: Outcome): number {
  if (only !== undefined) return outcomes.get(only) ?? 0;
  return [...outcomes.values()].reduce((sum, count) => sum + count, 0);
}
