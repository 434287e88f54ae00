import { calendarOfPlan } from '../../../contract/interval-plans.ts';
import { movedDueTime, nextDueTime, type DueTime, type Place } from '../../domain/time/plan-times.ts';
import type { StoredSchedule } from '../../store/stored-schedule.ts';
import type { EngineContext } from '../shared/engine-context.ts';

const atOnce = 200;

/** A calendar has changed: moves the next time of each schedule that uses it. */
export async function replanFor(
  calendar: string,
  deps: {
    readonly core: EngineContext;
    readonly placeByCalendars: (schedule: Pick<StoredSchedule, 'plan' | 'options'>) => Place;
    readonly wakeScheduler: () => void;
  },
): Promise<void> {
  const { core } = deps;
  const { schedules } = core.store;
  for (let after = 0; ;) {
    const page = await schedules.plannedWith(calendar, after, atOnce);
    for (const schedule of page) {
      const { seq, id, due, cursor } = schedule;
      const place = deps.placeByCalendars(schedule);
      const now = core.clock.now();
      let moved: DueTime | null = null;
      if (calendarOfPlan(schedule.plan) === calendar) {
        if (due !== null && due <= now) continue;
        const next = nextDueTime(schedule.plan, now, now, place);
        moved = next?.due === due ? null : next;
      } else if (due !== null) moved = movedDueTime({ due, cursor: cursor ?? due }, now, place);
      if (moved === null) continue;
      await schedules.setDue(seq, due, moved);
      core.announcements.schedule(id);
    }
    if (page.length < atOnce) break;
    after = page.at(-1)!.seq;
  }
  deps.wakeScheduler();
}
