import { formatWall, instantToWall } from '../../../contract/quartz/index.ts';
import type { Reason } from '../../../contract/reasons.ts';
import type { Outcome } from '../../../contract/run.ts';
import type { MisfirePolicy, Plan, ScheduleState } from '../../../contract/schedule.ts';
import { lostWith, movedDueTime, nextDueTime, type DueTime, type Place } from './plan-times.ts';

/** Under the policy `skip` a due time later than this does not run any more; Quartz's own threshold (one minute). */
export const misfireAfterMs = 60_000;

/** A run that starts later than this after its time is called late. Due times no later than this are on time and all run. */
export const lateAfterMs = 5_000;

/** What is known when a schedule's due time has come. Instants in epoch ms. */
export interface DueQuestion {
  readonly plan: Plan;
  readonly state: ScheduleState;
  readonly due: number;
  readonly cursor: number;
  readonly misfire: MisfirePolicy;
  readonly notLaterThanMs: number | null;
  readonly now: number;
  /** An earlier slice of the same catching-up met a late time already. */
  readonly isCatchingUp: boolean;
  /** Everything due now stays silent for this reason (paused), or cannot run (process gone, disabled). */
  readonly held: { readonly outcome: 'skipped' | 'blocked'; readonly reason: Reason } | null;
  /** Only what is due before this instant is held (a pause with an end); null or absent = everything. */
  readonly heldBefore?: number | null;
  readonly place: Place;
  /** Why Rota could not run something at that time: it was off, asleep, or the clock was set; `merged` if nothing of these is known. */
  readonly causeOf: (due: number) => Reason;
}

/** What becomes of one due time. */
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
 * Settles the due times of one schedule up to `now`, at most `slice` of them: each gets exactly one entry. What remains due is left
 * for the next slice. Once a time is late (`lateAfterMs`) at most one run stands for all that are due: the latest time, under `once`
 * however late, under `skip` up to `misfireAfterMs`. Only `all` runs each of them.
 */
export function settleDue(question: DueQuestion, slice = 200): DueAnswer {
  const { plan, now, place } = question;
  const entries: DueEntry[] = [];
  let isCatchingUp = question.isCatchingUp;
  let at: DueTime | null = { due: question.due, cursor: question.cursor };
  while (at !== null && at.due <= now && entries.length < slice) {
    const moved = at.due === at.cursor ? movedDueTime(at, now, place) : null;
    if (moved !== null) {
      // Its day was taken from it after it had been planned: it comes later.
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
      // A calendar moved it to where another one is already: one run stands for both.
      entries.splice(-1, 0, { dueAt: at.cursor, ended: { outcome: 'skipped', reason: movedTo(at, plan.timezone) } });
    }
    at = next;
  }
  const isOver = at === null;
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

/** `next` is what may run in its place; null: nothing does, it is on time. */
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

/** Why a calendar, or a change of the clock, lets nothing run at that time; null if it may run. */
function silencedBy(question: DueQuestion, { due, cursor }: DueTime): Reason | null {
  const placed = question.place(cursor);
  if ('skipped' in placed) return placed.skipped;
  if (due !== cursor) return null;
  return placed.at === due
    ? lostWith(question.plan, cursor)
    : movedTo({ due: placed.at, cursor }, question.plan.timezone);
}

/** From `next` up to now there is a time that nothing silences. */
function hasOpenTime(question: DueQuestion, next: DueTime | null): boolean {
  for (let at = next; at !== null && at.due <= question.now;) {
    if (silencedBy(question, at) === null) return true;
    at = nextDueTime(question.plan, at.cursor, at.due, question.place);
  }
  return false;
}

const tooLate = (ms: number): Reason => ({ code: 'too-late', params: { seconds: ms / 1000 } });

/** Its day is not worked, and where its time was moved to another run stands for it. Days are those of the schedule's zone. */
const movedTo = ({ due, cursor }: DueTime, zone: string): Reason => ({
  code: 'calendar',
  params: { day: dayOf(cursor, zone), calendar: `→ ${dayOf(due, zone)}` },
});

const dayOf = (instant: number, zone: string): string => formatWall(instantToWall(zone, instant)).slice(0, 10);
