import { useCallback } from 'react';
import { useLocation } from 'wouter';
import type { Run } from '../../contract/run.ts';
import { useToast } from '../ui/toast.tsx';
import { useWords } from './words.tsx';

/** A toast that runs are queued; for a single run with its name and a link. */
export function useQueuedToast(): (runs: readonly Run[]) => void {
  const { w, say, count } = useWords();
  const toast = useToast();
  const [, navigate] = useLocation();
  return useCallback(
    (runs) => {
      const { queued, queuedMany, openRun } = w.app.toasts;
      const [first] = runs;
      if (!first) return;
      if (runs.length > 1) return toast({ text: count(queuedMany, runs.length) });
      toast({
        text: say(queued, { name: first.scheduleName || first.process }),
        id: `run ${first.id}`,
        action: { label: openRun, run: () => navigate(`/runs/${first.id}`) },
      });
    },
    [w, say, count, toast, navigate],
  );
}
