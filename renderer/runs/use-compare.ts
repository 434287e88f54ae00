import { useLocation } from 'wouter';
import type { Run } from '../../contract/run.ts';
import { call } from '../api/client.ts';
import { useToast } from '../ui/toast.tsx';
import { useWords } from '../words/words.tsx';

/** Leads to the comparison of a run with the last good one of its schedule before it, or with one to choose. */
export function useCompare({ id, seq, scheduleId }: Run): (other: 'good' | 'chosen') => Promise<void> {
  const { w, notDone } = useWords();
  const words = w.runs.actions;
  const [, navigate] = useLocation();
  const toast = useToast();
  return async (other) => {
    if (other === 'chosen') return navigate(`/runs/compare?b=${id}`);
    try {
      const query = { schedule: scheduleId, result: 'succeeded', before: seq, tests: 'false', limit: 1 } as const;
      const [good] = (await call('runs', { query })).runs;
      if (good === undefined) toast({ text: words.noGood });
      else navigate(`/runs/compare?a=${good.id}&b=${id}`);
    } catch (error) {
      toast(notDone(words.withGood, error));
    }
  };
}
