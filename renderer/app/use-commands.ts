import { useCallback, useMemo } from 'react';
import { useLocation } from 'wouter';
import type { ProcessRow, SessionAnswer } from '../../contract/console.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { call } from '../api/client.ts';
import { useShownName } from '../api/names.ts';
import { rememberOwnRun } from '../api/own-runs.ts';
import { useProcesses, useProcessIcon, useSchedules } from '../api/queries.ts';
import { useFleet } from '../api/workers.ts';
import { useCopy } from '../ui/copy.ts';
import { useToast } from '../ui/toast.tsx';
import { useQueuedToast } from '../words/use-queued-toast.ts';
import { useWords } from '../words/words.tsx';
import { needsValues } from '../schedules/needs-values.ts';
import { usePauseAll } from '../schedules/use-pause-all.ts';
import { useScheduleActions } from '../schedules/use-schedule-actions.ts';
import { isSectionFor } from '../settings/sections.ts';
import type { Command } from './commands.ts';
import { useChangePreferences } from './preferences-context.tsx';
import { isForAdministrators, places } from './places.ts';
import { processCommands, scheduleCommands } from './schedule-commands.ts';
import { useRunCommands } from './run-commands.ts';
import { useWorkerCommands } from './worker-commands.ts';
import type { Overlay } from './overlay.ts';

const roles = ['operator', 'editor', 'administrator'] as const;

/** All commands that the palette offers now. */
export function useCommands(session: SessionAnswer, onOpen: (overlay: Overlay) => void) {
  const speech = useWords();
  const { w, say, mayNot } = speech;
  const [, navigate] = useLocation();
  const toast = useToast();
  const nameOf = useShownName();
  const tellQueued = useQueuedToast(nameOf);
  const copy = useCopy();
  const pauseAll = usePauseAll();
  const schedules = useScheduleActions();
  const runCommands = useRunCommands();
  const workerCommands = useWorkerCommands();
  const change = useChangePreferences();
  const rows = useSchedules().data?.rows;
  const processes = useProcesses().data?.processes;
  const iconOf = useProcessIcon();
  const fleet = useFleet();
  const { isPaused, worker, me } = session;

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
    const [isOperator, isEditor, isAdministrator] = roles.map((role) => mayNot(role) === null);
    return [
      ...places
        .filter((place) => isAdministrator || !isForAdministrators(place))
        .map(({ id, path }) => ({
          id: `go ${id}`,
          text: say(words.goTo, { name: w.app.nav[id] }),
          run: () => navigate(path),
        })),
      ...(isEditor ? [{ id: 'new', text: words.newSchedule, run: () => navigate('/schedules/new') }] : []),
      ...(!isOperator || mayNot('all') !== null
        ? []
        : isPaused
          ? [{ id: 'resume-all', text: w.app.actions.resumeAll, run: () => void pauseAll('resume') }]
          : [
              { id: 'pause-all', text: w.app.actions.pauseAll, run: () => void pauseAll('until-resume') },
              { id: 'pause-hour', text: words.pauseHour, run: () => void pauseAll('hour') },
              { id: 'pause-tomorrow', text: words.pauseTomorrow, run: () => void pauseAll('tomorrow') },
            ]),
      { id: 'copy-worker', text: words.copyWorker, run: () => void copy(worker.id) },
      { id: 'shortcuts', text: words.shortcuts, run: () => onOpen('shortcuts') },
      { id: 'dark', text: words.dark, run: () => change(words.dark, { theme: 'dark' }) },
      { id: 'light', text: words.light, run: () => change(words.light, { theme: 'light' }) },
      { id: 'system', text: words.system, run: () => change(words.system, { theme: 'system' }) },
      { id: 'english', text: words.english, run: () => change(words.english, { language: 'en' }) },
      { id: 'turkish', text: words.turkish, run: () => change(words.turkish, { language: 'tr' }) },
      ...Object.entries(w.settings.sections)
        .filter(([id]) => isSectionFor(id as keyof typeof w.settings.sections, me))
        .map(([id, name]) => ({
          id: `settings ${id}`,
          text: say(words.goTo, { name: `${w.app.nav.settings} › ${name}` }),
          run: () => navigate(`/settings/${id}`),
        })),
    ];
  }, [w, say, mayNot, me, navigate, pauseAll, copy, change, isPaused, worker.id, onOpen]);

  const families = useMemo(() => {
    const run = (row: ScheduleRow): void => {
      // The schedule's screen asks for missing values.
      if (needsValues(row, processes ?? [], speech)) navigate(`/schedules?run=${row.id}`);
      else void schedules.run([row]);
    };
    const togglePause = (row: ScheduleRow): void => void schedules.togglePause(row);
    const startProcess = (row: ProcessRow): void => {
      const { name, title, parameters } = row.process;
      const start = async (values: Record<string, unknown>, target: string | null): Promise<void> => {
        const body = { values, ...(target === null ? {} : { worker: target }) };
        const { run: started } = await call('startProcess', { path: { name }, body });
        tellQueued([started]);
        rememberOwnRun(started.id);
      };
      // Where it runs is asked for, too, if there are several workers.
      if (fleet !== null || Object.keys(parameters.properties).length > 0) onOpen({ row, start });
      else start({}, null).catch((error: unknown) => toast(speech.refusal('run', [title ?? name], error)));
    };
    const open = ({ id }: ScheduleRow): void => navigate(`/schedules/${id}`);
    const why = ({ id }: ScheduleRow): void => navigate(`/schedules/${id}?why=-`);
    const parameters = ({ id }: ScheduleRow): void => navigate(`/schedules/${id}/parameters`);
    return [
      scheduleCommands(rows ?? [], speech, iconOf, nameOf, { open, why, run, togglePause, parameters }),
      processCommands(mayNot('operator') === null ? (processes ?? []) : [], speech, startProcess),
      workerCommands,
    ] as const;
  }, [
    workerCommands,
    speech,
    mayNot,
    navigate,
    toast,
    tellQueued,
    schedules,
    rows,
    processes,
    iconOf,
    nameOf,
    onOpen,
    fleet,
  ]);
  return { commands: useMemo(() => [...commands, ...runCommands], [commands, runCommands]), families, openRun };
}
