import { useCallback, useEffect } from 'react';
import { useLocation } from 'wouter';
import type { Outcome, Run } from '../../contract/run.ts';
import type { ServerEvent } from '../api/event-source.ts';
import { useKnownName } from '../api/names.ts';
import { ownRuns } from '../api/own-runs.ts';
import { useServerEvents } from '../api/use-live.tsx';
import { useAnnounce } from '../ui/live-region.tsx';
import { isToastOpen, useToast } from '../ui/toast.tsx';
import { toastOf } from '../words/use-queued-toast.ts';
import { useWords } from '../words/words.tsx';

/**
 * The toast of a run that was started here: while it is open it turns from queued to running, and it comes again for the end. Runs of
 * schedules and other people are quiet.
 */
export function useOwnRunToasts(): void {
  const { w, say } = useWords();
  const [path, navigate] = useLocation();
  const toast = useToast();
  const announce = useAnnounce();
  const nameOf = useKnownName();
  const tell = useCallback(
    (run: Run, sentence: string, isBad = false) => {
      if (path === `/runs/${run.id}`) return;
      const action = { label: w.app.toasts.openRun, run: () => navigate(`/runs/${run.id}`) };
      const text = say(sentence, { name: nameOf(run) });
      toast({ id: toastOf(run.id), text, action, ...(isBad ? { tone: 'bad' as const } : {}) });
    },
    [w, say, path, navigate, toast, nameOf],
  );
  const tellStart = useCallback(
    (run: Run) => {
      if (isToastOpen(toastOf(run.id))) tell(run, w.app.toasts.running);
    },
    [w, tell],
  );
  const tellEnd = useCallback(
    (run: Run) => {
      const { succeeded, failed, cancelled } = w.app.toasts;
      if (run.outcome === 'succeeded') return tell(run, succeeded);
      if (isFailure(run.outcome)) {
        announce(say(failed, { name: nameOf(run) }), true);
        return tell(run, failed, true);
      }
      if (isToastOpen(toastOf(run.id))) tell(run, cancelled);
    },
    [w, say, nameOf, tell, announce],
  );
  useEffect(() => ownRuns.onStart(tellStart), [tellStart]);
  useEffect(() => ownRuns.onEnd(tellEnd), [tellEnd]);
  useServerEvents(receive);
}

function receive({ announcement }: ServerEvent): void {
  if (announcement.type !== 'run') return;
  const { run } = announcement;
  if (run.status === 'ended') ownRuns.hearEnd(run);
  else if (run.status === 'running') ownRuns.hearStart(run);
}

const isFailure = (outcome: Outcome | null): boolean =>
  outcome === 'failed' || outcome === 'timed-out' || outcome === 'interrupted' || outcome === 'blocked';
