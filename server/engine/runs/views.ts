import type { OverviewAnswer, TimelineAnswer } from '../../../contract/overview.ts';
import type { Outcome } from '../../../contract/run.ts';
import { dueToRun, upcomingInSteps, type Place } from '../../domain/time/plan-times.ts';
import { medianOf } from '../../domain/time/usual.ts';
import type { StoredSchedule } from '../../store/rows.ts';
import type { RunMark } from '../../store/statistics-store.ts';
import type { EngineContext } from '../shared/engine-context.ts';
import type { ScheduleVerbs, ViewVerbs } from '../engine.ts';
import { othersTurn, runInTurns } from '../shared/slices.ts';
import { createPeriodCounts, type ProcessCounts } from './period-counts.ts';

const hour = 3_600_000;
const periodMs = { '24h': 24 * hour, '7d': 168 * hour, '30d': 720 * hour } as const;
const failures: ReadonlySet<Outcome> = new Set(['failed', 'timed-out', 'interrupted']);

/** Marks a lane can hold before neighbours are merged into one that counts them. */
const mostMarks = 200;
/** Runs and due times that one timeline looks at. */
const mostRuns = 20_000;
const mostUpcoming = 500;
const mostPlans = 2_000;
/** Rows that are read in one turn of the event loop. */
const marksATurn = 2_000;
const schedulesATurn = 200;
/** Schedules whose times are worked out in one turn of the event loop. */
const plansATurn = 20;
/** Runs of a process that say how long it takes. */
const mostTimed = 200;

/** What Overview and Timeline show, counted on the server. */
export function createViews(deps: {
  core: EngineContext;
  schedules: ScheduleVerbs;
  placeOf: (schedule: StoredSchedule) => Place;
}): ViewVerbs {
  const { core, schedules } = deps;
  const { store } = core;
  const periods = createPeriodCounts(core);

  const needingAttention = async () => (await schedules.list({ filter: 'failing', q: '', limit: 50 })).rows;

  async function nextDue(): Promise<OverviewAnswer['next']> {
    const next = await store.schedules.next();
    return next && { scheduleId: next.id, name: next.name, due: next.due! };
  }

  async function overview(period: keyof typeof periodMs): Promise<OverviewAnswer> {
    const now = core.clock.now();
    const from = now - periodMs[period];
    const [byProcess, counts, attention, attentionCounts, next, latest] = await Promise.all([
      periods.between(from, now + 1),
      store.queue.counts(),
      needingAttention(),
      store.lists.failingCounts(),
      nextDue(),
      store.statistics.runsBetween(from, now, 60),
    ]);
    const all = [...byProcess.values()];
    const total = (only?: Outcome) => all.reduce((sum, outcomes) => sum + countOf(outcomes, only), 0);
    return {
      succeeded: total('succeeded'),
      // What somebody took back says nothing of how the robots fare.
      ended: total() - total('cancelled'),
      running: counts.running,
      waiting: counts.queued,
      next,
      attention,
      attentionCounts,
      durations: latest
        .filter((run) => run.startedAt !== null && run.trigger !== 'test')
        .map((run) => ({
          runId: run.id,
          process: run.process,
          endedAt: run.endedAt!,
          durationMs: Math.max(0, run.endedAt! - run.startedAt!),
          outcome: run.outcome!,
        }))
        .reverse(),
      slowest: await slowestOf(byProcess, from),
      failing: failingOf(byProcess),
    };
  }

  async function slowestOf(byProcess: ProcessCounts, from: number): Promise<OverviewAnswer['slowest']> {
    const found: OverviewAnswer['slowest'] = [];
    for (const [index, [process, outcomes]] of [...byProcess].entries()) {
      if (index % 20 === 19) await othersTurn();
      const times = store.statistics.times(process, mostTimed).filter(({ endedAt }) => endedAt >= from);
      const medianMs = medianOf(times);
      if (medianMs !== null) found.push({ process, medianMs, runs: countOf(outcomes) });
    }
    return found.sort((a, b) => b.medianMs - a.medianMs).slice(0, 5);
  }

  async function timeline({
    from,
    to,
    process,
  }: {
    from: number;
    to: number;
    process?: string | undefined;
  }): Promise<TimelineAnswer> {
    const now = core.clock.now();
    const ended = await endedBetween(from, to);
    const active = (await store.runs.active()).filter((run) => run.startedAt !== null && run.startedAt <= to);
    const planned = now < to ? await plannedUntil(to) : [];
    const runsOf = Map.groupBy<string, RunMark>([...ended.toReversed(), ...active], (run) => run.process);
    const plansOf = Map.groupBy(planned, (schedule) => schedule.process);
    const names = new Set([...runsOf.keys(), ...plansOf.keys()]);
    const lanes: TimelineAnswer['lanes'] = [];
    let isMerged = ended.length === mostRuns;
    for (const name of [...names].filter((one) => process === undefined || one === process).sort()) {
      const past = pastMarks(runsOf.get(name) ?? []);
      const future = await upcomingMarks(plansOf.get(name) ?? [], Math.max(now, from), to);
      const latest = await store.statistics.latest(name, 10);
      isMerged ||= past.length > mostMarks || future.length > mostMarks;
      lanes.push({ process: name, usualMs: medianOf(latest), past: mergePast(past), upcoming: mergeUpcoming(future) });
    }
    return { lanes, isMerged };
  }

  /** The latest that ended in a period, newest first. */
  async function endedBetween(from: number, to: number): Promise<RunMark[]> {
    const ended: RunMark[] = [];
    for (let page: RunMark[] | null = null; page === null || page.length === marksATurn;) {
      // Those of the same instant as the last one that is known come again, and are passed over.
      const until = ended.at(-1)?.endedAt ?? to;
      const seen = ended.length - (ended.findLastIndex(({ endedAt }) => endedAt !== until) + 1);
      page = await store.statistics.marksBetween(from, until, Math.min(marksATurn, mostRuns - ended.length), seen);
      ended.push(...page);
      await othersTurn();
    }
    return ended;
  }

  async function plannedUntil(to: number): Promise<StoredSchedule[]> {
    const planned: StoredSchedule[] = [];
    for (let page: StoredSchedule[] | null = null; page === null || page.length === schedulesATurn;) {
      const last = planned.at(-1);
      const after = { due: last?.due ?? Number.MIN_SAFE_INTEGER, seq: last?.seq ?? 0 };
      page = await store.schedules.plannedUntil(to, after, Math.min(schedulesATurn, mostPlans - planned.length));
      planned.push(...page);
      await othersTurn();
    }
    return planned;
  }

  async function upcomingMarks(planned: readonly StoredSchedule[], from: number, to: number): Promise<UpcomingMark[]> {
    const marks: UpcomingMark[] = [];
    for (const [index, schedule] of planned.entries()) {
      if (index % plansATurn === plansATurn - 1) await othersTurn();
      const place = deps.placeOf(schedule);
      const due = dueToRun(schedule.plan, schedule.due);
      const first = due !== null && due >= from && due <= to ? [due] : [];
      const begin = Math.max(schedule.cursor ?? 0, from);
      const further = await runInTurns(upcomingInSteps(schedule.plan, begin, mostUpcoming, place, to));
      for (const at of new Set([...first, ...further]))
        marks.push({ scheduleId: schedule.id, name: schedule.name, at, count: 1 });
    }
    return marks.sort((a, b) => a.at - b.at);
  }

  return {
    overview,
    timeline,
    glance: async () => ({ attention: (await store.lists.failingCounts()).all, next: await nextDue() }),
  };
}

type PastMark = TimelineAnswer['lanes'][number]['past'][number];
type UpcomingMark = TimelineAnswer['lanes'][number]['upcoming'][number];

const pastMarks = (runs: readonly RunMark[]): PastMark[] =>
  runs.map((run) => ({
    runId: run.id,
    start: run.startedAt ?? run.dueAt,
    end: run.endedAt,
    outcome: run.outcome,
    count: 1,
  }));

/** Neighbours become one mark that counts them; a failure among them shows. */
function mergePast(marks: readonly PastMark[]): PastMark[] {
  return inGroups(marks).map((group) => {
    const worst = group.find((mark) => mark.outcome !== null && failures.has(mark.outcome)) ?? group[0]!;
    return { ...worst, start: group[0]!.start, end: group.at(-1)!.end, count: group.length };
  });
}

const mergeUpcoming = (marks: readonly UpcomingMark[]): UpcomingMark[] =>
  inGroups(marks).map((group) => ({ ...group[0]!, count: group.length }));

function inGroups<T>(marks: readonly T[]): T[][] {
  const size = Math.ceil(marks.length / mostMarks);
  return size <= 1
    ? marks.map((mark) => [mark])
    : Array.from({ length: Math.ceil(marks.length / size) }, (_, index) =>
        marks.slice(index * size, (index + 1) * size),
      );
}

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
