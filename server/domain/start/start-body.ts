import type { Warning } from '../../../contract/connector.ts';
import type { RpaProcess } from '../../../contract/process.ts';
import type { ScheduleTrigger } from '../../../contract/triggers.ts';
import { givenByTriggers } from '../trigger-faults.ts';
import {
  beginReading,
  flagOf,
  readEdge,
  readProcess,
  readQuartz,
  readTimezone,
  readWorker,
  tolerate,
  valuesOf,
} from './start-fields.ts';
import { readKeys } from './start-keys.ts';
import { readInterval } from './start-interval.ts';
import { readMarks } from './start-marks.ts';
import { readOptions } from './start-options.ts';
import { inPlace } from '../time/plan-times.ts';
import { planOf } from './start-plan.ts';
import { readConditions } from './start-conditions.ts';
import { readThen } from './start-then.ts';
import { readTriggers } from './start-triggers.ts';
import type { ReadStart, StartContext } from './start-types.ts';

export type { ReadStart, StartContext, UnderstoodStart } from './start-types.ts';

/**
 * Reads a start body by section 3 of the connector API. Reports all faults at once; each message begins with its field. If
 * strict, what would be tolerated with a warning is an error; `textWarnings` come from reading the text.
 */
export function readStart(body: unknown, context: StartContext, textWarnings: readonly Warning[] = []): ReadStart {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return { ok: false, errors: [{ code: 'BODY_INVALID', field: null, message: 'body: it is not a JSON object' }] };
  }
  const { keyed, warnings: keyWarnings } = readKeys(body, context.furtherKeys);
  const reading = beginReading(keyed, context);
  const { errors, warnings, isStrict, fail } = reading;
  tolerate(reading, textWarnings, 'JSON_INVALID');
  tolerate(reading, keyWarnings, 'UNKNOWN_KEY');
  const process = readProcess(reading);
  const triggers = readTriggers(reading, process);
  const values = process ? valuesOf(reading, withoutGiven(process, triggers)) : {};
  const runOnce = flagOf(reading, 'runOnce');
  const runImmediately = flagOf(reading, 'runImmediately');
  const timezone = readTimezone(reading);
  const quartz = readQuartz(reading);
  const start = readEdge(reading, 'startDate', timezone);
  const end = readEdge(reading, 'endDate', timezone);
  if (start !== null && end !== null && end < start) fail('DATE_ORDER', 'endDate', 'it lies before startDate');
  const interval = readInterval(reading, { start, end, timezone });
  const { options, clockChange, errors: optionErrors } = readOptions(keyed, context.calendarNames);
  errors.push(...optionErrors);
  const then = readThen(reading);
  if (then.length > 0) options.then = then;
  if (triggers.length > 0) options.triggers = triggers;
  if (triggers.length > 0 && runOnce) fail('OPTION_INVALID', 'triggers', onceOnly);
  const conditions = readConditions(reading);
  if (conditions !== null) options.conditions = conditions;
  Object.assign(options, readMarks(keyed, fail));
  if (interval !== null && keyed.clockChange !== undefined && clockChange !== 'move') warnings.push(clockChangeUnused);
  const worker = readWorker(reading);
  const plan = errors.some(({ field }) => field !== null && timeKeys.has(field))
    ? null
    : planOf(
        {
          ...{ runOnce, runImmediately, quartz, interval, start, end, timezone, clockChange, now: context.now },
          isTriggered: triggers.length > 0,
          place: interval === null ? inPlace : (context.placeOf?.(interval) ?? inPlace),
        },
        isStrict,
      );
  if (plan?.ok === false) errors.push(plan.error);
  if (plan?.ok) warnings.push(...plan.warnings);

  const [first, ...further] = errors;
  if (first) return { ok: false, errors: [first, ...further] };
  if (!process || !plan?.ok) throw new Error('a start without errors has a process and a plan');
  const { ok: _ok, warnings: _warnings, ...startPlan } = plan;
  return { ok: true, start: { ...startPlan, process, values, options, worker }, warnings };
}

/** What triggers give is not missing. */
function withoutGiven(process: RpaProcess, triggers: readonly ScheduleTrigger[]): RpaProcess {
  const given = givenByTriggers(triggers);
  const { required = [] } = process.parameters;
  if (given.size === 0 || !required.some((name) => given.has(name))) return process;
  return { ...process, parameters: { ...process.parameters, required: required.filter((name) => !given.has(name)) } };
}

const onceOnly = 'what runs once is over after it: leave out runOnce';

const clockChangeUnused: Warning = {
  code: 'NOT_USED',
  field: 'clockChange',
  message: 'clockChange: not used, because a plan beside Quartz always moves a time that does not exist',
};
const timeKeys = new Set(['runOnce', 'runImmediately', 'timezone', 'quartzDef', 'plan', 'startDate', 'endDate']);
