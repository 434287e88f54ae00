import type { ErrorCode, ErrorDetail } from '../../../contract/errors.ts';
import { clockChangePolicies, type ClockChangePolicy } from '../../../contract/quartz/index.ts';
import {
  calendarActions,
  callbackEvents,
  misfirePolicies,
  overlapPolicies,
  retryGrowths,
  scheduleOptions,
  type CallbackEvent,
  type ScheduleOptions,
} from '../../../contract/schedule.ts';
import { runLimits, type RunLimits } from '../../../contract/limits.ts';
import { foldKey } from '../name-matching.ts';
import { readFlag } from '../values/flags.ts';
import type { KeyedBody, StartKey } from './start-keys.ts';

type Problem = (code: ErrorCode, field: string, message: string) => void;

/**
 * Reads how runs behave from the optional keys of a start body. Numbers may be written as text. Every fault is reported; a
 * faulty option keeps its default.
 */
export function readOptions(
  keyed: KeyedBody,
  calendarNames: readonly string[],
): { options: ScheduleOptions; clockChange: ClockChangePolicy; errors: ErrorDetail[] } {
  const errors: ErrorDetail[] = [];
  const problem: Problem = (code, field, message) => errors.push({ code, field, message: `${field}: ${message}` });
  const options: ScheduleOptions = scheduleOptions.parse({});
  const number = (key: StartKey, code: ErrorCode, rule: NumberRule): number | undefined => {
    if (keyed[key] === undefined) return undefined;
    const value = readNumber(keyed[key], rule);
    if (value === null) problem(code, key, `${shown(keyed[key])} is not ${rule.words}`);
    return value ?? undefined;
  };

  options.retryCount =
    number('retryCount', 'RETRY_INVALID', { min: 0, max: 99, words: 'a whole number from 0 to 99' }) ?? 0;
  options.retryDelaySeconds =
    number('retryDelaySeconds', 'OPTION_INVALID', {
      min: 0,
      max: 86_400,
      isBroken: true,
      words: 'a number of seconds from 0 to 86400',
    }) ?? 0;
  readRetryGrowth(keyed, options, number, problem);
  options.priority =
    number('priority', 'OPTION_INVALID', { min: -100, max: 100, words: 'a whole number from -100 to 100' }) ?? 0;
  options.timeoutSeconds =
    number('timeoutSeconds', 'OPTION_INVALID', {
      min: 0.001,
      max: 31_536_000,
      isBroken: true,
      words: 'a number of seconds above 0, at most 31536000',
    }) ?? null;
  const limits = readLimits(keyed.limits, problem);
  if (limits !== null) options.limits = limits;
  const idle = number('idleMinutes', 'OPTION_INVALID', {
    min: 1,
    max: 1440,
    isBroken: true,
    words: 'a number of minutes from 1 to 1440',
  });
  if (idle !== undefined) options.idleMinutes = idle;
  if (keyed.wakeComputer !== undefined) {
    const wakes = readFlag(keyed.wakeComputer);
    if (wakes === null)
      problem('FLAG_INVALID', 'wakeComputer', `${shown(keyed.wakeComputer)} is neither yes nor no, write Y or N`);
    else if (wakes) options.wakeComputer = true;
  }
  options.overlap = oneOf(keyed.overlap, overlapPolicies, 'overlap', problem) ?? options.overlap;
  readMisfire(keyed.misfire, options, problem);
  options.calendars = readCalendars(keyed.calendar, calendarNames, problem);
  options.callbackUrl = readUrl(keyed.callbackUrl, problem);
  const events = readEvents(keyed.callbackEvents, problem);
  if (events.length > 0) options.callbackEvents = events;
  const clockChange = oneOf(keyed.clockChange, clockChangePolicies, 'clockChange', problem) ?? 'as-quartz';
  return { options, clockChange, errors };
}

function readRetryGrowth(
  keyed: KeyedBody,
  options: ScheduleOptions,
  number: (key: StartKey, code: ErrorCode, rule: NumberRule) => number | undefined,
  problem: Problem,
): void {
  const growth = oneOf(keyed.retryDelayGrowth, retryGrowths, 'retryDelayGrowth', problem);
  if (growth !== null) options.retryDelayGrowth = growth;
  const seconds = { min: 0, max: 86_400, isBroken: true, words: 'a number of seconds from 0 to 86400' };
  const most = number('retryDelayMaxSeconds', 'OPTION_INVALID', seconds);
  if (most !== undefined) options.retryDelayMaxSeconds = most;
  const percent = { min: 0, max: 100, isBroken: true, words: 'a number from 0 to 100' };
  const jitter = number('retryJitterPercent', 'OPTION_INVALID', percent);
  if (jitter !== undefined) options.retryJitterPercent = jitter;
}

interface NumberRule {
  readonly min: number;
  readonly max: number;
  readonly isBroken?: boolean;
  readonly words: string;
}

function readNumber(value: unknown, { min, max, isBroken = false }: NumberRule): number | null {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  if (!/^[+-]?\d+(\.\d+)?$/.test(text)) return null;
  const read = Number(text);
  return read >= min && read <= max && (isBroken || Number.isInteger(read)) ? read : null;
}

function oneOf<T extends string>(
  value: unknown,
  allowed: readonly T[],
  field: string,
  problem: Problem,
  key = '',
): T | null {
  if (value === undefined) return null;
  const found = typeof value === 'string' ? allowed.find((word) => foldKey(word) === foldKey(value)) : undefined;
  if (found === undefined)
    problem('OPTION_INVALID', field, `${key}${shown(value)} is not one of ${allowed.join(', ')}`);
  return found ?? null;
}

function readLimits(value: unknown, problem: Problem): RunLimits | null {
  if (value === undefined) return null;
  const read = runLimits.safeParse(value);
  if (read.success) return Object.keys(read.data).length === 0 ? null : read.data;
  const key = read.error.issues[0]?.path[0];
  problem(
    'OPTION_INVALID',
    'limits',
    `${key === undefined ? shown(value) : `"${String(key)}"`} is not what a run may use: write {"memoryMb": 2048, "cpuSeconds": 600} or one of the two, memory from 16 MB on in whole megabytes, seconds above 0`,
  );
  return null;
}

function readMisfire(value: unknown, options: ScheduleOptions, problem: Problem): void {
  const { policy, notLaterThanSeconds } = isRecord(value) ? value : { policy: value, notLaterThanSeconds: undefined };
  options.misfire =
    oneOf(policy ?? 'once', misfirePolicies, 'misfire', problem, isRecord(value) ? 'policy ' : '') ?? options.misfire;
  if (notLaterThanSeconds === undefined || notLaterThanSeconds === null) return;
  const words = 'a number of seconds from 0 to 31536000';
  const seconds = readNumber(notLaterThanSeconds, { min: 0, max: 31_536_000, isBroken: true, words });
  if (seconds === null) {
    problem('OPTION_INVALID', 'misfire', `notLaterThanSeconds ${shown(notLaterThanSeconds)} is not ${words}`);
  } else options.notLaterThanSeconds = seconds;
}

const mostCalendars = 20;

function readCalendars(value: unknown, known: readonly string[], problem: Problem): ScheduleOptions['calendars'] {
  if (value === undefined) return [];
  const list: unknown[] = Array.isArray(value) ? value : [value];
  if (list.length > mostCalendars) {
    problem('OPTION_INVALID', 'calendar', `${list.length} calendars are too many, at most ${mostCalendars}`);
    return [];
  }
  return list.flatMap((entry) => {
    const { calendar, action } = isRecord(entry) ? entry : { calendar: entry, action: undefined };
    const name = typeof calendar === 'string' ? calendar.trim() : null;
    const found =
      name === null
        ? undefined
        : (known.find((other) => other === name) ?? known.find((other) => foldKey(other) === foldKey(name)));
    if (found === undefined) {
      problem(
        'OPTION_INVALID',
        'calendar',
        `${name === null ? `${shown(calendar)} is not the name of a calendar, write it as a text` : `there is no calendar ${shown(calendar)}`}${known.length > 0 ? `, known are ${known.slice(0, 10).join(', ')}` : ''}`,
      );
    }
    const read = oneOf(action ?? 'skip', calendarActions, 'calendar', problem, 'action ');
    return found === undefined || read === null ? [] : [{ calendar: found, action: read }];
  });
}

function readUrl(value: unknown, problem: Problem): string | null {
  if (value === undefined) return null;
  const url = scheduleOptions.shape.callbackUrl.safeParse(typeof value === 'string' ? value.trim() : 0);
  if (url.success) return url.data;
  problem('OPTION_INVALID', 'callbackUrl', 'is not an http or https address of at most 2000 characters');
  return null;
}

/** A list, or one word. Without duplicates and in the order in which events happen, so that lists with the same meaning are equal. */
function readEvents(value: unknown, problem: Problem): CallbackEvent[] {
  const given: unknown[] = Array.isArray(value) ? value.slice(0, 10) : [value];
  if (given.length === 0)
    problem('OPTION_INVALID', 'callbackEvents', 'the list is empty: name started, ended or both, or leave the key out');
  const read = new Set(given.map((one) => oneOf(one, callbackEvents, 'callbackEvents', problem)));
  return callbackEvents.filter((event) => read.has(event));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A wrong value for an error message: short, and only if it is plain text or a number. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value.length > 60 ? `${value.slice(0, 60)}…` : value}'`;
  if (typeof value === 'number' || typeof value === 'boolean') return `'${value}'`;
  return Array.isArray(value) ? 'a list' : value === null ? 'null' : 'an object';
}
