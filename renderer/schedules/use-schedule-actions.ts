import { useMemo } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { patchSchedules } from '../api/announcements.ts';
import { call, type Answer } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useKnownName } from '../api/names.ts';
import { rememberOwnRun } from '../api/own-runs.ts';
import { changeOwn } from '../api/preferences.ts';
import { useConfirm } from '../ui/confirm.tsx';
import { useToast } from '../ui/toast.tsx';
import { useQueuedToast } from '../words/use-queued-toast.ts';
import { useWords } from '../words/words.tsx';
import { lookNow } from './look-now.ts';
import { removeSchedules } from './remove-schedules.ts';
import { change, show, tellRefused, type ActScene, type Rows } from './schedule-acts.ts';

export interface ScheduleActions {
  /** Starts each of them now, with its own values. */
  readonly run: (rows: Rows) => Promise<void>;
  readonly pause: (rows: Rows) => Promise<void>;
  readonly resume: (rows: Rows) => Promise<void>;
  readonly togglePause: (row: ScheduleRow) => Promise<void>;
  readonly toggleFavourite: (row: ScheduleRow) => Promise<void>;
  /** Looks at once for what its triggers wait for, and tells what was found. */
  readonly look: (row: ScheduleRow) => Promise<void>;
  /** Asks for confirmation; returns whether they were deleted. */
  readonly remove: (rows: Rows) => Promise<boolean>;
}

/** The actions on schedules. Run, pause and favourite are optimistic and are undone with the reason; delete is not. */
export function useScheduleActions(): ScheduleActions {
  const queries = useQueryClient();
  const { w, say, count, refusal, told } = useWords();
  const toast = useToast();
  const confirm = useConfirm();
  const nameOf = useKnownName();
  const tellQueued = useQueuedToast(nameOf);
  return useMemo(() => {
    const scene: ActScene = { queries, w, say, count, refusal, told, toast, confirm, nameOf };
    return {
      run: (rows) => run(scene, rows, tellQueued),
      pause: (rows) => pause(scene, rows),
      resume: (rows) => resume(scene, rows),
      look: (row) => lookNow(scene, row),
      remove: (rows) => removeSchedules(scene, rows),
      togglePause: (row) => (row.state === 'paused' ? resume(scene, [row]) : pause(scene, [row])),
      toggleFavourite: (row) => toggleFavourite(scene, row),
    };
  }, [queries, w, say, count, refusal, told, toast, confirm, nameOf, tellQueued]);
}

async function pause(scene: ActScene, rows: Rows): Promise<void> {
  const { w, say, count, toast, nameOf } = scene;
  const words = w.schedules;
  const isDone = await change(
    scene,
    'pause',
    rows,
    (row) => ({ ...row, state: 'paused', due: null, updatedAt: Date.now() }),
    (row) => call('pauseSchedule', { path: { id: row.id } }),
  );
  if (!isDone) return;
  const [first] = rows;
  const text =
    rows.length === 1 && first
      ? say(words.toasts.paused, { name: nameOf(first) })
      : count(words.toasts.pausedMany, rows.length);
  toast({ text, action: { label: w.app.actions.undo, run: () => void resume(scene, rows) } });
}

async function resume(scene: ActScene, rows: Rows): Promise<void> {
  const { w, say, count, toast, nameOf } = scene;
  const words = w.schedules;
  const isDone = await change(
    scene,
    'resume',
    rows,
    (row) => ({ ...row, state: 'active', pausedUntil: null }),
    (row) => call('resumeSchedule', { path: { id: row.id } }),
  );
  const [first] = rows;
  if (isDone && first) {
    toast({
      text:
        rows.length === 1
          ? say(words.toasts.resumed, { name: nameOf(first) })
          : count(words.toasts.resumedMany, rows.length),
    });
  }
}

async function run(scene: ActScene, rows: Rows, tellQueued: ReturnType<typeof useQueuedToast>): Promise<void> {
  const { queries } = scene;
  show(
    scene,
    rows.map((row) => ({
      ...row,
      activeRun: row.activeRun ?? { id: '', status: 'queued', startedAt: null, progress: null, reason: null },
    })),
  );
  const answers = await Promise.allSettled(rows.map((row) => call('runSchedule', { path: { id: row.id }, body: {} })));
  if (tellRefused(scene, 'run', rows, answers)) await queries.invalidateQueries({ queryKey: keys.schedules });
  const started = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.run] : []));
  patchSchedules(queries, new Map(), started);
  tellQueued(started);
  // After its toast: a run that has ended already replaces it.
  for (const { id } of started) rememberOwnRun(id);
}

async function toggleFavourite(scene: ActScene, row: ScheduleRow): Promise<void> {
  const isFavourite = !row.isFavourite;
  const own = scene.queries.getQueryData<Answer<'session'>>(keys.session)?.own ?? null;
  if (own !== null) return toggleOwn(scene, row, own.favourites);
  await change(
    scene,
    isFavourite ? 'favourite' : 'unfavourite',
    [row],
    (old) => ({ ...old, isFavourite }),
    () => call('favouriteSchedule', { path: { id: row.id }, body: { isFavourite } }),
  );
}

/** A user has favourites of their own, which begin with those that are kept with the schedules. */
async function toggleOwn(scene: ActScene, row: ScheduleRow, present: readonly string[] | null): Promise<void> {
  const { queries, refusal, toast, nameOf } = scene;
  const rows = queries.getQueryData<Answer<'schedules'>>(keys.schedules)?.rows ?? [];
  const before = present ?? rows.filter(({ isFavourite }) => isFavourite).map(({ id }) => id);
  const favourites = row.isFavourite ? before.filter((id) => id !== row.id) : [...before, row.id];
  try {
    await changeOwn(queries, { favourites });
  } catch (error) {
    toast(refusal(row.isFavourite ? 'unfavourite' : 'favourite', [nameOf(row)], error));
  }
}
