import type { ConnectorStatus } from '../../../contract/connector.ts';
import { formatWall, instantToWall } from '../../../contract/quartz/index.ts';
import { reasonIn } from '../../../contract/words/reason-in.ts';
import type { Reason } from '../../../contract/reasons.ts';
import type { Outcome, Run, RunStatus } from '../../../contract/run.ts';

// The sentences of status answers and of the history. Each is complete by itself, because many clients show nothing else.

/** An outcome as one of the five states that callers of the vendor's API know. */
export function statusOfOutcome(outcome: Outcome): ConnectorStatus {
  switch (outcome) {
    case 'succeeded':
      return 'SUCCEEDED';
    case 'failed':
    case 'timed-out':
    case 'interrupted':
      return 'FAILED';
    case 'cancelled':
    case 'skipped':
    case 'missed':
    case 'blocked':
    case 'expired':
      return 'CANCELLED';
  }
}

/** The state of one run by itself. Between attempts it waits. */
export function statusOfRun({ status, outcome }: Pick<Run, 'status' | 'outcome'>): ConnectorStatus {
  switch (status) {
    case 'queued':
    case 'retrying':
      return 'WAITING';
    case 'running':
    case 'cancelling':
      return 'RUNNING';
    case 'ended':
      return statusOfOutcome(outcome ?? 'interrupted');
  }
}

/** The reverse of statusOfRun, for filters. */
export function runsWithStatus(status: ConnectorStatus): {
  statuses: readonly RunStatus[];
  outcomes: readonly Outcome[];
} {
  switch (status) {
    case 'WAITING':
      return { statuses: ['queued', 'retrying'], outcomes: [] };
    case 'RUNNING':
      return { statuses: ['running', 'cancelling'], outcomes: [] };
    case 'SUCCEEDED':
      return { statuses: ['ended'], outcomes: ['succeeded'] };
    case 'FAILED':
      return { statuses: ['ended'], outcomes: ['failed', 'timed-out', 'interrupted'] };
    case 'CANCELLED':
      return { statuses: ['ended'], outcomes: ['cancelled', 'skipped', 'missed', 'blocked', 'expired'] };
  }
}

/** The facts of a sentence that are not in the run. `ahead` is how many runs are before it in the queue. Instants in epoch ms. */
export interface Setting {
  readonly now: number;
  readonly timezone: string;
  readonly ahead: number;
}

type Zoned = Pick<Setting, 'now' | 'timezone'>;

/** The sentence of a run: "Waiting: 2 runs ahead of it on this worker", "Failed after 2 of 2 attempts: exit code 3: …". */
export function runInWords(run: Run, setting: Setting): string {
  switch (run.status) {
    case 'queued':
      return `Waiting: ${queueWords(run, setting)}`;
    case 'retrying':
      return `Waiting: ${retryWords(run, setting)}`;
    case 'running':
      return `Running since ${timeWords(run.startedAt ?? run.queuedAt, setting)}${progressWords(run)}`;
    case 'cancelling':
      return `Running since ${timeWords(run.startedAt ?? run.queuedAt, setting)}: it was asked to stop`;
    case 'ended':
      return endWords(run, setting);
  }
}

/** The warning of a run that succeeded ("exit code 2: three rows were left out"); null if it has none. */
export function warningOf({ hasWarning, reason, outcome }: Run, setting: Zoned): string | null {
  return hasWarning && outcome === 'succeeded' && reason !== null ? reasonWords(reason, setting) : null;
}

function queueWords({ reason }: Run, setting: Setting): string {
  const { ahead } = setting;
  if (reason !== null) return reasonWords(reason, setting);
  if (ahead === 0) return 'next on this worker';
  return `${ahead} ${ahead === 1 ? 'run' : 'runs'} ahead of it on this worker`;
}

function retryWords({ attempt, maxAttempts, retryAt, reason }: Run, setting: Setting): string {
  const when = retryAt === null ? 'soon' : `at ${timeWords(retryAt, setting)}`;
  // It waits for its conditions, or follows another run after a delay.
  if (reason?.code === 'waits-for') return reasonWords(reason, setting);
  if (attempt === 0) return `starts ${when}`;
  const why = reason === null ? '' : `, after attempt ${attempt}: ${reasonWords(reason, setting)}`;
  return `attempt ${attempt + 1} of ${maxAttempts} ${when}${why}`;
}

function progressWords({ progress, attempt, maxAttempts }: Run): string {
  const percent = progress?.percent === undefined ? '' : `, ${Math.round(progress.percent)} %`;
  const text = progress?.text === undefined || progress.text === '' ? '' : `: ${progress.text}`;
  const which = attempt > 1 ? `, attempt ${attempt} of ${maxAttempts}` : '';
  return `${which}${percent}${text}`;
}

function endWords({ outcome, reason, attempt, maxAttempts }: Run, setting: Zoned): string {
  switch (statusOfOutcome(outcome ?? 'interrupted')) {
    case 'SUCCEEDED':
      return 'Your transaction has ended.';
    case 'FAILED':
      return `Failed after ${attempt} of ${maxAttempts} attempts${reason === null ? '' : `: ${reasonWords(reason, setting)}`}`;
    case 'CANCELLED':
    case 'WAITING':
    case 'RUNNING':
      return cancelledWords(reason, setting);
  }
}

/** "Cancelled by erp", "Cancelled: skipped: the run before it was still active". */
export function cancelledWords(reason: Reason | null, setting: Zoned): string {
  if (reason === null) return 'Cancelled';
  const words = reasonWords(reason, setting);
  return words.startsWith('cancelled') ? `C${words.slice(1)}` : `Cancelled: ${words}`;
}

const reasonWords = (reason: Reason, setting: Zoned): string => reasonIn('en', reason, (at) => timeWords(at, setting));

/** The time of day in the schedule's zone; with the date unless it is today there. */
export function timeWords(at: number, { now, timezone }: Zoned): string {
  const written = formatWall(instantToWall(timezone, at));
  const today = formatWall(instantToWall(timezone, now)).slice(0, 10);
  return written.startsWith(today) ? written.slice(11) : written;
}
