import { useCallback, useMemo } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { SessionAnswer } from '../../contract/console.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { call } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { rememberOwnRun } from '../api/own-runs.ts';
import { useSchedules } from '../api/queries.ts';
import { useCopy } from '../ui/copy.ts';
import { useToast } from '../ui/toast.tsx';
import { useWords } from '../words/words.tsx';
import type { Command } from './commands.ts';
import { usePreferences } from './preferences-context.tsx';
import { places } from './rail.tsx';
import type { Overlay } from './shell.tsx';

/** All that the palette can do now. */
export function useCommands(session: SessionAnswer, onOpen: (overlay: Overlay) => void) {
  const { w, say } = useWords();
  const [, navigate] = useLocation();
  const queries = useQueryClient();
  const toast = useToast();
  const copy = useCopy();
  const { change } = usePreferences();
  const rows = useSchedules().data?.rows;
  const { isPaused, worker } = session;

  const openRun = useCallback(
    (id: string): Command => ({
      id: `run-${id}`,
      text: say(w.app.palette.openRun, { id }),
      run: () => navigate(`/runs/${id}`),
    }),
    [w, say, navigate],
  );

  const commands = useMemo((): readonly Command[] => {
    const words = w.app.palette;
    const attempt = (work: () => Promise<unknown>) => () => {
      work().catch((error: unknown) =>
        toast({ text: error instanceof Error ? error.message : String(error), tone: 'bad' }),
      );
    };
    async function runNow(row: ScheduleRow): Promise<void> {
      const { run } = await call('runSchedule', { path: { id: row.id }, body: {} });
      rememberOwnRun(run.id);
      toast({
        text: say(w.schedules.toasts.queued, { name: row.name }),
        action: { label: w.app.toasts.openRun, run: () => navigate(`/runs/${run.id}`) },
      });
    }
    async function setPaused(wanted: boolean): Promise<void> {
      await (wanted ? call('pauseAll') : call('resumeAll'));
      await queries.invalidateQueries({ queryKey: keys.session });
      toast({ text: wanted ? w.app.toasts.paused : w.app.toasts.resumed });
    }
    const perSchedule = (row: ScheduleRow): readonly Command[] => {
      const { id, name } = row;
      const pausing = row.state === 'paused' ? 'resume' : 'pause';
      return [
        { id: `run ${id}`, text: say(words.run, { name }), run: attempt(() => runNow(row)) },
        {
          id: `parameters ${id}`,
          text: say(words.parameters, { name }),
          run: () => navigate(`/schedules/${id}/parameters`),
        },
        ...(row.state === 'ended'
          ? []
          : [
              {
                id: `pause ${id}`,
                text: say(words[pausing], { name }),
                run: attempt(() => call(pausing === 'pause' ? 'pauseSchedule' : 'resumeSchedule', { path: { id } })),
              },
            ]),
      ];
    };
    return [
      ...places.map(({ id, path }) => ({
        id: `go ${id}`,
        text: say(words.goTo, { name: w.app.nav[id] }),
        run: () => navigate(path),
      })),
      { id: 'new', text: words.newSchedule, run: () => navigate('/schedules/new') },
      {
        id: 'pause-all',
        text: isPaused ? w.app.actions.resumeAll : w.app.actions.pauseAll,
        run: attempt(() => setPaused(!isPaused)),
      },
      { id: 'copy-worker', text: words.copyWorker, run: () => void copy(worker.id) },
      { id: 'shortcuts', text: words.shortcuts, run: () => onOpen('shortcuts') },
      { id: 'dark', text: words.dark, run: () => change({ theme: 'dark' }) },
      { id: 'light', text: words.light, run: () => change({ theme: 'light' }) },
      { id: 'system', text: words.system, run: () => change({ theme: 'system' }) },
      { id: 'english', text: words.english, run: () => change({ language: 'en' }) },
      { id: 'turkish', text: words.turkish, run: () => change({ language: 'tr' }) },
      ...(rows ?? []).flatMap(perSchedule),
    ];
  }, [w, say, navigate, queries, toast, copy, change, rows, isPaused, worker.id, onOpen]);
  return { commands, openRun };
}
