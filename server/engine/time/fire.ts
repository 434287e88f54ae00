import { lateAfterMs, settleDue, type DueEntry } from '../../domain/time/misfire-policy.ts';
import { withoutOverlap } from '../../domain/time/overlap-policy.ts';
import type { Place } from '../../domain/time/plan-times.ts';
import type { NewRun, StoredRun } from '../../store/stored-run.ts';
import type { StoredSchedule } from '../../store/stored-schedule.ts';
import type { Dispatcher } from '../runs/dispatcher.ts';
import type { ReservedPlace } from '../runs/reserved-places.ts';
import { startsAsItIs, type MayStart } from '../runs/start-check.ts';
import { newRun, type EngineContext, type RunEnded } from '../shared/engine-context.ts';
import type { MissedTally } from './missed-tally.ts';

export interface FireDeps {
  readonly core: EngineContext;
  readonly pausedAll: () => { readonly isPaused: boolean; readonly until: number | null };
  /** Where calendars move a schedule's times. */
  readonly placeByCalendars: (schedule: StoredSchedule) => Place;
  /** Stops the active runs of a schedule, because the next one replaces them. */
  readonly replace: (runs: readonly StoredRun[]) => Promise<void>;
  readonly ended: RunEnded;
  /** Reserves a slot for a run that is about to be created, if it could start at once. */
  readonly reserve: Dispatcher['reserve'];
  readonly missed: MissedTally;
}

/**
 * Settles at most `slice` due times of one of `count` schedules; resolves to the number of queued runs. With a slot, one transaction stores a
 * run that is not late and starts it; a slot that is not used is free afterwards.
 */
export type Fire = (
  schedule: StoredSchedule,
  { slice, count }: { readonly slice: number; readonly count: number },
  met: Map<number, boolean>,
  place: ReservedPlace | null,
) => Promise<number>;

/** A due time gets its row in the same transaction that moves the schedule to the next one. */
export function createFire(deps: FireDeps): Fire {
  const { core, missed } = deps;
  const { store, clock } = core;

  return (schedule, share, met, place) => settle(schedule, share, met, place).finally(() => place?.leave());

  async function settle(...[schedule, { slice, count }, met, place]: Parameters<Fire>): Promise<number> {
    const now = clock.now();
    const { options } = schedule;
    const answer = settleDue(
      {
        plan: schedule.plan,
        state: schedule.state,
        due: schedule.due!,
        cursor: schedule.cursor ?? schedule.due!,
        misfire: options.misfire,
        notLaterThanMs: options.notLaterThanSeconds === null ? null : options.notLaterThanSeconds * 1000,
        now,
        isCatchingUp: met.get(schedule.seq) ?? false,
        ...pausedBy(deps, schedule),
        place: deps.placeByCalendars(schedule),
        causeOf: missed.causeOf,
      },
      slice,
    );
    const runs = rowsOf(core, schedule, answer.entries);
    const fit = place === null ? null : fitToBegin(core, schedule, runs, now);
    const begin = fit && core.taking(fit.process, now, core.targetOf(schedule.worker));
    const isOneOfMany = count >= many;
    const fired = await store.runs.fire(schedule, { next: answer.next, runs, at: now, begin, isOneOfMany });
    if (fired === null) return 0;
    const { runs: kept, active } = fired;
    met.set(schedule.seq, answer.isCatchingUp);
    // What waits for its conditions is as good as queued.
    const queued = kept.filter(({ status }) => status === 'queued' || status === 'retrying');
    if (queued.length > 0 && options.overlap === 'replace' && active.length > 0)
      await deps.replace(replacedNow(queued, active));
    for (const run of kept) {
      const isBegun = run.status === 'running';
      // Announces every state, also one that lasted no time.
      core.announcements.run(isBegun ? { ...run, status: 'queued', attempt: 0, startedAt: null } : run);
      if (isBegun && fit) place?.launch(run, fit);
      if (run.status === 'ended') deps.ended(run);
      if (run.outcome === 'missed') missed.count(run);
    }
    core.announcements.schedule(schedule.id);
    return queued.length;
  }
}

/** A run that waits for its conditions replaces what waits as it does; what runs, only once they hold. */
const replacedNow = (queued: readonly StoredRun[], active: readonly StoredRun[]): readonly StoredRun[] =>
  queued.some(({ status }) => status === 'retrying') ? active.filter(({ startedAt }) => startedAt === null) : active;

/** Fewer are waited for, else a row that stays locked would be asked for again and again. */
const many = 16;

/** A row for each due time; what overlap forbids is decided where they are stored. */
const rowsOf = (
  core: EngineContext,
  { process, options, worker: named }: StoredSchedule,
  entries: readonly DueEntry[],
): NewRun[] =>
  entries.map(({ dueAt, ended }) =>
    newRun(core, { process, trigger: 'schedule', starter: null, startedBy: null, dueAt, options, ended, named }),
  );

/** What the only run of these is started with, if it needs no look by the queue. */
function fitToBegin(
  core: EngineContext,
  schedule: StoredSchedule,
  runs: readonly NewRun[],
  now: number,
): MayStart | null {
  const [run, ...others] = withoutOverlap(runs, schedule.options.overlap, 0).filter(({ ended }) => ended === null);
  const process = core.processOf(schedule.process);
  if (run === undefined || others.length > 0 || process === null || now - run.dueAt > lateAfterMs) return null;
  return startsAsItIs(core, process, schedule);
}

/** Why a schedule does not run, and up to which due time. */
function pausedBy({ core, pausedAll }: FireDeps, schedule: StoredSchedule) {
  const paused = { outcome: 'skipped', reason: { code: 'paused', params: {} } } as const;
  if (schedule.state === 'paused') return { held: paused, heldBefore: schedule.pausedUntil };
  const all = pausedAll();
  if (all.isPaused) return { held: paused, heldBefore: all.until };
  const process = core.processOf(schedule.process);
  if (process?.enabled) return { held: null };
  const code = process === null ? 'process-gone' : 'process-disabled';
  return { held: { outcome: 'blocked', reason: { code, params: { process: schedule.process } } } as const };
}
