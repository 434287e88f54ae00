import { formatWall, instantToWall } from '../../../contract/quartz/index.ts';
import type { Reason } from '../../../contract/reasons.ts';
import type { Outcome } from '../../../contract/run.ts';
import { isDayPlan } from '../../../contract/interval-plans.ts';
import type { MisfirePolicy, Plan, ScheduleState } from '../../../contract/schedule.ts';
import { lostWith, movedDueTime, nextDueTime, type DueTime, type Place } from './plan-times.ts';

/** Under the policy `skip` a due time that is later than this does not run; Quartz's own threshold (one minute). */
export const misfireAfterMs = 60_000;

/** A run that starts more than this after its due time is late. Due times within this limit are on time, and all run. */
export const lateAfterMs = 5_000;

/** The facts when a schedule's due time has come. Instants in epoch ms. */
export interface DueQuestion {
  readonly plan: Plan;
  readonly state: ScheduleState;
  readonly due: number;
  readonly cursor: number;
  readonly misfire: MisfirePolicy;
  readonly notLaterThanMs: number | null;
  readonly now: number;
  /** An earlier slice of the same catch-up already met a late time. */
  readonly isCatchingUp: boolean;
  /** No due time runs, for this reason: the schedule is paused, or it cannot run (process gone, disabled). */
  readonly held: { readonly outcome: 'skipped' | 'blocked'; readonly reason: Reason } | null;
  /** `held` applies only to due times before this instant (a pause with an end); null or absent = to all. */
  readonly heldBefore?: number | null;
  readonly place: Place;
  /** Why Rota could not run at that time: it was off, asleep, or the clock was set; `merged` if none of these is known. */
  readonly causeOf: (due: number) => Reason;
}

/** The result for one due time. */
export interface DueEntry {
  readonly dueAt: number;
  readonly ended: { readonly outcome: Outcome; readonly reason: Reason } | null;
}

export interface DueAnswer {
  readonly entries: readonly DueEntry[];
  readonly next: {
    readonly due: number | null;
    readonly cursor: number | null;
    readonly state: ScheduleState;
    readonly reason: Reason | null;
  };
  readonly isCatchingUp: boolean;
}

/**
 * Settles the due times of one schedule up to `now`, at most `slice` of them: each gets exactly one entry, the rest waits for the
 * next slice. Once a time is late (`lateAfterMs`), one run at most covers all that are due: the latest time, under `once` however
 * late, under `skip` up to `misfireAfterMs`. Only `all` runs each of them.
 */
export function settleDue(question: DueQuestion, slice = 200): DueAnswer {
  const { plan, now, place } = question;
  const entries: DueEntry[] = [];
  let isCatchingUp = question.isCatchingUp;
  let at: DueTime | null = { due: question.due, cursor: question.cursor };
  while (at !== null && at.due <= now && entries.length < slice) {
    const moved = at.due === at.cursor ? movedDueTime(at, now, place) : null;
    if (moved !== null) {
      // After it was planned, its day became a non-working day, so it comes later.
      at = moved;
      break;
    }
    const next = nextDueTime(plan, at.cursor, at.due, place);
    const isHeld = question.held !== null && at.due < (question.heldBefore ?? Infinity);
    isCatchingUp ||= now - at.due > lateAfterMs && !isHeld;
    if (at.due !== entries.at(-1)?.dueAt) {
      const ended = isHeld ? question.held : verdictOf(question, at, isCatchingUp ? next : null);
      entries.push({ dueAt: at.due, ended });
    } else if (at.cursor < at.due) {
      // A calendar moved it to the time of another one: one run covers both.
      entries.splice(-1, 0, { dueAt: at.cursor, ended: { outcome: 'skipped', reason: movedTo(at, plan.timezone) } });
    }
    at = next;
  }
  // Its calendar may name more days later.
  const isOver = at === null && !(isDayPlan(plan) && (plan.end === null || plan.end > now));
  return {
    entries,
    isCatchingUp,
    next: {
      due: at?.due ?? null,
      cursor: at?.cursor ?? null,
      state: isOver ? 'ended' : question.state,
      reason: isOver ? { code: 'finished', params: {} } : null,
    },
  };
}

/** `next` is the time that may run in its place; null: none, it is on time. */
function verdictOf(question: DueQuestion, at: DueTime, next: DueTime | null): DueEntry['ended'] {
  const silenced = silencedBy(question, at);
  if (silenced !== null) return { outcome: 'skipped', reason: silenced };
  const { misfire, notLaterThanMs } = question;
  const missed = (limitMs: number | null): DueEntry['ended'] => {
    const reason = question.causeOf(at.due);
    return { outcome: 'missed', reason: reason.code === 'merged' && limitMs !== null ? tooLate(limitMs) : reason };
  };
  const lateMs = question.now - at.due;
  if (notLaterThanMs !== null && lateMs > notLaterThanMs) return missed(notLaterThanMs);
  if (misfire === 'all') return null;
  if (misfire === 'skip' && lateMs > misfireAfterMs) return missed(misfireAfterMs);
  return hasOpenTime(question, next) ? missed(null) : null;
}

/** Why a calendar or a clock change keeps this time from running; null if it may run. */
function silencedBy(question: DueQuestion, { due, cursor }: DueTime): Reason | null {
  const placed = question.place(cursor);
  if ('skipped' in placed) return placed.skipped;
  if (due !== cursor) return null;
  return placed.at === due
    ? lostWith(question.plan, cursor)
    : movedTo({ due: placed.at, cursor }, question.plan.timezone);
}

/** Whether a time from `next` up to now may run. */
function hasOpenTime(question: DueQuestion, next: DueTime | null): boolean {
  for (let at = next; at !== null && at.due <= question.now;) {
    if (silencedBy(question, at) === null) return true;
    at = nextDueTime(question.plan, at.cursor, at.due, question.place);
  }
  return false;
}

const tooLate = (ms: number): Reason => ({ code: 'too-late', params: { seconds: ms / 1000 } });

/** The day is not worked, and the run at the time it moved to covers it. Days are in the schedule's zone. */
const movedTo = ({ due, cursor }: DueTime, zone: string): Reason => ({
  code: 'calendar',
  params: { day: dayOf(cursor, zone), calendar: `→ ${dayOf(due, zone)}` },
});

const dayOf = (instant: number, zone: string): string => formatWall(instantToWall(zone, instant)).slice(0, 10);
