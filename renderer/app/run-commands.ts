import { useMemo } from 'react';
import { useLocation } from 'wouter';
import type { Run } from '../../contract/run.ts';
import { useShownName } from '../api/names.ts';
import { useLatestRuns } from '../api/queries.ts';
import { useRunActions } from '../runs/use-run-actions.ts';
import { useNow } from '../ui/now.ts';
import { runState } from '../words/states.ts';
import { useWords } from '../words/words.tsx';
import type { Command } from './commands.ts';

const recentAtMost = 5;

/** The tray's run commands, for people without a tray: cancel active runs, open the latest. */
export function useRunCommands(): readonly Command[] {
  const { w, say, times, mayNot } = useWords();
  const [, navigate] = useLocation();
  const { cancel } = useRunActions();
  const runs = useLatestRuns().data;
  const now = useNow(60_000);
  const nameOf = useShownName();
  return useMemo(() => {
    const words = w.app.palette;
    // Several runs of one schedule are distinguished by state and start time.
    const facts = (run: Run, at: number) => ({
      name: nameOf(run),
      result: runState(run, w).text,
      time: times.short(at, now),
    });
    const active = mayNot('operator') === null ? (runs ?? []).filter(({ status }) => status !== 'ended') : [];
    const recent = (runs ?? []).filter(({ status }) => status === 'ended').slice(0, recentAtMost);
    return [
      ...active.map((run) => ({
        id: `cancel ${run.id}`,
        text: say(words.cancelRun, facts(run, run.startedAt ?? run.queuedAt)),
        run: () => void cancel([run]),
      })),
      ...recent.map((run) => ({
        id: `recent ${run.id}`,
        text: say(words.recentRun, facts(run, run.endedAt ?? run.dueAt)),
        run: () => navigate(`/runs/${run.id}`),
      })),
    ];
  }, [w, say, times, mayNot, navigate, cancel, runs, now, nameOf]);
}
