import { anybody, type NewRun, type StoredRun } from '../stored-run.ts';
import type { StoredSchedule, Values } from '../stored-schedule.ts';
import type { Reason } from '../../../contract/reasons.ts';
import type { Usage } from '../../../contract/limits.ts';
import { said } from '../../../contract/translatable.ts';
import type { Follows } from '../../../contract/follow-up.ts';
import type { Attempt, ExitFacts, Outcome, RunStatus, Trigger } from '../../../contract/run.ts';
import type { OverlapPolicy, Plan, ScheduleOptions, ScheduleRow, ScheduleState } from '../../../contract/schedule.ts';
import { storedExactJson, storedJson } from '../stored-json.ts';

/** A row of a table: every database here keeps flags as 0 and 1, instants as epoch ms and objects as the text of their JSON. */
export type Row = Readonly<Record<string, string | number | null>>;

// Conversion between table rows and the types of the contract. `input` has values with encrypted secrets.

const json = <T>(text: string | number | null | undefined): T | null =>
  typeof text === 'string' ? storedJson<T>(text) : null;
const number = (value: string | number | null | undefined): number | null => (typeof value === 'number' ? value : null);
const text = (value: string | number | null | undefined): string | null => (typeof value === 'string' ? value : null);

export function toSchedule(row: Row): StoredSchedule {
  return {
    id: String(row['id']),
    seq: Number(row['seq']),
    version: Number(row['version']),
    name: String(row['name']),
    process: String(row['process']),
    worker: text(row['worker']),
    state: row['state'] as ScheduleState,
    plan: json<Plan>(row['plan'])!,
    options: json<ScheduleOptions>(row['options'])!,
    values: json<Values>(row['input']) ?? {},
    due: number(row['due']),
    cursor: number(row['cursor']),
    pausedUntil: number(row['paused_until']),
    reason: json<Reason>(row['reason']),
    createdBy: text(row['created_by']),
    createdAt: Number(row['created_at']),
    updatedAt: Number(row['updated_at']),
    isFavourite: row['is_favourite'] === 1,
    isListed: row['is_listed'] === 1,
    deletedAt: number(row['deleted_at']),
    owner: text(row['owner']),
  };
}

export function toRun(row: Row): StoredRun {
  return {
    id: String(row['id']),
    seq: Number(row['seq']),
    scheduleSeq: Number(row['schedule']),
    scheduleId: String(row['schedule_id']),
    scheduleName: String(row['schedule_name']),
    process: String(row['process']),
    trigger: row['trigger'] as Trigger,
    startedBy: text(row['started_by']),
    starter: text(row['starter']) as StoredRun['starter'],
    ...(typeof row['start_reason'] === 'string' ? { startReason: json<Reason>(row['start_reason'])! } : {}),
    status: row['status'] as RunStatus,
    outcome: text(row['outcome']) as Outcome | null,
    reason: json<Reason>(row['reason']),
    hasWarning: row['has_warning'] === 1,
    isLate: row['is_late'] === 1,
    dueAt: Number(row['due_at']),
    queuedAt: Number(row['queued_at']),
    startedAt: number(row['started_at']),
    endedAt: number(row['ended_at']),
    attempt: Number(row['attempt']),
    maxAttempts: Number(row['max_attempts']),
    retryAt: number(row['retry_at']),
    progress: null,
    outputLine: '',
    rerunOf: text(row['rerun_of']),
    worker: String(row['worker']),
    target: targetOf(row['target']),
    rank: Number(row['rank']),
    overlap: row['overlap'] as OverlapPolicy,
    input: json<Values>(row['input']),
    outputs: typeof row['outputs'] === 'string' ? storedExactJson<Values>(row['outputs']) : {},
    ...(typeof row['usage'] === 'string' ? { usage: json<Usage>(row['usage'])! } : {}),
    ...chainOf(row),
    ...looksOf(row),
  };
}

/** Only what is there: most runs follow nothing. */
function chainOf(row: Row): Pick<StoredRun, 'follows' | 'endsChain'> {
  const run = text(row['follows']);
  return {
    ...(run === null ? {} : { follows: { run, ...json<Omit<Follows, 'run'>>(row['follow'])! } }),
    ...(row['ends_chain'] === 1 ? { endsChain: true } : {}),
  };
}

function looksOf(row: Row): Pick<StoredRun, 'looks'> {
  const until = number(row['look_until']);
  return until === null ? {} : { looks: { at: number(row['look_at']), until } };
}

/** What is queued later waits like a run between two attempts. */
export const statusOf = ({ ended, waitsUntil, looks }: NewRun): RunStatus =>
  ended ? 'ended' : waitsUntil === undefined && looks === undefined ? 'queued' : 'retrying';

/** Why it is over already, or what it waits for. */
export function reasonOf({ ended, waitsUntil, looks }: NewRun): Reason | null {
  if (ended) return ended.reason;
  if (waitsUntil !== undefined) return { code: 'waits-until', params: { at: waitsUntil } };
  return looks === undefined ? null : { code: 'waits-for', params: { what: said`it is about to be looked at` } };
}

/** The columns of what a new run follows and when it is queued; null if it follows nothing and is queued at once. */
export function chainColumns({
  follows,
  endsChain,
  waitsUntil,
  looks,
}: NewRun): [string | null, string | null, number, number | null] | null {
  if (follows === undefined && endsChain === undefined && waitsUntil === undefined) return null;
  const { run, ...facts } = follows ?? { run: null };
  return [
    run,
    follows === undefined ? null : JSON.stringify(facts),
    endsChain ? 1 : 0,
    looks ? null : (waitsUntil ?? null),
  ];
}

/** Whom a run is for; null = anybody. */
export const targetOf = (stored: Row[string] | undefined): string | null =>
  typeof stored === 'string' && stored !== anybody ? stored : null;

export function toAttempt(row: Row): Attempt {
  return {
    number: Number(row['number']),
    startedAt: Number(row['started_at']),
    endedAt: number(row['ended_at']),
    pid: number(row['pid']),
    facts: json<ExitFacts>(row['facts']),
  };
}

/** A schedule row joined with its last and its active run (columns `last_*`, `active_*`). */
export function toScheduleRow(row: Row): ScheduleRow {
  const { cursor: _cursor, isListed: _isListed, deletedAt: _deletedAt, owner: _owner, ...schedule } = toSchedule(row);
  const lastStart = number(row['last_started_at']);
  const lastEnd = number(row['last_ended_at']);
  return {
    ...schedule,
    lastRun:
      lastEnd === null
        ? null
        : {
            id: String(row['last_id']),
            outcome: row['last_outcome'] as Outcome,
            reason: json<Reason>(row['last_reason']),
            endedAt: lastEnd,
            durationMs: lastStart === null ? null : lastEnd - lastStart,
          },
    activeRun:
      typeof row['active_id'] === 'string'
        ? {
            id: row['active_id'],
            status: row['active_status'] as RunStatus,
            startedAt: number(row['active_started_at']),
            progress: null,
            // Why it waits for its first try; between two attempts it is the failure of the one before.
            reason: row['active_started_at'] === null ? json<Reason>(row['active_reason']) : null,
          }
        : null,
  };
}

export const toJson = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);
