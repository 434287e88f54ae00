import type { Reason } from '../../../contract/reasons.ts';
import { settleDue } from '../../domain/time/misfire-policy.ts';
import type { Place } from '../../domain/time/plan-times.ts';
import type { NewRun, StoredRun } from '../../store/stored-run.ts';
import type { StoredSchedule } from '../../store/stored-schedule.ts';
import { newRun, type EngineContext, type RunEnded } from '../shared/engine-context.ts';
import type { MissedTally } from './missed-tally.ts';

/** If a schedule has this many waiting runs, further due times are blocked. */
const mostWaiting = 1000;

export interface FireDeps {
  readonly core: EngineContext;
  readonly pausedAll: () => { readonly isPaused: boolean; readonly until: number | null };
  /** Where calendars move a schedule's times. */
  readonly placeOf: (schedule: StoredSchedule) => Place;
  /** Stops the active runs of a schedule, because the next one replaces them. */
  readonly replace: (runs: readonly StoredRun[]) => Promise<void>;
  readonly ended: RunEnded;
  readonly missed: MissedTally;
}

/** Settles at most `slice` due times of one schedule; resolves to the number of queued runs. */
export type Fire = (schedule: StoredSchedule, slice: number, met: Map<number, boolean>) => Promise<number>;

/** A due time gets its row in the same transaction that moves the schedule to the next one. */
export function createFire(deps: FireDeps): Fire {
  const { core, missed } = deps;
  const { store, clock } = core;

  return async (schedule, slice, met) => {
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
        place: deps.placeOf(schedule),
        causeOf: missed.causeOf,
      },
      slice,
    );
    const active = await store.runs.activeOf(schedule.seq);
    const runs = rowsOf(schedule, answer.entries, active.length);
    const kept = await store.runs.fire(schedule.seq, schedule.due!, answer.next, runs, now);
    if (kept === null) return 0;
    met.set(schedule.seq, answer.isCatchingUp);
    const queued = kept.filter((run) => run.status === 'queued');
    if (queued.length > 0 && options.overlap === 'replace' && active.length > 0) await deps.replace(active);
    for (const run of kept) {
      core.live.run(run);
      if (run.status === 'ended') deps.ended(run);
      if (run.outcome === 'missed') missed.count(run);
    }
    core.live.schedule(schedule.id);
    return queued.length;
  };

  function rowsOf(
    schedule: StoredSchedule,
    entries: readonly ReturnType<typeof settleDue>['entries'][number][],
    active: number,
  ): NewRun[] {
    const { options } = schedule;
    const lastToRun = entries.findLast((entry) => entry.ended === null);
    let waiting = active;
    return entries.map((entry) => {
      let ended: NewRun['ended'] = entry.ended;
      if (ended === null) {
        ended =
          options.overlap === 'replace' && entry !== lastToRun
            ? { outcome: 'cancelled', reason: { code: 'replaced', params: {} } }
            : overlapOf(schedule, waiting);
        if (ended === null) waiting += 1;
      }
      const { dueAt } = entry;
      const facts = {
        process: schedule.process,
        trigger: 'schedule',
        starter: null,
        startedBy: null,
        dueAt,
        options,
        ended,
      } as const;
      return newRun(core, facts);
    });
  }
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

function overlapOf(schedule: StoredSchedule, waiting: number): NewRun['ended'] {
  const reason: Reason = { code: 'overlap', params: {} };
  if (waiting > 0 && schedule.options.overlap === 'skip') return { outcome: 'skipped', reason };
  if (waiting >= mostWaiting) return { outcome: 'blocked', reason: { code: 'queue-full', params: { count: waiting } } };
  return null;
}
