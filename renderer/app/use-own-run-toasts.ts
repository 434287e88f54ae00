import { useCallback, useEffect } from 'react';
import { useLocation } from 'wouter';
import type { Outcome, Run } from '../../contract/run.ts';
import type { ServerEvent } from '../api/event-source.ts';
import { ownRuns } from '../api/own-runs.ts';
import { useServerEvents } from '../api/use-live.tsx';
import { useAnnounce } from '../ui/live-region.tsx';
import { useToast } from '../ui/toast.tsx';
import { useWords } from '../words/words.tsx';

/** Shows a toast when a run started here ends; runs of schedules and other people end quietly. */
export function useOwnRunToasts(): void {
  const { w, say } = useWords();
  const [path, navigate] = useLocation();
  const toast = useToast();
  const announce = useAnnounce();
  const tell = useCallback(
    ({ id, outcome, scheduleName, process }: Run) => {
      const name = scheduleName || process;
      const isGood = outcome === 'succeeded';
      if (!isGood && !isFailure(outcome)) return;
      const text = say(isGood ? w.app.toasts.succeeded : w.app.toasts.failed, { name });
      if (!isGood) announce(text, true);
      if (path === `/runs/${id}`) return;
      const action = { label: w.app.toasts.openRun, run: () => navigate(`/runs/${id}`) };
      toast({ text, action, id: `run ${id}`, ...(isGood ? {} : { tone: 'bad' as const }) });
    },
    [w, say, path, navigate, toast, announce],
  );
  useEffect(() => ownRuns.onEnd(tell), [tell]);
  useServerEvents(receive);
}

function receive({ announcement }: ServerEvent): void {
  if (announcement.type === 'run' && announcement.run.status === 'ended') ownRuns.hearEnd(announcement.run);
}

const isFailure = (outcome: Outcome | null): boolean =>
  outcome === 'failed' || outcome === 'timed-out' || outcome === 'interrupted' || outcome === 'blocked';
