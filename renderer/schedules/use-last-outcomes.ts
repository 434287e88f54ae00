import { useMemo } from 'react';
import type { Outcome } from '../../contract/run.ts';
import { useRecentRuns } from '../api/queries.ts';
import { useKeptChoice } from '../ui/kept-choices.ts';

export interface LastOutcomes {
  /** Up to ten outcomes per schedule, newest first; null while the column is hidden. */
  readonly outcomes: ReadonlyMap<string, readonly Outcome[]> | null;
  readonly toggle: () => void;
}

const place = 'rota-last-results';
const most = 10;

/** The optional column of last results: hidden at first, kept for the person. */
export function useLastOutcomes(): LastOutcomes {
  const [kept, keep] = useKeptChoice(place);
  const isOn = kept === 'on';
  const runs = useRecentRuns(isOn).data?.runs;
  const outcomes = useMemo(() => {
    if (!isOn) return null;
    const found = new Map<string, Outcome[]>();
    for (const { scheduleId, outcome } of runs ?? []) {
      const known = found.get(scheduleId) ?? [];
      if (outcome !== null && known.length < most) found.set(scheduleId, [...known, outcome]);
    }
    return found;
  }, [isOn, runs]);
  function toggle(): void {
    keep(isOn ? 'off' : 'on');
  }
  return { outcomes, toggle };
}
