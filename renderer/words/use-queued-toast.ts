import { useCallback } from 'react';
import { useLocation } from 'wouter';
import type { Run } from '../../contract/run.ts';
import { useToast } from '../ui/toast.tsx';
import { useWords } from './words.tsx';

/** The one toast of a run that was started here: it says queued, then running, then how it ended. */
export const toastOf = (run: string): string => `run-${run}`;

/** A toast that runs are queued; for a single run with its name and a link. `nameOf`: the name that people read of a run. */
export function useQueuedToast(nameOf: (run: Run) => string): (runs: readonly Run[]) => void {
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
        id: toastOf(first.id),
        text: say(queued, { name: nameOf(first) }),
        action: { label: openRun, run: () => navigate(`/runs/${first.id}`) },
      });
    },
    [w, say, count, toast, navigate, nameOf],
  );
}
