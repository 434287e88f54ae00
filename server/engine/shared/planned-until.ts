import type { StoredSchedule } from '../../store/stored-schedule.ts';
import type { EngineContext } from './engine-context.ts';
import { othersTurn } from './slices.ts';

const mostPlans = 2_000;
/** Rows read per turn of the event loop. */
const schedulesATurn = 200;

/** The active schedules that are due until an instant, by their due time; the first 2,000. */
export async function plannedUntil(
  schedules: EngineContext['store']['schedules'],
  until: number,
): Promise<StoredSchedule[]> {
  const planned: StoredSchedule[] = [];
  for (let page: StoredSchedule[] | null = null; page === null || page.length === schedulesATurn;) {
    const last = planned.at(-1);
    const after = { due: last?.due ?? Number.MIN_SAFE_INTEGER, seq: last?.seq ?? 0 };
    page = await schedules.plannedUntil(until, after, Math.min(schedulesATurn, mostPlans - planned.length));
    planned.push(...page);
    await othersTurn();
  }
  return planned;
}
