import type { HistoryEntry } from '../../../contract/connector-history.ts';
import type { Run } from '../../../contract/run.ts';
import { runInWords, statusOfRun, warningOf } from '../../domain/connector/connector-words.ts';

/** A run as the history of the connector API shows it. */
export function historyEntryOf(run: Run, place: { readonly now: number; readonly timezone: string }): HistoryEntry {
  const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
  return {
    robustaSpid: run.scheduleId,
    runId: run.id,
    name: run.process,
    status: statusOfRun(run),
    runStatus: run.status,
    outcome: run.outcome,
    message: run.status === 'queued' && run.reason === null ? 'Waiting' : runInWords(run, { ...place, ahead: 0 }),
    warning: warningOf(run, place),
    ...(run.follows === undefined ? {} : { follows: run.follows.run }),
    ...run.usage,
    trigger: run.trigger,
    startedBy: run.startedBy,
    dueAt: new Date(run.dueAt).toISOString(),
    startedAt: iso(run.startedAt),
    endedAt: iso(run.endedAt),
    attempts: run.attempt,
  };
}
