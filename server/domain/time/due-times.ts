import { formatWall, instantToWall } from '../../../contract/quartz/index.ts';
import type { Reason } from '../../../contract/reasons.ts';
import type { Outcome } from '../../../contract/run.ts';
import type { MisfirePolicy, Plan, ScheduleState } from '../../../contract/schedule.ts';
import { movedDueTime, nextDueTime, type Place } from './plan-times.ts';

/** A due time later than this was missed and falls under the misfire policy; Quartz's own threshold (one minute). */
export const misfireAfterMs = 60_000;

/** A run that starts later than this after its time is called late. */
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
  /** An earlier slice of the same catching-up met a missed time already. */
  readonly hasMissed: boolean;
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
  readonly hasMissed: boolean;
}

/**
 * Settles the due times of one schedule up to `now`, at most `slice` of them: each gets exactly one entry. What remains due is left
 * for the next slice. Policies: `once` lets the latest missed time run for all of them, `skip` none, `all` each.
 */
export function settleDue(question: DueQuestion, slice = 200): DueAnswer {
  const { plan, now, place } = question;
  const entries: DueEntry[] = [];
  let hasMissed = question.hasMissed;
  let at: { due: number; cursor: number } | null = { due: question.due, cursor: question.cursor };
  while (at !== null && at.due <= now && entries.length < slice) {
    const moved = at.due === at.cursor ? movedDueTime(at, now, place) : null;
    if (moved !== null) {
      // Its day was taken from it after it had been planned: it comes later.
      at = moved;
      break;
    }
    const next = nextDueTime(plan, at.cursor, at.due, place);
    const isHeld = question.held !== null && at.due < (question.heldBefore ?? Infinity);
    const isMissed = now - at.due > misfireAfterMs;
    hasMissed ||= isMissed && !isHeld;
    const isLatest = next === null || next.due > now;
    if (at.due !== entries.at(-1)?.dueAt) {
      const ended = isHeld ? question.held : verdictOf(question, at, { isMissed, isLatest, hasMissed });
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
    hasMissed,
    next: {
      due: at?.due ?? null,
      cursor: at?.cursor ?? null,
      state: isOver ? 'ended' : question.state,
      reason: isOver ? { code: 'finished', params: {} } : null,
    },
  };
}

function verdictOf(
  question: DueQuestion,
  { due, cursor }: { due: number; cursor: number },
  { isMissed, isLatest, hasMissed }: { isMissed: boolean; isLatest: boolean; hasMissed: boolean },
): DueEntry['ended'] {
  const placed = question.place(cursor);
  if ('skipped' in placed) return { outcome: 'skipped', reason: placed.skipped };
  if (placed.at !== due && due === cursor) {
    return { outcome: 'skipped', reason: movedTo({ due: placed.at, cursor }, question.plan.timezone) };
  }
  const missed = (): DueEntry['ended'] => ({ outcome: 'missed', reason: question.causeOf(due) });
  if (question.notLaterThanMs !== null && question.now - due > question.notLaterThanMs) {
    return isMissed ? missed() : { outcome: 'missed', reason: tooLate(question.notLaterThanMs) };
  }
  switch (question.misfire) {
    case 'all':
      return null;
    case 'skip': {
      if (!isMissed) return null;
      const reason = question.causeOf(due);
      return { outcome: 'missed', reason: reason.code === 'merged' ? tooLate(misfireAfterMs) : reason };
    }
    case 'once':
      // One run stands for all that passed meanwhile: the latest.
      return hasMissed && !isLatest ? missed() : null;
  }
}

const tooLate = (ms: number): Reason => ({ code: 'too-late', params: { seconds: ms / 1000 } });

/** Its day is not worked, and where its time was moved to another run stands for it. Days are those of the schedule's zone. */
const movedTo = ({ due, cursor }: { due: number; cursor: number }, zone: string): Reason => ({
  code: 'calendar',
  params: { day: dayOf(cursor, zone), calendar: `→ ${dayOf(due, zone)}` },
});

const dayOf = (instant: number, zone: string): string => formatWall(instantToWall(zone, instant)).slice(0, 10);
