import { useMemo } from 'react';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { patchSchedules } from '../api/announcements.ts';
import { call, type Answer } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { rememberOwnRun } from '../api/own-runs.ts';
import { useConfirm } from '../ui/confirm.tsx';
import { useToast } from '../ui/toast.tsx';
import { useQueuedToast } from '../words/use-queued-toast.ts';
import { useWords, type RefusedAct } from '../words/words.tsx';

type Rows = readonly ScheduleRow[];

export interface ScheduleActions {
  /** Starts each of them now, with its own values. */
  readonly run: (rows: Rows) => Promise<void>;
  readonly pause: (rows: Rows) => Promise<void>;
  readonly resume: (rows: Rows) => Promise<void>;
  readonly togglePause: (row: ScheduleRow) => Promise<void>;
  readonly toggleFavourite: (row: ScheduleRow) => Promise<void>;
  /** Asks first; says whether they were deleted. */
  readonly remove: (rows: Rows) => Promise<boolean>;
}

const show = (queries: QueryClient, rows: Rows): void =>
  patchSchedules(queries, new Map(rows.map((row) => [row.id, row])));

/** What can be done to schedules. Run, pause and favourite show at once and go back with the reason; delete does not. */
export function useScheduleActions(): ScheduleActions {
  const queries = useQueryClient();
  const { w, say, count, refusal } = useWords();
  const toast = useToast();
  const confirm = useConfirm();
  const tellQueued = useQueuedToast();
  return useMemo(() => {
    const words = w.schedules;

    /** Says what was refused, of which rows, and why the first was; whether anything was. */
    function tellRefused(act: RefusedAct, rows: Rows, answers: readonly PromiseSettledResult<unknown>[]): boolean {
      const refused = answers.find((answer) => answer.status === 'rejected');
      if (!refused) return false;
      const names = rows.filter((_, index) => answers[index]?.status === 'rejected').map(({ name }) => name);
      toast(refusal(act, names, refused.reason));
      return true;
    }

    /** Rows as the list has them now: an undo comes later, and some may be gone. */
    function present(rows: Rows): Rows {
      const ids = new Set(rows.map(({ id }) => id));
      return queries.getQueryData<Answer<'schedules'>>(keys.schedules)?.rows.filter(({ id }) => ids.has(id)) ?? [];
    }

    /** Shows `next` at once, asks the server for each, and takes back what it refused. */
    async function change(
      act: RefusedAct,
      rows: Rows,
      next: (row: ScheduleRow) => ScheduleRow,
      ask: (row: ScheduleRow) => Promise<{ row: ScheduleRow }>,
    ) {
      const before = present(rows);
      const shown = before.map(next);
      show(queries, shown);
      const answers = await Promise.allSettled(rows.map(ask));
      const stored = new Map(
        answers.flatMap((answer) => (answer.status === 'fulfilled' ? [[answer.value.row.id, answer.value.row]] : [])),
      );
      const known = new Map(before.map((row) => [row.id, row]));
      // What was announced meanwhile is newer than an answer that waited for the others.
      const isUntouched = new Set(shown);
      show(
        queries,
        present(rows).flatMap((row) => {
          const answer = stored.get(row.id);
          if (answer) return isUntouched.has(row) ? [answer] : [];
          return known.get(row.id) ?? [];
        }),
      );
      return !tellRefused(act, rows, answers);
    }

    async function pause(rows: Rows): Promise<void> {
      const isDone = await change(
        'pause',
        rows,
        (row) => ({ ...row, state: 'paused', due: null, updatedAt: Date.now() }),
        (row) => call('pauseSchedule', { path: { id: row.id } }),
      );
      if (!isDone) return;
      const [first] = rows;
      const text =
        rows.length === 1 && first
          ? say(words.toasts.paused, { name: first.name })
          : count(words.toasts.pausedMany, rows.length);
      toast({ text, action: { label: w.app.actions.undo, run: () => void resume(rows) } });
    }

    async function resume(rows: Rows): Promise<void> {
      const isDone = await change(
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
              ? say(words.toasts.resumed, { name: first.name })
              : count(words.toasts.resumedMany, rows.length),
        });
      }
    }

    async function run(rows: Rows): Promise<void> {
      show(
        queries,
        rows.map((row) => ({
          ...row,
          activeRun: row.activeRun ?? { id: '', status: 'queued', startedAt: null, progress: null, reason: null },
        })),
      );
      const answers = await Promise.allSettled(
        rows.map((row) => call('runSchedule', { path: { id: row.id }, body: {} })),
      );
      if (tellRefused('run', rows, answers)) await queries.invalidateQueries({ queryKey: keys.schedules });
      const started = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.run] : []));
      for (const { id } of started) rememberOwnRun(id);
      patchSchedules(queries, new Map(), started);
      tellQueued(started);
    }

    async function remove(rows: Rows): Promise<boolean> {
      const [first] = rows;
      if (!first) return false;
      const isOne = rows.length === 1;
      const kept = isOne ? await keptRuns(first.id) : words.remove.keptMany;
      const active = rows.some((row) => row.activeRun) ? ` ${words.remove.running}` : '';
      const isSure = await confirm({
        title: isOne ? say(words.remove.title, { name: first.name }) : count(words.remove.titleMany, rows.length),
        text: kept + active,
        confirm: isOne ? words.remove.confirm : words.remove.confirmMany,
        keep: isOne ? words.remove.keep : words.remove.keepMany,
        isDangerous: true,
      });
      if (!isSure) return false;
      const answers = await Promise.allSettled(rows.map((row) => call('deleteSchedule', { path: { id: row.id } })));
      const gone = rows.filter((_, index) => answers[index]?.status === 'fulfilled');
      patchSchedules(queries, new Map(gone.map((row) => [row.id, null])));
      tellRefused('remove', rows, answers);
      if (gone.length > 0) {
        toast({
          text: isOne ? say(words.toasts.deleted, { name: first.name }) : count(words.toasts.deletedMany, gone.length),
        });
      }
      return gone.length > 0;
    }

    /** "Its 312 runs are kept": counted up to a thousand. */
    async function keptRuns(schedule: string): Promise<string> {
      try {
        const { runs, next } = await call('runs', { query: { schedule, limit: 1000 } });
        if (next !== null) return say(words.remove.keptMore, { n: runs.length });
        return runs.length === 0 ? words.remove.kept : count(words.remove.keptCount, runs.length);
      } catch {
        return words.remove.kept;
      }
    }

    return {
      run,
      pause,
      resume,
      remove,
      togglePause: (row) => (row.state === 'paused' ? resume([row]) : pause([row])),
      toggleFavourite: async (row) => {
        const isFavourite = !row.isFavourite;
        await change(
          isFavourite ? 'favourite' : 'unfavourite',
          [row],
          (old) => ({ ...old, isFavourite }),
          () => call('favouriteSchedule', { path: { id: row.id }, body: { isFavourite } }),
        );
      },
    };
  }, [queries, w, say, count, refusal, toast, confirm, tellQueued]);
}
