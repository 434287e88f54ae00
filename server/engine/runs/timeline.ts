import type { LoadAnswer, TimelineAnswer } from '../../../contract/overview.ts';
import { loadByHour, type Stay } from '../../domain/load.ts';
import { dueToRun, upcomingInSteps, type Place } from '../../domain/time/plan-times.ts';
import { medianOf } from '../../domain/time/usual.ts';
import type { StoredSchedule } from '../../store/stored-schedule.ts';
import type { RunMark } from '../../store/stored-run.ts';
import type { EngineContext } from '../shared/engine-context.ts';
import { plannedUntil } from '../shared/planned-until.ts';
import { othersTurn, runInTurns } from '../shared/slices.ts';
import { mergePast, mergeUpcoming, mostMarks, pastMarks, type UpcomingMark } from './timeline-marks.ts';

/** The limit of runs and due times in one timeline. */
const mostRuns = 20_000;
const mostUpcoming = 500;
/** Rows read per turn of the event loop. */
const marksATurn = 2_000;
/** Schedules computed per turn of the event loop. */
const plansATurn = 20;

type Store = EngineContext['store'];

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly process?: string | undefined;
  readonly worker?: string | undefined;
}

/** Without a usual duration a run is drawn as long as this. */
const unknownMs = 60_000;

/** Past and planned runs in a period: one lane per process, or how much there is in each hour. */
export function createTimeline({ store, clock }: EngineContext, placeByCalendars: (schedule: StoredSchedule) => Place) {
  return { timeline, load };

  /** What never started was no load. */
  async function load({ from, to }: Pick<Stretch, 'from' | 'to'>): Promise<LoadAnswer> {
    const now = clock.now();
    const past = from < now ? [...(await endedBetween(store, from, to)), ...(await store.runs.active())] : [];
    const stays: Stay[] = past.flatMap(({ startedAt, endedAt }) =>
      startedAt === null || startedAt > to ? [] : [{ start: startedAt, end: endedAt ?? now }],
    );
    const planned = now < to ? await plannedUntil(store.schedules, to) : [];
    for (const [name, plans] of Map.groupBy(planned, ({ process }) => process)) {
      const usualMs = medianOf(await store.statistics.latest(name, 10)) ?? unknownMs;
      for (const { at } of await upcomingMarks(plans, Math.max(now, from), to))
        stays.push({ start: at, end: at + usualMs });
    }
    return { hours: loadByHour(stays, from, to) };
  }

  async function timeline({ from, to, process, worker }: Stretch): Promise<TimelineAnswer> {
    const now = clock.now();
    const ended = await endedBetween(store, from, to);
    const active = (await store.runs.active()).filter((run) => run.startedAt !== null && run.startedAt <= to);
    const planned = now < to ? await plannedUntil(store.schedules, to) : [];
    const isMeant = (run: RunMark) => worker === undefined || run.worker === worker || run.target === worker;
    const runs = [...ended.toReversed(), ...active].filter(isMeant);
    const plans = planned.filter((schedule) => worker === undefined || schedule.worker === worker);
    const runsOf = Map.groupBy<string, RunMark>(runs, (run) => run.process);
    const plansOf = Map.groupBy(plans, (schedule) => schedule.process);
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

  async function upcomingMarks(planned: readonly StoredSchedule[], from: number, to: number): Promise<UpcomingMark[]> {
    const marks: UpcomingMark[] = [];
    for (const [index, schedule] of planned.entries()) {
      if (index % plansATurn === plansATurn - 1) await othersTurn();
      const place = placeByCalendars(schedule);
      const due = dueToRun(schedule.plan, schedule.due);
      const first = due !== null && due >= from && due <= to ? [due] : [];
      const begin = Math.max(schedule.cursor ?? 0, from);
      const further = await runInTurns(upcomingInSteps(schedule.plan, begin, mostUpcoming, place, to));
      for (const at of new Set([...first, ...further]))
        marks.push({ scheduleId: schedule.id, name: schedule.name, at, worker: schedule.worker, count: 1 });
    }
    return marks.sort((a, b) => a.at - b.at);
  }
}

/** The latest runs that ended in a period, newest first. */
async function endedBetween({ statistics }: Store, from: number, to: number): Promise<RunMark[]> {
  const ended: RunMark[] = [];
  for (let page: RunMark[] | null = null; page === null || page.length === marksATurn;) {
    // Runs of the same instant as the last known one come again, and are skipped.
    const until = ended.at(-1)?.endedAt ?? to;
    const seen = ended.length - (ended.findLastIndex(({ endedAt }) => endedAt !== until) + 1);
    page = await statistics.marksBetween(from, until, Math.min(marksATurn, mostRuns - ended.length), seen);
    ended.push(...page);
    await othersTurn();
  }
  return ended;
}
