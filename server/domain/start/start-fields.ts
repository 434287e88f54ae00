import { describeInBody, parseQuartz, printQuartz, tolerateQuartz } from '../../../contract/quartz/index.ts';
import type { Warning } from '../../../contract/connector.ts';
import type { ErrorCode, ErrorDetail } from '../../../contract/errors.ts';
import type { RpaProcess } from '../../../contract/process.ts';
import { readDate } from './dates.ts';
import { readFlag } from '../values/flags.ts';
import type { StartContext, UnderstoodStart } from './start-types.ts';
import type { readKeys, StartKey } from './start-keys.ts';
import { shown } from './start-options.ts';
import { ianaZone } from '../time/zone-name.ts';
import { readValues } from '../values/values.ts';

/** The state of reading a start key by key: the keys given, and the faults and warnings so far. */
export interface StartReading {
  readonly keyed: ReturnType<typeof readKeys>['keyed'];
  readonly context: StartContext;
  readonly isStrict: boolean;
  readonly errors: ErrorDetail[];
  readonly warnings: Warning[];
  readonly fail: (code: ErrorCode, field: string, message: string, position?: number) => void;
}

export function beginReading(keyed: StartReading['keyed'], context: StartContext): StartReading {
  const errors: ErrorDetail[] = [];
  const fail: StartReading['fail'] = (code, field, message, position) => {
    errors.push({ code, field, message: `${field}: ${message}`, ...(position === undefined ? {} : { position }) });
  };
  const isStrict = flagOf({ keyed, fail }, 'strict') === true || context.isStrict;
  return { keyed, context, isStrict, errors, warnings: [], fail };
}

/** Adds a warning, or an error if strict. */
export function tolerate(reading: StartReading, found: readonly Warning[], code: ErrorCode): void {
  if (!reading.isStrict) reading.warnings.push(...found);
  else reading.errors.push(...found.map(({ field, message }) => ({ code, field, message })));
}

export function flagOf({ keyed, fail }: Pick<StartReading, 'keyed' | 'fail'>, key: StartKey): boolean | null {
  if (keyed[key] === undefined) return null;
  const read = readFlag(keyed[key]);
  if (read === null) fail('FLAG_INVALID', key, `${shown(keyed[key])} is neither yes nor no, write Y or N`);
  return read;
}

export function readProcess({ keyed, context, isStrict, fail }: StartReading): RpaProcess | null {
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

export function valuesOf(reading: StartReading, { parameters, env }: RpaProcess): UnderstoodStart['values'] {
  const { keyed, isStrict, warnings, errors } = reading;
  const read = readValues(parameters, keyed.values, { isStrict, env: Object.keys(env) });
  warnings.push(...read.warnings);
  errors.push(...read.errors);
  return read.values;
}

export function readTimezone({ keyed, context, fail }: StartReading): string {
  if (keyed.timezone === undefined) return context.timezone;
  const zone = typeof keyed.timezone === 'string' ? ianaZone(keyed.timezone) : null;
  if (zone !== null) return zone;
  const message = `${shown(keyed.timezone)} is not an IANA time zone, write for example Europe/Istanbul or UTC`;
  fail('TIMEZONE_INVALID', 'timezone', message);
  return context.timezone;
}

export function readQuartz({ keyed, isStrict, warnings, fail }: StartReading): string | null {
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

export function readEdge(reading: StartReading, key: 'startDate' | 'endDate', timezone: string): number | null {
  const { keyed, warnings, fail } = reading;
  const given = keyed[key];
  if (given === undefined) return null;
  const read = readDate(typeof given === 'string' ? given : '', timezone, key === 'startDate' ? 'start' : 'end');
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

export function readWorker({ keyed, context, isStrict, warnings, fail }: StartReading): string | null {
  if (keyed.worker === undefined) return null;
  const name = typeof keyed.worker === 'number' ? String(keyed.worker) : keyed.worker;
  const found = typeof name === 'string' ? context.findWorker(name.trim()) : null;
  if (found === null)
    fail('WORKER_NOT_FOUND', 'worker', `${shown(keyed.worker)} is not the name of a worker, write it as a text`);
  else if ('target' in found) return found.target;
  else if (isStrict || context.isFleet) fail('WORKER_NOT_FOUND', 'worker', found.problem);
  else
    warnings.push({
      code: 'WORKER_NOT_FOUND',
      field: 'worker',
      message: `worker: ${found.problem}, so it runs on this one`,
    });
  return null;
}
