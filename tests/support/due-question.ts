import type { Plan } from '../../contract/schedule.ts';
import type { DueQuestion } from '../../server/domain/time/misfire-policy.ts';
import { inPlace } from '../../server/domain/time/plan-times.ts';

type CronPlan = Plan & { kind: 'cron' };

export const everyMinute: CronPlan = { kind: 'cron', quartz: '0 * * * * ?', timezone: 'UTC', start: null, end: null };
export const hourly: CronPlan = { ...everyMinute, quartz: '0 0 * * * ?' };
export const everySeconds = (seconds: number): CronPlan => ({ ...everyMinute, quartz: `0/${seconds} * * * * ?` });

/** The question about an hourly plan that is due on time, with some of it changed. */
export function ask(change: Partial<DueQuestion>): DueQuestion {
  const due = change.due ?? Date.parse('2026-11-23T00:00:00Z');
  return {
    plan: hourly,
    state: 'active',
    due,
    cursor: due,
    misfire: 'once',
    notLaterThanMs: null,
    now: due,
    isCatchingUp: false,
    held: null,
    place: inPlace,
    causeOf: (missed) => ({ code: 'was-off', params: { at: missed } }),
    ...change,
  };
}
