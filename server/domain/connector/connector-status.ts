import { isDayPlan, isInterval } from '../../../contract/interval-plans.ts';
import type { ConnectorStatus, StatusAnswer } from '../../../contract/connector.ts';
import type { Reason } from '../../../contract/reasons.ts';
import type { Run } from '../../../contract/run.ts';
import type { Schedule } from '../../../contract/schedule.ts';
import { cancelledWords, runInWords, statusOfRun, timeWords, warningOf } from './connector-words.ts';

type Outputs = Readonly<Record<string, unknown>>;

/** A run with what a status needs; its outputs are decrypted. */
export type StatusRun = Run & { readonly outputs: Outputs };

/** The facts about one `robustaSpid`. Instants in epoch ms. */
export interface StatusFacts {
  readonly schedule: Pick<Schedule, 'plan' | 'state' | 'reason' | 'due' | 'pausedUntil'> & {
    readonly deletedAt: number | null;
  };
  /** Runs that are not over, oldest first. */
  readonly active: readonly StatusRun[];
  /** The latest run that is over, and the latest one that is over and had started its program. */
  readonly lastEnded: StatusRun | null;
  readonly lastRan: StatusRun | null;
  /** How many runs are in the queue before the first queued one of `active`. */
  readonly ahead: number;
  readonly isEverythingPaused: boolean;
  readonly now: number;
}

/** The run that decides the status, and the status itself. */
interface Verdict {
  readonly status: ConnectorStatus;
  readonly message: string;
  readonly run: StatusRun | null;
}

export interface StatusOptions {
  readonly isNative: boolean;
}

/** A schedule and its runs as a status answer, by section 4 of the connector API. `retryAfterSeconds` is null when the state is final. */
export function connectorStatus(
  facts: StatusFacts,
  { isNative }: StatusOptions,
): { answer: StatusAnswer; retryAfterSeconds: number | null } {
  const { status, message, run } = verdictOf(facts);
  const isFinal = status !== 'WAITING' && status !== 'RUNNING';
  const outputs = isFinal && run !== null ? outputKeys(run.outputs, isNative) : {};
  const answer: StatusAnswer = {
    ...outputs,
    status,
    message,
    nextRun: facts.schedule.due === null ? null : new Date(facts.schedule.due).toISOString(),
    progress: status === 'RUNNING' ? (run?.progress ?? null) : null,
    attempt: run !== null && run.attempt > 0 ? `${run.attempt} of ${run.maxAttempts}` : null,
    runId: run?.id ?? null,
    warning: run === null ? null : warningOf(run, { now: facts.now, timezone: facts.schedule.plan.timezone }),
    ...(run?.follows === undefined ? {} : { follows: run.follows.run }),
    ...run?.usage,
  };
  return { answer, retryAfterSeconds: isFinal ? null : retryAfter(facts, run) };
}

/** An active run decides first, then a waiting one, then one that is over; a plan that was cancelled is over, whatever it did before. */
function verdictOf(facts: StatusFacts): Verdict {
  const { schedule, active, lastEnded, lastRan } = facts;
  const present = active.find(({ status }) => status === 'running' || status === 'cancelling') ?? active[0];
  if (present) return ofRun(present, facts);
  const { kind } = schedule.plan;
  const isPlan = kind === 'cron' || kind === 'never' || isInterval(schedule.plan);
  if (isPlan && isTakenBack(schedule)) return cancelled(schedule.reason, facts);
  const last = isPlan ? lastRan : lastEnded;
  if (last) return ofRun(last, facts);
  if (schedule.plan.kind === 'never') return cancelled(schedule.reason ?? neverFires(schedule.plan.quartz), facts);
  if (schedule.state === 'ended' || schedule.deletedAt !== null)
    return cancelled(schedule.reason ?? lastEnded?.reason ?? null, facts);
  return { status: 'WAITING', message: plannedWords(facts), run: null };
}

function isTakenBack({ state, reason, deletedAt }: StatusFacts['schedule']): boolean {
  return deletedAt !== null || (state === 'ended' && (reason?.code === 'deleted' || reason?.code === 'cancelled-by'));
}

const neverFires = (quartz: string): Reason => ({ code: 'never-fires', params: { quartz } });

const cancelled = (reason: Reason | null, { now, schedule }: StatusFacts): Verdict => ({
  status: 'CANCELLED',
  message: cancelledWords(reason, { now, timezone: schedule.plan.timezone }),
  run: null,
});

function ofRun(run: StatusRun, { now, schedule, ahead }: StatusFacts): Verdict {
  return { status: statusOfRun(run), message: runInWords(run, { now, timezone: schedule.plan.timezone, ahead }), run };
}

function plannedWords({ schedule, isEverythingPaused, now }: StatusFacts): string {
  if (isEverythingPaused) return 'Waiting: all schedules are paused';
  if (schedule.state === 'paused') return 'Waiting: its schedule is paused';
  if (schedule.due === null && isDayPlan(schedule.plan)) return 'Waiting: its calendar names no day to come yet';
  if (schedule.due === null) return 'Waiting: it runs when it is called';
  const { timezone } = schedule.plan;
  return `Waiting: it runs at ${timeWords(schedule.due, { now, timezone })} (${timezone})`;
}

/**
 * Outputs in the vendor's form: flat, `__out_` before the name, texts; other types as JSON text unless native ones are asked for.
 */
function outputKeys(outputs: Outputs, isNative: boolean): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, value]) => [
      keyOf(name, outputs),
      isNative || typeof value === 'string' ? value : JSON.stringify(value ?? null),
    ]),
  );
}
const outputPrefix = '__out_';

/** If a robot's output name already has the prefix, it is not added again, unless the result would be the key of another output. */
function keyOf(name: string, outputs: Outputs): string {
  const isWritten = name.startsWith(outputPrefix) && !Object.hasOwn(outputs, name.slice(outputPrefix.length));
  return isWritten ? name : `${outputPrefix}${name}`;
}

const shortest = 1;
const usual = 2;
const longest = 60;

/** Short while a run is queued or active; for a planned one until its time, but at most a minute. */
function retryAfter({ schedule, now }: StatusFacts, run: StatusRun | null): number {
  const next = run === null ? schedule.due : run.retryAt;
  if (next === null) return run === null ? longest : usual;
  return Math.min(longest, Math.max(shortest, Math.ceil((next - now) / 1000)));
}
