import { isTimeZone, saidError } from '../../contract/quartz/index.ts';
import type { ErrorCode, ErrorDetail } from '../../contract/errors.ts';
import type { ParameterSchema, RpaProcess } from '../../contract/process.ts';
import { calendarOfPlan, isInterval } from '../../contract/interval-plans.ts';
import { inEnglish, said, type Translatable } from '../../contract/translatable.ts';
import type { Plan, ScheduleDraft } from '../../contract/schedule.ts';
import { nextDueTime, nextRunTime, readPlanned, type DueTime, type Place } from './time/plan-times.ts';
import { chooseComputer, givenByTriggers, needsOneComputer, triggerFaults } from './trigger-faults.ts';
import type { FoundTarget } from './worker-names.ts';
import { readValues } from './values/values.ts';

/** The facts that a draft from the screens is checked against. Instants in epoch ms. */
export interface DraftContext {
  readonly now: number;
  readonly process: RpaProcess | null;
  readonly calendarNames: readonly string[];
  readonly place: Place;
  /** The worker or group that is meant; null if any name is taken as it is, where there is no fleet. */
  readonly findWorker: (given: string) => FoundTarget | null;
  /** Whether a target (null = any) is one certain computer; absent where that is not asked. */
  readonly isOneComputer?: (target: string | null) => boolean;
}

export type ReadDraft =
  | {
      readonly ok: true;
      readonly plan: Plan;
      readonly values: Readonly<Record<string, unknown>>;
      readonly next: DueTime | null;
      /** The ID of a worker or the name of a group; null = any. */
      readonly worker: string | null;
    }
  | { readonly ok: false; readonly errors: readonly [ErrorDetail, ...ErrorDetail[]] };

/** Checks a whole draft: every fault at once, each with its field of the form. Plans that never fire are refused. */
export function readScheduleDraft(draft: ScheduleDraft, context: DraftContext): ReadDraft {
  const errors: ErrorDetail[] = [];
  // Built by hand, because the form shows the message at its field, so it does not begin with the field.
  const fail = (code: ErrorCode, field: string, sentence: Translatable): void => {
    errors.push({ code, field, message: inEnglish(sentence), said: sentence });
  };
  const { plan } = draft;
  if (context.process === null)
    fail('PROCESS_NOT_FOUND', 'process', said`There is no process "${draft.process}". Choose another one.`);
  const values = context.process
    ? readValues(withoutGiven(context.process.parameters, draft), draft.values, { isStrict: false, takesKept: true })
    : null;
  for (const error of values?.errors ?? []) errors.push(error);
  for (const { calendar } of draft.options.calendars) {
    if (!context.calendarNames.includes(calendar))
      fail('OPTION_INVALID', 'options.calendars', said`There is no calendar "${calendar}".`);
  }
  const worker = draft.worker === null ? null : context.findWorker(draft.worker);
  if (worker?.ok === false) fail('WORKER_NOT_FOUND', 'worker', worker.problem);
  const triggers = draft.options.triggers ?? [];
  for (const { field, sentence } of triggerFaults(triggers, context.process)) fail('OPTION_INVALID', field, sentence);
  if (needsOneComputer(triggers) && context.isOneComputer?.(worker?.ok ? worker.target : null) === false)
    fail('OPTION_INVALID', 'worker', chooseComputer);
  const isZone = isTimeZone(plan.timezone);
  if (!isZone)
    fail(
      'TIMEZONE_INVALID',
      'plan.timezone',
      said`"${plan.timezone}" is not a time zone. Choose one such as Europe/Istanbul.`,
    );
  if (plan.kind === 'cron') {
    const parsed = readPlanned(plan.quartz);
    if (!parsed.ok)
      for (const error of parsed.errors) {
        const { message, position } = error;
        errors.push({ code: 'CRON_INVALID', field: 'plan.quartz', message, position, said: saidError(error) });
      }
    if (plan.start !== null && plan.end !== null && plan.end < plan.start)
      fail('DATE_ORDER', 'plan.end', said`The end lies before the start.`);
  }
  if (plan.kind === 'once' && plan.at <= context.now)
    fail('DATE_INVALID', 'plan.at', said`This time has passed. Choose a later one.`);
  checkInterval(plan, context.calendarNames, fail);
  const next = errors.length === 0 ? nextDueTime(plan, context.now, context.now, context.place) : null;
  if (errors.length === 0 && plan.kind === 'cron' && nextRunTime(plan, context.now) === null) {
    fail(
      'NEVER_FIRES',
      'plan.quartz',
      said`No time of "${plan.quartz}" lies inside its window. Change the expression, the start or the end.`,
    );
  }
  // The calendar of a plan may still be on its way, in the same import.
  const hasDays = calendarOfPlan(plan) === null || context.place.days !== undefined;
  if (errors.length === 0 && isInterval(plan) && hasDays && nextRunTime(plan, context.now, context.place) === null)
    fail(
      'NEVER_FIRES',
      'plan.end',
      said`No time of this plan lies inside its window. Change its days, the start or the end.`,
    );
  const [first, ...further] = errors;
  if (first) return { ok: false, errors: [first, ...further] };
  return { ok: true, plan, values: values?.values ?? {}, next, worker: worker?.ok ? worker.target : draft.worker };
}

/** Where only triggers start it, what they give is not missing. */
function withoutGiven(schema: ParameterSchema, { plan, options }: ScheduleDraft): ParameterSchema {
  const given = plan.kind === 'call' ? givenByTriggers(options.triggers ?? []) : new Set<string>();
  if (given.size === 0) return schema;
  return { ...schema, required: (schema.required ?? []).filter((name) => !given.has(name)) };
}

function checkInterval(
  plan: Plan,
  calendarNames: readonly string[],
  fail: (code: ErrorCode, field: string, sentence: Translatable) => void,
): void {
  if (!isInterval(plan)) return;
  const start = plan.kind === 'every' ? plan.from : plan.start;
  if (start !== null && plan.end !== null && plan.end < start)
    fail('DATE_ORDER', 'plan.end', said`The end lies before the start.`);
  const calendar = calendarOfPlan(plan);
  if (calendar !== null && !calendarNames.includes(calendar))
    fail('OPTION_INVALID', 'plan.calendar', said`There is no calendar "${calendar}".`);
}
