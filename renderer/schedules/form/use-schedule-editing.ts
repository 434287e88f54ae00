import { useMemo, useRef, useState } from 'react';
import type { ProcessRow } from '../../../contract/console.ts';
import type { ScheduleRow } from '../../../contract/schedule.ts';
import { useIsOffline } from '../../api/use-live.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { useLeaveQuestion } from '../../ui/use-leave-question.ts';
import { useSaveKey } from '../../ui/use-save-key.ts';
import { useTargetName } from '../../follow-ups/target-name.ts';
import { useWords } from '../../words/words.tsx';
import { withProposedActions } from './calendar-default.ts';
import { focusField } from './focus-field.ts';
import { differencesOf } from './form-differences.ts';
import { draftOf, type FormDraft } from './form-draft.ts';
import { goneProcess, ofReach, problemsOfForm } from './form-problems.ts';
import { useProcessChoice } from './use-process-choice.ts';
import { useSaveSchedule } from './use-save-schedule.ts';

export interface ScheduleEditingOptions {
  /** null: a new one. */
  readonly id: string | null;
  /** The schedule that a new one is a copy of. */
  readonly copyOf: string | null;
  readonly initial: FormDraft;
  readonly processes: readonly ProcessRow[];
  /** The current version of the schedule, even if the form is older. */
  readonly latest: ScheduleRow | null;
  readonly onReload: () => Promise<ScheduleRow | null>;
}

/** The state of a schedule form: input, errors, saving, and conflicts. */
export function useScheduleEditing({ id, copyOf, initial, processes, latest, onReload }: ScheduleEditingOptions) {
  const speech = useWords();
  const { w } = speech;
  const words = w.scheduleForm;
  const [form, setForm] = useState(initial);
  const [base, setBase] = useState({ form: initial, version: latest?.version ?? 0 });
  const [found, setProblems] = useState(() => goneProcess(initial, processes, speech));
  const [wasTried, setWasTried] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const row = processes.find(({ process }) => process.name === form.process);
  const refusal = useIsOffline() ? w.app.problems.actionsOff : null;
  const problems = useMemo(() => found.filter(({ id }) => refusal !== null || id !== ofReach), [found, refusal]);
  const isDirty = JSON.stringify(form) !== JSON.stringify(base.form);
  const { allowLeaving } = useLeaveQuestion(isDirty, {
    title: w.app.problems.leaveTitle,
    text: w.app.problems.leaveText,
    confirm: w.app.actions.leave,
    keep: w.app.actions.stay,
  });
  const send = useSaveSchedule({ id, copyOf, onSaved: allowLeaving });
  const { isBusy, whenIdle } = useBusy();
  const targetName = useTargetName();
  const changesOf = (now: ScheduleRow) =>
    differencesOf(base.form, draftOf(now), row?.process.parameters, targetName, speech);
  const changes = id === null || !latest ? [] : changesOf(latest);
  const newer = changes.length > 0 ? latest : null;
  // A newer version with the same content (only paused, say) is no conflict.
  const version = newer ? base.version : (latest?.version ?? 0);

  function change(part: Partial<FormDraft>): void {
    const changed = { ...form, ...part };
    const next = id === null ? withProposedActions(form, changed) : changed;
    setForm(next);
    setProblems(wasTried ? problemsOfForm(next, processes, speech) : found.filter(({ id: field }) => !(field in part)));
  }
  const chooseProcess = useProcessChoice(form, processes, change);
  async function submit(atVersion = version): Promise<void> {
    setWasTried(true);
    const wrong = problemsOfForm(form, processes, speech);
    if (wrong.length === 0 && refusal !== null)
      wrong.push({ id: ofReach, label: '', message: words.problems.outOfReach });
    setProblems(wrong);
    const [first] = wrong;
    if (first) return focusField(first.id, summary.current);
    await whenIdle(async () => {
      const refused = await send(form, atVersion, newerVersion);
      setProblems(refused);
      // No error: it is saved and the form closed, or a conflict must be resolved first.
      focusField(refused[0]?.id ?? 'stale', summary.current);
    });
  }
  async function newerVersion(): Promise<number | null> {
    const now = await onReload();
    return now && changesOf(now).length === 0 ? now.version : null;
  }
  function loadNewer(row: ScheduleRow): void {
    setForm(draftOf(row));
    setBase({ form: draftOf(row), version: row.version });
    setProblems([]);
  }
  useSaveKey(() => void submit());
  return {
    form,
    base,
    row,
    problems,
    summary,
    refusal,
    isBusy,
    newer,
    changes,
    change,
    chooseProcess,
    submit,
    loadNewer,
  };
}
