import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { createRunLog, type RunLog, type RunLogState } from './run-log.ts';
import { useServerEvents } from './use-live.tsx';

export type UsedRunLog = RunLogState & Pick<RunLog, 'lineAt' | 'want' | 'wantProblems' | 'find' | 'readAll'>;

/** The log of an attempt, live while the attempt is active. */
export function useRunLog(runId: string, attempt: number, isActive: boolean): UsedRunLog {
  const log = useMemo(() => createRunLog(runId, attempt), [runId, attempt]);
  useServerEvents(log.receive);
  // At the start, and again when the attempt has ended: the last lines may come after the last announcement.
  useEffect(() => void log.catchUp(), [log, isActive]);
  useEffect(() => (isActive ? log.watch() : undefined), [log, isActive]);
  const state = useSyncExternalStore(log.subscribe, log.read);
  return useMemo(() => {
    const { lineAt, want, wantProblems, find, readAll } = log;
    return { ...state, lineAt, want, wantProblems, find, readAll };
  }, [log, state]);
}
