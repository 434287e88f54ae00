import type { Warning } from '../../../contract/connector.ts';
import type { ErrorDetail } from '../../../contract/errors.ts';
import type { ClockChangePolicy } from '../../../contract/quartz/index.ts';
import type { IntervalPlan } from '../../../contract/interval-plans.ts';
import type { Plan } from '../../../contract/schedule.ts';
import { clockChangeWarnings } from './clock-change-warnings.ts';
import { nextRunTime, type Place } from '../time/plan-times.ts';

/** What flags, expression and window ask for. `null` means absent; instants in epoch ms. */
export interface PlanFacts {
  readonly runOnce: boolean | null;
  readonly runImmediately: boolean | null;
  readonly quartz: string | null;
  /** A plan beside Quartz, with the window in it, and where its calendar is found. */
  readonly interval: IntervalPlan | null;
  readonly place: Place;
  readonly start: number | null;
  readonly end: number | null;
  /** Something else starts it, besides or instead of a plan. */
  readonly isTriggered: boolean;
  readonly timezone: string;
  readonly clockChange: ClockChangePolicy;
  readonly now: number;
}

/**
 * `runNow`: a run is queued at once, first in its worker's queue. `due`: the first instant of the plan at which it would run,
 * null if there is none.
 */
export interface StartPlan {
  readonly plan: Plan;
  readonly runNow: boolean;
  readonly due: number | null;
}

export type PlanAnswer =
  | ({ readonly ok: true; readonly warnings: readonly Warning[] } & StartPlan)
  | { readonly ok: false; readonly error: ErrorDetail };

/** What to do, one for each result of the start table. */
type Deed =
  'now' | 'start-or-now' | 'first-time' | 'now-and-plan' | 'plan' | 'at-start' | 'wait' | 'now-and-wait' | 'nothing';

/** The start table of the connector API, row by row; an explicit N and an absent flag differ in the last row only. */
function deedOf({ runOnce, runImmediately, quartz: expression, interval, start, isTriggered }: PlanFacts): Deed {
  const quartz = expression ?? interval;
  if (isTriggered && quartz === null && start === null && !runOnce) return runImmediately ? 'now-and-wait' : 'wait';
  if (runOnce && runImmediately) return 'now';
  if (runOnce) return quartz === null ? 'start-or-now' : 'first-time';
  if (runImmediately) return quartz === null ? 'now' : 'now-and-plan';
  if (quartz !== null) return 'plan';
  if (start !== null) return 'at-start';
  return runOnce === false || runImmediately === false ? 'nothing' : 'now';
}

/** From the request to what is stored. Under `isStrict` a plan that can never fire is refused. */
export function planOf(facts: PlanFacts, isStrict: boolean): PlanAnswer {
  const deed = deedOf(facts);
  switch (deed) {
    case 'wait':
    case 'now-and-wait': {
      const plan: Plan = { kind: 'call', timezone: facts.timezone };
      return { ok: true, plan, runNow: deed === 'now-and-wait', due: null, warnings: [] };
    }
    case 'nothing':
      return { ok: false, error: { code: 'NOTHING_TO_RUN', field: null, message: nothingToRun } };
    case 'now':
      return runNow(facts, unused(facts));
    case 'start-or-now':
    case 'at-start':
      return facts.start !== null && facts.start > facts.now
        ? { ok: true, plan: once(facts, facts.start), runNow: false, due: facts.start, warnings: [] }
        : runNow(facts, past(facts));
    case 'first-time': {
      const first = firstTime(facts);
      if (first === null) return never(facts, false, isStrict);
      // A clock change may be the reason why the first time is not earlier, so warn up to that time.
      const warnings = clockWarnings({ ...facts, end: first });
      return { ok: true, plan: once(facts, first), runNow: false, due: first, warnings };
    }
    case 'plan':
    case 'now-and-plan': {
      const due = firstTime(facts);
      const isNow = deed === 'now-and-plan';
      if (due === null) return never(facts, isNow, isStrict);
      return { ok: true, plan: facts.interval ?? cron(facts), runNow: isNow, due, warnings: clockWarnings(facts) };
    }
  }
}

const nothingToRun =
  'runOnce, runImmediately: they say not now, and there is no quartzDef, plan or startDate to say when; set runImmediately to "Y" or give one of them';

const cron = ({ quartz, timezone, start, end, clockChange }: PlanFacts): Plan & { kind: 'cron' } => ({
  kind: 'cron',
  quartz: quartz ?? '',
  timezone,
  start,
  end,
  clockChange,
});
const once = ({ timezone }: PlanFacts, at: number): Plan => ({ kind: 'once', at, timezone });

/** A time that is due exactly now counts: the search is exclusive, so it starts one millisecond earlier. */
function firstTime(facts: PlanFacts): number | null {
  return nextRunTime(facts.interval ?? cron(facts), facts.now - 1, facts.place);
}

const clockWarnings = (facts: PlanFacts): readonly Warning[] =>
  facts.interval === null ? clockChangeWarnings(cron(facts), facts.now) : [];

function runNow({ timezone }: PlanFacts, warnings: readonly Warning[]): PlanAnswer {
  return { ok: true, plan: { kind: 'now', timezone }, runNow: true, due: null, warnings };
}

function never(facts: PlanFacts, isNow: boolean, isStrict: boolean): PlanAnswer {
  const isOver = facts.end !== null && facts.end < facts.now;
  const why = isOver ? 'its window has ended' : 'no time of it lies ahead inside the window';
  if (facts.interval !== null)
    return { ok: false, error: { code: 'NEVER_FIRES', field: 'plan', message: `plan: it never fires, ${why}` } };
  const message = `quartzDef: '${facts.quartz ?? ''}' never fires, ${why}`;
  if (isStrict) return { ok: false, error: { code: 'NEVER_FIRES', field: 'quartzDef', message } };
  const lost = facts.end !== null && facts.end < facts.now ? [] : clockChangeWarnings(cron(facts), facts.now);
  const warnings = [{ code: 'NEVER_FIRES', field: 'quartzDef', message }, ...lost];
  return { ok: true, plan: { ...cron(facts), kind: 'never' }, runNow: isNow, due: null, warnings };
}

function unused({ quartz, interval, start, end }: PlanFacts): Warning[] {
  const given = {
    quartzDef: quartz !== null,
    plan: interval !== null,
    startDate: start !== null,
    endDate: end !== null,
  };
  return Object.entries(given)
    .filter(([, isGiven]) => isGiven)
    .map(([field]) => ({
      code: 'NOT_USED',
      field,
      message: `${field}: not used, because the flags ask for one run now`,
    }));
}

function past({ start, end, now }: PlanFacts): Warning[] {
  const warnings: Warning[] = [];
  if (start !== null) {
    warnings.push({
      code: 'START_IN_PAST',
      field: 'startDate',
      message: 'startDate: lies in the past, so the run starts now',
    });
  }
  if (end !== null && end < now) {
    warnings.push({
      code: 'NOT_USED',
      field: 'endDate',
      message: 'endDate: lies in the past and bounds only a plan, so the run starts now',
    });
  }
  return warnings;
}
