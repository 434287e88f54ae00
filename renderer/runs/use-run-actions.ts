import { useMemo } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { Run } from '../../contract/run.ts';
import { call, type Answer } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useKnownName } from '../api/names.ts';
import { rememberOwnRun } from '../api/own-runs.ts';
import { useIsOffline } from '../api/use-live.tsx';
import { useToast } from '../ui/toast.tsx';
import { useQueuedToast } from '../words/use-queued-toast.ts';
import { useWords } from '../words/words.tsx';

export interface RunActions {
  /** Requests a stop; `force` kills the run, `chain` also stops what follows it. */
  readonly cancel: (runs: readonly Run[], force?: boolean, chain?: boolean) => Promise<void>;
  /** Runs again with the same values, with `chain` also what follows; returns the new run, if there is one. */
  readonly retry: (runs: readonly Run[], chain?: boolean) => Promise<Run | null>;
}

/** The actions on runs. None shows its effect before the server has confirmed it. */
export function useRunActions(): RunActions {
  const queries = useQueryClient();
  const { w, say, count, notDone, mayNot } = useWords();
  const toast = useToast();
  const refusal = useIsOffline() ? w.app.problems.actionsOff : mayNot('operator');
  const nameOf = useKnownName();
  const tellQueued = useQueuedToast(nameOf);
  return useMemo(() => {
    const words = w.runs;

    /** No request while the server is unreachable or the role does not allow it: keys follow the same rule as buttons. */
    async function all(
      act: string,
      runs: readonly Run[],
      ask: (run: Run) => Promise<{ run: Run }>,
    ): Promise<readonly Run[]> {
      if (refusal !== null) {
        toast({ text: refusal, id: 'offline' });
        return [];
      }
      const answers = await Promise.allSettled(runs.map(ask));
      const refused = answers.find((answer) => answer.status === 'rejected');
      if (refused) toast(notDone(act, refused.reason));
      return answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.run] : []));
    }

    return {
      cancel: async (runs, force = false, chain = false) => {
        const asked = await all(force ? words.actions.force : words.actions.cancel, runs, (run) =>
          call('cancelRun', { path: { id: run.id }, body: { force, chain } }),
        );
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
              ? say(sentence, { name: nameOf(first) })
              : count(words.toasts.cancelledMany, asked.length),
        });
      },
      retry: async (runs, chain = false) => {
        const started = await all(words.actions.retry, runs, (run) =>
          call('rerun', { path: { id: run.id }, body: { chain } }),
        );
        tellQueued(started);
        for (const { id } of started) rememberOwnRun(id);
        return started[0] ?? null;
      },
    };
  }, [queries, w, say, count, toast, tellQueued, nameOf, notDone, refusal]);
}
