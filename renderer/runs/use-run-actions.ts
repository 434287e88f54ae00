import { useMemo } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { Run } from '../../contract/run.ts';
import { call, type Answer } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { rememberOwnRun } from '../api/own-runs.ts';
import { useToast } from '../ui/toast.tsx';
import { useWords } from '../words/words.tsx';

export interface RunActions {
  /** Asks a run to stop; `force` ends it. */
  readonly cancel: (runs: readonly Run[], force?: boolean) => Promise<void>;
  /** Runs again with the same values; the new run, if there is one. */
  readonly retry: (runs: readonly Run[]) => Promise<Run | null>;
}

/** What can be done to runs. Nothing here is shown before the server has said yes. */
export function useRunActions(): RunActions {
  const queries = useQueryClient();
  const { w, say, count, sayProblem } = useWords();
  const toast = useToast();
  const [, navigate] = useLocation();
  return useMemo(() => {
    const words = w.runs;

    async function all(runs: readonly Run[], ask: (run: Run) => Promise<{ run: Run }>): Promise<readonly Run[]> {
      const answers = await Promise.allSettled(runs.map(ask));
      const refused = answers.find((answer) => answer.status === 'rejected');
      if (refused) toast({ text: sayProblem(refused.reason), tone: 'bad' });
      return answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.run] : []));
    }

    return {
      cancel: async (runs, force = false) => {
        const asked = await all(runs, (run) => call('cancelRun', { path: { id: run.id }, body: { force } }));
        for (const run of asked) {
          queries.setQueryData<Answer<'run'>>(
            keys.run(run.id),
            (old) => old && { ...old, run: { ...old.run, ...run } },
          );
        }
        const [first] = asked;
        if (!first) return;
        const sentence = force
          ? words.toasts.forced
          : first.status === 'ended'
            ? words.toasts.cancelled
            : words.toasts.cancelling;
        toast({
          text:
            asked.length === 1
              ? say(sentence, { name: first.scheduleName })
              : count(words.toasts.cancelledMany, asked.length),
        });
      },
      retry: async (runs) => {
        const started = await all(runs, (run) => call('rerun', { path: { id: run.id }, body: {} }));
        for (const { id } of started) rememberOwnRun(id);
        const [first] = started;
        if (!first) return null;
        if (started.length === 1) {
          toast({
            text: say(words.toasts.queued, { name: first.scheduleName }),
            action: { label: words.toasts.open, run: () => navigate(`/runs/${first.id}`) },
          });
        } else toast({ text: count(words.toasts.queuedMany, started.length) });
        return first;
      },
    };
  }, [queries, w, say, count, toast, navigate, sayProblem]);
}
