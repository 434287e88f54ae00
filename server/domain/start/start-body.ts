import { describeInBody, parseQuartz, printQuartz, tolerateQuartz } from '../../../contract/quartz/index.ts';
import type { Warning } from '../../../contract/connector.ts';
import type { ErrorCode, ErrorDetail } from '../../../contract/errors.ts';
import type { RpaProcess } from '../../../contract/process.ts';
import type { ScheduleOptions } from '../../../contract/schedule.ts';
import { readDate } from './dates.ts';
import { readFlag } from '../values/flags.ts';
import { readKeys, type StartKey } from './start-keys.ts';
import { readOptions, shown } from './start-options.ts';
import { planOf, type StartPlan } from './start-plan.ts';
import { ianaZone } from '../time/zone-name.ts';
import { readValues } from '../values/values.ts';

/** What a start body is read against. Instants in epoch ms. */
export interface StartContext {
  readonly now: number;
  /** The zone of dates and expressions where the body names none. */
  readonly timezone: string;
  /** From the settings; the body can switch it on for itself. */
  readonly isStrict: boolean;
  /** Several workers: a worker nobody knows is an error then, not a warning. */
  readonly isFleet: boolean;
  readonly calendarNames: readonly string[];
  /** Keys that are not of the start but allowed beside it. */
  readonly furtherKeys?: readonly string[];
  /** By exact name, else ignoring case if unique; only what the caller may start. */
  findProcess(name: string): RpaProcess | null;
  closeNames(name: string): readonly string[];
  /** The id of the worker with this id, name or alias. */
  findWorker(name: string): string | null;
}

/** A start as it was understood, ready to be saved. `worker` null = any. */
export interface UnderstoodStart extends StartPlan {
  readonly process: RpaProcess;
  readonly values: Readonly<Record<string, unknown>>;
  readonly options: ScheduleOptions;
  readonly worker: string | null;
}

export type ReadStart =
  | { readonly ok: true; readonly start: UnderstoodStart; readonly warnings: readonly Warning[] }
  | { readonly ok: false; readonly errors: readonly [ErrorDetail, ...ErrorDetail[]] };

/**
 * Reads a start body by section 3 of the connector API. All that is wrong comes at once, each message beginning with its field.
 * When strict, whatever would be tolerated with a warning is an error; `textWarnings` are those of reading the text.
 */
export function readStart(body: unknown, context: StartContext, textWarnings: readonly Warning[] = []): ReadStart {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return { ok: false, errors: [{ code: 'BODY_INVALID', field: null, message: 'body: it is not a JSON object' }] };
  }
  const { keyed, warnings: keyWarnings } = readKeys(body, context.furtherKeys);
  const errors: ErrorDetail[] = [];
  const warnings: Warning[] = [];
  const fail = (code: ErrorCode, field: string, message: string, position?: number): void => {
    errors.push({ code, field, message: `${field}: ${message}`, ...(position === undefined ? {} : { position }) });
  };
  const flag = (key: StartKey): boolean | null => {
    if (keyed[key] === undefined) return null;
    const read = readFlag(keyed[key]);
    if (read === null) fail('FLAG_INVALID', key, `${shown(keyed[key])} is neither yes nor no, write Y or N`);
    return read;
  };

  const isStrict = flag('strict') === true || context.isStrict;
  /** What would be tolerated otherwise: a warning, or when strict an error. */
  const tolerate = (found: readonly Warning[], code: ErrorCode): void => {
    if (!isStrict) warnings.push(...found);
    else errors.push(...found.map(({ field, message }) => ({ code, field, message })));
  };
  tolerate(textWarnings, 'JSON_INVALID');
  tolerate(keyWarnings, 'UNKNOWN_KEY');
  const process = readProcess();
  const values = process ? valuesOf(process) : {};
  const runOnce = flag('runOnce');
  const runImmediately = flag('runImmediately');
  const timezone = readTimezone();
  const quartz = readQuartz();
  const start = readEdge('startDate', 'start');
  const end = readEdge('endDate', 'end');
  if (start !== null && end !== null && end < start) fail('DATE_ORDER', 'endDate', 'it lies before startDate');
  const { options, clockChange, errors: optionErrors } = readOptions(keyed, context.calendarNames);
  errors.push(...optionErrors);
  const worker = readWorker();
  const plan = errors.some(({ field }) => field !== null && timeKeys.has(field))
    ? null
    : planOf({ runOnce, runImmediately, quartz, start, end, timezone, clockChange, now: context.now }, isStrict);
  if (plan?.ok === false) errors.push(plan.error);
  if (plan?.ok) warnings.push(...plan.warnings);

  const [first, ...further] = errors;
  if (first) return { ok: false, errors: [first, ...further] };
  if (!process || !plan?.ok) throw new Error('a start without errors has a process and a plan');
  const { ok: _ok, warnings: _warnings, ...startPlan } = plan;
  return { ok: true, start: { ...startPlan, process, values, options, worker }, warnings };

  function readProcess(): RpaProcess | null {
    const name = typeof keyed.name === 'number' ? String(keyed.name) : keyed.name;
    if (name === undefined || (typeof name === 'string' && name.trim() === '')) {
      fail('NAME_REQUIRED', 'name', 'the name of the process is missing');
      return null;
    }
    if (typeof name !== 'string') {
      fail('PROCESS_NOT_FOUND', 'name', `${shown(name)} is not the name of a process, write it as a text`);
      return null;
    }
    const found = context.findProcess(name.trim());
    if (found === null || (isStrict && found.name !== name)) {
      const close = context.closeNames(name);
      const hint = close.length > 0 ? `; did you mean ${close.map((other) => `'${other}'`).join(' or ')}?` : '';
      fail('PROCESS_NOT_FOUND', 'name', `there is no process ${shown(name)} that this caller may start${hint}`);
      return null;
    }
    if (!found.enabled) fail('PROCESS_DISABLED', 'name', `process '${found.name}' is disabled`);
    return found;
  }

  function valuesOf({ parameters, env }: RpaProcess): UnderstoodStart['values'] {
    const read = readValues(parameters, keyed.values, { isStrict, env: Object.keys(env) });
    warnings.push(...read.warnings);
    errors.push(...read.errors);
    return read.values;
  }

  function readTimezone(): string {
    if (keyed.timezone === undefined) return context.timezone;
    const zone = typeof keyed.timezone === 'string' ? ianaZone(keyed.timezone) : null;
    if (zone !== null) return zone;
    const message = `${shown(keyed.timezone)} is not an IANA time zone, write for example Europe/Istanbul or UTC`;
    fail('TIMEZONE_INVALID', 'timezone', message);
    return context.timezone;
  }

  function readQuartz(): string | null {
    if (keyed.quartzDef === undefined) return null;
    if (typeof keyed.quartzDef !== 'string') {
      fail('CRON_INVALID', 'quartzDef', `${shown(keyed.quartzDef)} is not a text such as '0 6 6 ? * FRI'`);
      return null;
    }
    const read = isStrict ? { ...parseQuartz(keyed.quartzDef), warnings: [] } : tolerateQuartz(keyed.quartzDef);
    if (read.ok) {
      for (const { code, message } of read.warnings) {
        warnings.push({ code, field: 'quartzDef', message: `quartzDef: ${message}` });
      }
      return printQuartz(read.cron);
    }
    for (const error of read.errors) fail('CRON_INVALID', 'quartzDef', describeInBody(error), error.position);
    return null;
  }

  function readEdge(key: 'startDate' | 'endDate', edge: 'start' | 'end'): number | null {
    const given = keyed[key];
    if (given === undefined) return null;
    const read = readDate(typeof given === 'string' ? given : '', timezone, edge);
    if (!read.ok) {
      fail(
        'DATE_INVALID',
        key,
        typeof given === 'string'
          ? read.problem
          : `${shown(given)} is not a date, write it as a text, yyyy-MM-dd HH:mm:ss`,
      );
      return null;
    }
    if (read.note !== null) warnings.push({ code: 'CLOCK_CHANGE', field: key, message: `${key}: ${read.note}` });
    return read.at;
  }

  function readWorker(): string | null {
    if (keyed.worker === undefined) return null;
    const name = typeof keyed.worker === 'number' ? String(keyed.worker) : keyed.worker;
    const found = typeof name === 'string' ? context.findWorker(name.trim()) : null;
    if (found !== null) return found;
    const message =
      typeof name === 'string'
        ? `there is no worker ${shown(keyed.worker)}`
        : `${shown(keyed.worker)} is not the name of a worker, write it as a text`;
    if (isStrict || context.isFleet || typeof name !== 'string') fail('WORKER_NOT_FOUND', 'worker', message);
    else
      warnings.push({
        code: 'WORKER_NOT_FOUND',
        field: 'worker',
        message: `worker: ${message}, so it runs on this one`,
      });
    return null;
  }
}

const timeKeys = new Set(['runOnce', 'runImmediately', 'timezone', 'quartzDef', 'startDate', 'endDate']);
