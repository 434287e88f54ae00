import { useState } from 'react';
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
  /** Called before the page goes back to the list. */
  readonly onSaved: () => void;
}

/** Creates or replaces a schedule and goes back to the list; says what was refused. */
export function useSaveSchedule({ id, onSaved }: SaveScheduleOptions) {
  const { w, say } = useWords();
  const queries = useQueryClient();
  const toast = useToast();
  const [, navigate] = useLocation();
  const [isBusy, setIsBusy] = useState(false);
  const [isStale, setIsStale] = useState(false);

  async function send(form: FormDraft, version: number): Promise<readonly FormProblem[]> {
    setIsBusy(true);
    try {
      const draft = scheduleDraftOf(form);
      const { row } =
        id === null
          ? await call('createSchedule', { body: draft })
          : await call('replaceSchedule', { path: { id }, body: { version, draft } });
      patchSchedules(queries, new Map([[row.id, row]]));
      queries.setQueryData(keys.schedule(row.id), { row });
      onSaved();
      toast({ text: say(id === null ? w.scheduleForm.created : w.scheduleForm.saved, { name: row.name }) });
      navigate('/schedules');
      return [];
    } catch (error) {
      if (error instanceof CallError && error.code === 'VERSION_CONFLICT') {
        setIsStale(true);
        return [];
      }
      if (error instanceof CallError) return problemsOfAnswer(error.details, error.message);
      throw error;
    } finally {
      setIsBusy(false);
    }
  }
  return { send, isBusy, isStale, settleStale: () => setIsStale(false) };
}
