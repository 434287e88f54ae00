import {
  formatWall,
  instantToWall,
  isZoneAtHand,
  wallTimeToInstant,
  type ClockChangePolicy,
} from '../../../contract/quartz/index.ts';
import type { SessionAnswer } from '../../../contract/console.ts';
import type { FollowUp } from '../../../contract/follow-up.ts';
import { isInterval } from '../../../contract/interval-plans.ts';
import {
  defaultOptions,
  type Plan,
  type Schedule,
  type ScheduleDraft,
  type ScheduleOptions,
} from '../../../contract/schedule.ts';

import { emptyInterval, intervalFormOf, intervalPlanOf, type IntervalForm } from './interval-form.ts';

/** The state of the form. Times are local wall times in the schedule's zone: `2026-11-24T09:00:00`. */
export interface FormDraft {
  readonly process: string;
  readonly name: string;
  readonly worker: string | null;
  readonly values: Record<string, unknown>;
  readonly kind: 'cron' | 'interval' | 'once' | 'call';
  readonly quartz: string;
  readonly interval: IntervalForm;
  readonly timezone: string;
  readonly start: string | null;
  readonly end: string | null;
  readonly at: string | null;
  readonly clockChange: ClockChangePolicy;
  readonly runImmediately: boolean;
  readonly isFavourite: boolean;
  readonly options: ScheduleOptions;
}

export function emptyDraft(timezone: string): FormDraft {
  return {
    process: '',
    name: '',
    worker: null,
    values: {},
    kind: 'cron',
    quartz: '0 0 9 ? * MON-FRI',
    interval: emptyInterval,
    timezone,
    start: null,
    end: null,
    at: null,
    clockChange: 'move',
    runImmediately: false,
    isFavourite: false,
    options: defaultOptions,
  };
}

/** The zone of a new schedule: what the settings say, else that of the person who makes it, if the server knows it. */
export const proposedZone = (
  { settings, timezone }: Pick<SessionAnswer, 'settings' | 'timezone'>,
  home: string,
): string => settings.timezone ?? (isZoneAtHand(home) ? home : timezone);

/** The options with what follows; without the key if nothing does. */
export function withThen(options: ScheduleOptions, then: readonly FollowUp[]): ScheduleOptions {
  const { then: _then, ...rest } = options;
  return then.length === 0 ? rest : { ...rest, then: [...then] };
}

/** The form of an existing schedule. A schedule that ran immediately is edited as one that is started by calls. */
export function draftOf(schedule: Schedule): FormDraft {
  const { plan } = schedule;
  const isCron = plan.kind === 'cron' || plan.kind === 'never';
  const base = emptyDraft(plan.timezone);
  return {
    ...base,
    process: schedule.process,
    name: schedule.name,
    worker: schedule.worker,
    values: { ...schedule.values },
    kind: isCron ? 'cron' : isInterval(plan) ? 'interval' : plan.kind === 'once' ? 'once' : 'call',
    quartz: isCron ? plan.quartz : base.quartz,
    interval: intervalFormOf(plan),
    start: wallOf(startOf(plan), plan.timezone),
    end: 'end' in plan ? wallOf(plan.end, plan.timezone) : null,
    at: plan.kind === 'once' ? wallOf(plan.at, plan.timezone) : null,
    clockChange: isCron ? (plan.clockChange ?? 'as-quartz') : base.clockChange,
    isFavourite: schedule.isFavourite,
    options: schedule.options,
  };
}

function startOf(plan: Plan): number | null {
  if (plan.kind === 'every') return plan.from;
  return 'start' in plan ? plan.start : null;
}

/** The first moment of today, as local time: where counting begins unless somebody says otherwise. */
export const todayIn = (zone: string, now: number): string | null => {
  const wall = wallOf(now, zone);
  return wall === null ? null : `${wall.slice(0, 10)}T00:00:00`;
};

/** An instant as local time, in the format of the date fields. */
function wallOf(instant: number | null, zone: string): string | null {
  return instant === null || !isZoneAtHand(zone) ? null : formatWall(instantToWall(zone, instant)).replace(' ', 'T');
}

/** The instant of a local time; null if it is missing or the zone is unknown. */
export function instantOf(wall: string | null, zone: string): number | null {
  if (wall === null || !isZoneAtHand(zone)) return null;
  const [year, month, day, hour, minute, second] = wall.split(/\D/).map(Number);
  if (year === undefined || month === undefined || day === undefined) return null;
  return wallTimeToInstant(zone, { year, month, day, hour: hour ?? 0, minute: minute ?? 0, second: second ?? 0 })
    .instantMs;
}

/** The request body. The caller ensures that `at` is set where it is needed. */
export function scheduleDraftOf(form: FormDraft): ScheduleDraft {
  return {
    name: form.name,
    process: form.process,
    worker: form.worker,
    plan: planOf(form),
    options: form.options,
    values: form.values,
    runImmediately: form.runImmediately,
    isFavourite: form.isFavourite,
  };
}

export function planOf({
  kind,
  quartz,
  interval,
  timezone,
  start,
  end,
  at,
  clockChange,
}: FormDraft): ScheduleDraft['plan'] & Plan {
  switch (kind) {
    case 'cron':
      return {
        kind,
        quartz: quartz.trim(),
        timezone,
        start: instantOf(start, timezone),
        end: instantOf(end, timezone),
        clockChange,
      };
    case 'interval':
      return intervalPlanOf(interval, { timezone, start: instantOf(start, timezone), end: instantOf(end, timezone) });
    case 'once':
      return { kind, at: instantOf(at, timezone) ?? 0, timezone };
    case 'call':
      return { kind, timezone };
  }
}
