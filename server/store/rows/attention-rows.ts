import type { Reason } from '../../../contract/reasons.ts';
import type { Outcome, Trigger } from '../../../contract/run.ts';
import type { LaterSuccess, UnseenRun } from '../attention-store.ts';
import { storedJson } from '../stored-json.ts';
import type { Row } from './rows.ts';

/**
 * As in the partial index, which is used only where its condition stands: the outcomes are those that a person should look at
 * (contract/attention.ts), without tests.
 */
export const isUnseen = `run.seen_at IS NULL AND run.outcome IN ('failed', 'timed-out', 'interrupted', 'missed', 'blocked', 'expired') AND run.trigger <> 'test'`;

/** The values of a run, in short: a single start has those of its schedule, which nobody else has. */
const ownValues = `CASE WHEN coalesce(run.input, CASE WHEN schedule.is_listed = 0 THEN schedule.input END) IS NULL THEN NULL
  ELSE length(coalesce(run.input, schedule.input)) || ' ' || substr(coalesce(run.input, schedule.input), 1, 500) END AS own`;

/** Of `run JOIN schedule`: without outputs, which may be long. */
export const unseenColumns = `run.id, run.seq, run.process, run.trigger, run.outcome, run.reason, run.starter, run.started_by, run.schedule,
  run.started_at, run.ended_at, run.queued_at, schedule.id AS schedule_id, schedule.name AS schedule_name, schedule.is_listed, ${ownValues}`;
export const laterColumns = `run.seq, run.process, run.schedule, run.starter, run.rerun_of, run.outcome, ${ownValues}`;

export const toUnseen = (row: Row): UnseenRun => ({
  id: String(row['id']),
  seq: Number(row['seq']),
  process: String(row['process']),
  trigger: row['trigger'] as Trigger,
  outcome: row['outcome'] as Outcome,
  reason: typeof row['reason'] === 'string' ? storedJson<Reason>(row['reason']) : null,
  starter: textOf(row['starter']),
  startedBy: textOf(row['started_by']),
  schedule: Number(row['schedule']),
  scheduleId: String(row['schedule_id']),
  scheduleName: String(row['schedule_name']),
  isListed: row['is_listed'] === 1,
  own: textOf(row['own']),
  startedAt: typeof row['started_at'] === 'number' ? row['started_at'] : null,
  endedAt: Number(row['ended_at'] ?? row['queued_at']),
});

export const toLater = (row: Row): LaterSuccess => ({
  seq: Number(row['seq']),
  process: String(row['process']),
  schedule: Number(row['schedule']),
  starter: textOf(row['starter']),
  own: textOf(row['own']),
  rerunOf: textOf(row['rerun_of']),
});

const textOf = (value: Row[string] | undefined): string | null => (typeof value === 'string' ? value : null);
