import { nextDueTime, nextNominal, type Place } from '../../domain/time/plan-times.ts';
import type { StoredSchedule } from '../../store/stored-schedule.ts';
import type { EngineContext } from '../shared/engine-context.ts';
import type { Gap } from './alarm.ts';
import { othersTurn } from '../shared/slices.ts';

/** Adjusts the next times of plans to the clock. */
export interface FollowClock {
  /** The clock went back to this instant, or to some moment after it: this is handled before anything due. */
  goneBack(to: number): void;
  /** A period that the clock skipped, or in which nothing could run, has ended. */
  gap(gap: Gap): void;
  /** Does the pending adjustments; a failed one is tried again the next time. */
  follow(isStopped: () => boolean): Promise<void>;
}

const dayMs = 86_400_000;
/**
 * Only the end of a longer jump gets rows, so that a clock that was years off does not fill the disk with times that never were.
 */
const mostOfAJumpMs = 31 * dayMs;
const mostOffMs = 366 * dayMs;
/** A plan with fewer times before that end still gets a row for each. */
const mostRows = 2_000;
const pageSize = 200;

export function createFollowClock(deps: {
  readonly core: EngineContext;
  readonly placeByCalendars: (schedule: StoredSchedule) => Place;
}): FollowClock {
  const { core } = deps;
  const { schedules, clock } = core.store;
  let backTo: number | null = null;
  let leapTo: number | null = null;

  const next = (schedule: StoredSchedule, after: number) =>
    nextDueTime(schedule.plan, after, after, deps.placeByCalendars(schedule));

  async function move(schedule: StoredSchedule, after: number, isBack: boolean): Promise<void> {
    const { seq, id, due } = schedule;
    const found = next(schedule, after);
    if (found === null || due === null || (isBack && found.due >= due)) return;
    await schedules.setDue(seq, due, found);
    core.announcements.schedule(id);
  }

  /** Times that come again keep their rows; only those without one, or called missed too early, run. */
  async function goBack(to: number, isStopped: () => boolean): Promise<void> {
    const later = (after: number) => schedules.dueAfter(to, after, pageSize);
    await eachOf(later, (schedule) => move(schedule, to, true), isStopped);
    for (const schedule of await clock.endedTooEarly(to)) {
      const found = next(schedule, to);
      if (found === null) continue;
      await clock.revive(schedule.seq, found);
      core.announcements.schedule(schedule.id);
    }
  }

  async function leap(to: number, isStopped: () => boolean): Promise<void> {
    core.log.warn('a stretch is too long for all of its due times to be recorded: those before this one are left out', {
      before: new Date(to).toISOString(),
    });
    const earlier = (after: number) => schedules.dueBefore(to, after, pageSize);
    await eachOf(
      earlier,
      (schedule) =>
        isDense(schedule, to, deps.placeByCalendars(schedule)) ? move(schedule, to, false) : Promise.resolve(),
      isStopped,
    );
  }

  return {
    goneBack(to) {
      backTo = Math.min(backTo ?? Infinity, to);
      leapTo = null;
    },
    gap({ from, to, cause }) {
      const most = cause === 'clock-jumped' ? mostOfAJumpMs : mostOffMs;
      if (to - from > most) leapTo = to - most;
    },
    async follow(isStopped) {
      const [back, far] = [backTo, leapTo];
      [backTo, leapTo] = [null, null];
      try {
        if (back !== null) await goBack(back, isStopped);
        if (far !== null) await leap(far, isStopped);
      } catch (error) {
        backTo ??= back;
        leapTo ??= far;
        throw error;
      }
    },
  };
}

async function eachOf(
  page: (afterSeq: number) => Promise<StoredSchedule[]>,
  act: (schedule: StoredSchedule) => Promise<void>,
  isStopped: () => boolean,
): Promise<void> {
  for (let after = 0; !isStopped();) {
    const found = await page(after);
    await Promise.all(found.map(act));
    if (found.length < pageSize) return;
    after = found.at(-1)!.seq;
    await othersTurn();
  }
}

function isDense({ plan, due }: StoredSchedule, to: number, place: Place): boolean {
  let at: number | null = due;
  for (let times = 0; times < mostRows; times += 1) {
    at = at === null ? null : nextNominal(plan, at, place);
    if (at === null || at > to) return false;
  }
  return true;
}
