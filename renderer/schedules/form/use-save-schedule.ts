import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { patchSchedules } from '../../api/announcements.ts';
import { call, CallError } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.tsx';
import { scheduleDraftOf, type FormDraft } from './form-draft.ts';
import { problemsOfAnswer, type FormProblem } from './form-problems.ts';

export interface SaveScheduleOptions {
  readonly id: string | null;
  /** The schedule whose secrets a new one copies. */
  readonly copyOf: string | null;
  /** Called before the page returns to the list. */
  readonly onSaved: () => void;
}

/** Creates or replaces a schedule and returns to the list; shows the server's errors. */
export function useSaveSchedule({ id, copyOf, onSaved }: SaveScheduleOptions) {
  const { w, say, sayProblem, sayDetail } = useWords();
  const queries = useQueryClient();
  const toast = useToast();
  const [, navigate] = useLocation();

  /** `newer`: the version to retry with after a conflict; null if a person must decide first. */
  async function send(
    form: FormDraft,
    version: number,
    newer: () => Promise<number | null>,
  ): Promise<readonly FormProblem[]> {
    try {
      const draft = scheduleDraftOf(form);
      const { row } =
        id === null
          ? await call('createSchedule', { body: copyOf === null ? draft : { ...draft, copyOf } })
          : await call('replaceSchedule', { path: { id }, body: { version, draft } });
      patchSchedules(queries, new Map([[row.id, row]]));
      queries.setQueryData(keys.schedule(row.id), { row });
      onSaved();
      toast({ text: say(id === null ? w.scheduleForm.created : w.scheduleForm.saved, { name: row.name }) });
      navigate('/schedules');
      return [];
    } catch (error) {
      if (error instanceof CallError && error.code === 'VERSION_CONFLICT') {
        const next = await newer();
        return next === null || next === version ? [] : await send(form, next, newer);
      }
      if (error instanceof CallError) return problemsOfAnswer(error.details, sayProblem(error), sayDetail);
      throw error;
    }
  }
  return send;
}
