import type { DisplacedTime } from '../../contract/schedule-preview.ts';
import { rotaError } from '../../contract/errors.ts';
import { formatWall, instantToWall, isTimeZone, readQuartz, saidError } from '../../contract/quartz/index.ts';
import { scheduleOptions } from '../../contract/schedule.ts';
import { said } from '../../contract/translatable.ts';
import { dueToRun, upcomingInSteps, type Displaced } from '../domain/time/plan-times.ts';
import { inIanaZone } from '../domain/time/zone-name.ts';
import type { StoredSchedule } from '../store/stored-schedule.ts';
import type { ScheduleDeps } from './schedule-basis.ts';
import type { PreviewVerbs } from './shared/preview-verbs.ts';
import { plannedUntil } from './shared/planned-until.ts';
import { othersTurn, runInTurns } from './shared/slices.ts';

const mostDisplaced = 20;

const minuteMs = 60_000;
/** How far a free minute is looked for. */
const mostMinutes = 30;
/** How many plans are looked at in one turn of the event loop. */
const plansATurn = 20;

type PreviewDeps = Pick<ScheduleDeps, 'core' | 'placeByCalendars'>;

/** What the form of a schedule is told before it is saved. */
export function schedulePreviews(deps: PreviewDeps): PreviewVerbs {
  const { core } = deps;
  return {
    async times({ plan: given, calendars, count }) {
      const plan = inIanaZone(given);
      if (!isTimeZone(plan.timezone))
        throw rotaError('BODY_INVALID', said`"${plan.timezone}" is no time zone`, 'plan.timezone');
      const parsed = plan.kind === 'cron' ? readQuartz(plan.quartz) : null;
      const fault = parsed?.ok === false ? parsed.errors[0] : undefined;
      if (fault) throw rotaError('BODY_INVALID', saidError(fault), 'plan.quartz');
      const place = deps.placeByCalendars({ plan, options: { ...scheduleOptions.parse({}), calendars } });
      const { displaced, note } = displacedTimes(plan.timezone);
      const times = await runInTurns(
        upcomingInSteps(plan, core.clock.now(), count, place, Infinity, calendars.length === 0 ? undefined : note),
      );
      return { times, displaced };
    },

    async crowd({ at, worker, except }) {
      const first = Math.floor(at / minuteMs) * minuteMs;
      const last = first + mostMinutes * minuteMs;
      const target = core.targetOf(worker ?? null);
      const starts = new Map<number, number>();
      for (const [index, schedule] of (await plannedUntil(core.store.schedules, last)).entries()) {
        if (index % plansATurn === plansATurn - 1) await othersTurn();
        if (schedule.id === except || core.targetOf(schedule.worker) !== target) continue;
        for (const minute of await minutesOf(schedule, first, last, deps))
          starts.set(minute, (starts.get(minute) ?? 0) + 1);
      }
      const free = Array.from({ length: mostMinutes }, (_, index) => first + (index + 1) * minuteMs);
      return { others: starts.get(first) ?? 0, free: free.find((minute) => !starts.has(minute)) ?? null };
    },
  };
}

/** Collects what calendars move or take away, one a day: a plan of every minute has more than anybody reads. */
function displacedTimes(zone: string): { readonly displaced: DisplacedTime[]; readonly note: Displaced } {
  const displaced: DisplacedTime[] = [];
  const dayOf = (nominal: number) => formatWall(instantToWall(zone, nominal)).slice(0, 10);
  return {
    displaced,
    note(nominal, at, dayOff) {
      const last = displaced.at(-1);
      if (displaced.length >= mostDisplaced || (last && dayOf(last.nominal) === dayOf(nominal))) return;
      displaced.push({ nominal, at, dayOff });
    },
  };
}

/** The minutes, from `first` until before `last`, in which a schedule starts. */
async function minutesOf(
  schedule: StoredSchedule,
  first: number,
  last: number,
  { placeByCalendars }: PreviewDeps,
): Promise<ReadonlySet<number>> {
  const due = dueToRun(schedule.plan, schedule.due);
  const begin = Math.max(schedule.cursor ?? 0, first - 1);
  const place = placeByCalendars(schedule);
  const further = await runInTurns(upcomingInSteps(schedule.plan, begin, mostMinutes, place, last - 1));
  const times = [...(due !== null && due >= first && due < last ? [due] : []), ...further];
  return new Set(times.map((time) => Math.floor(time / minuteMs) * minuteMs));
}
