import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { createRunLog, type RunLog, type RunLogState } from './run-log.ts';
import { useHeard } from './use-live.tsx';

/** The log of an attempt, live while the attempt is active. */
export function useRunLog(
  runId: string,
  attempt: number,
  isActive: boolean,
): RunLogState & Pick<RunLog, 'show' | 'keepEnd'> {
  const log = useMemo(() => createRunLog(runId, attempt), [runId, attempt]);
  useHeard(log.hear);
  // At the start, and once more when the attempt has ended: the last lines may come after the last announcement.
  useEffect(() => void log.catchUp(), [log, isActive]);
  useEffect(() => (isActive ? log.watch() : undefined), [log, isActive]);
  const state = useSyncExternalStore(log.subscribe, log.read);
  return { ...state, show: log.show, keepEnd: log.keepEnd };
}
