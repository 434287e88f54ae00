import { useMemo, useRef, useState } from 'react';
import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import type { ProcessRow } from '../../../contract/console.ts';
import type { ScheduleRow } from '../../../contract/schedule.ts';
import type { WorkerStatus } from '../../../contract/worker.ts';
import { ScreenFrame } from '../../ui/screen.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { useLeaveQuestion } from '../../ui/use-leave-question.ts';
import { useSaveKey } from '../../ui/use-save-key.ts';
import { ValuesForm } from '../../values/values-form.tsx';
import { useIsOffline } from '../../api/use-live.tsx';
import { unless } from '../../ui/unless.ts';
import { useWords } from '../../words/words.tsx';
import { BehaviourSection } from './behaviour-section.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { differencesOf } from './form-differences.ts';
import { draftOf, type FormDraft } from './form-draft.ts';
import { goneProcess, ofReach, problemsOfForm } from './form-problems.ts';
import { PlanPreview } from './plan-preview.tsx';
import { ProcessSection } from './process-section.tsx';
import { StaleSchedule } from './stale-schedule.tsx';
import { useProcessChoice } from './use-process-choice.ts';
import { useSaveSchedule } from './use-save-schedule.ts';
import { WhenSection } from './when-section.tsx';
import classes from './form.module.css';

export interface ScheduleFormProps {
  readonly title: string;
  /** null: a new one. */
  readonly id: string | null;
  /** The schedule that a new one is a copy of. */
  readonly copyOf: string | null;
  readonly initial: FormDraft;
  readonly processes: readonly ProcessRow[];
  readonly worker: WorkerStatus;
  /** The schedule as it is now, however old the form is. */
  readonly latest: ScheduleRow | null;
  readonly onReload: () => Promise<ScheduleRow | null>;
}

/** The whole form, with the preview beside it. */
export function ScheduleForm({ title, id, copyOf, initial, processes, worker, latest, onReload }: ScheduleFormProps) {
  const speech = useWords();
  const { w } = speech;
  const words = w.scheduleForm;
  const [, navigate] = useLocation();
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
  const changesOf = (now: ScheduleRow) => differencesOf(base.form, draftOf(now), row?.process.parameters, speech);
  const changes = id === null || !latest ? [] : changesOf(latest);
  const newer = changes.length > 0 ? latest : null;
  // A newer version that says the same (it was paused meanwhile) is nothing to ask about.
  const version = newer ? base.version : (latest?.version ?? 0);

  function change(part: Partial<FormDraft>): void {
    const next = { ...form, ...part };
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
      // Refused nothing: it is saved and the form gone, or there is something newer to look at first.
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

  const byField = useMemo(
    () => Object.fromEntries(problems.map(({ id: field, message }) => [field, message])),
    [problems],
  );
  const valueProblems = useMemo(
    () =>
      Object.fromEntries(
        problems.flatMap(({ id: field, message }) =>
          field.startsWith('values-') ? [[field === 'values-all' ? '' : field.slice(7), message] as const] : [],
        ),
      ),
    [problems],
  );
  return (
    <ScreenFrame
      title={title}
      actions={
        <>
          <Button size="xs" variant="default" onClick={() => navigate('/schedules')}>
            {w.app.actions.cancel}
          </Button>
          <Button size="xs" loading={isBusy} {...unless(refusal)} onClick={() => void submit()}>
            {id === null ? words.create : words.save}
          </Button>
        </>
      }
    >
      <div className={classes.layout}>
        <form className={classes.fields} noValidate onSubmit={(event) => event.preventDefault()}>
          {newer ? (
            <StaleSchedule
              differences={changes}
              onLoad={() => loadNewer(newer)}
              onOverwrite={() => void submit(newer.version)}
            />
          ) : null}
          <ErrorSummary ref={summary} problems={problems} onPick={(field) => focusField(field, summary.current)} />
          <ProcessSection
            form={form}
            processes={processes}
            worker={worker}
            problems={byField}
            onProcess={chooseProcess}
            onChange={change}
          />
          {row ? (
            <fieldset className={classes.section}>
              <legend className={classes.sectionTitle}>{words.sections.values}</legend>
              <ValuesForm
                key={`${row.process.name} ${base.version}`}
                schema={row.process.parameters}
                values={form.values}
                onChange={(values) => change({ values })}
                problems={valueProblems}
              />
            </fieldset>
          ) : null}
          <WhenSection form={form} problems={byField} onChange={change} />
          <BehaviourSection
            options={form.options}
            problems={byField}
            onChange={(options) => change({ options: { ...form.options, ...options } })}
          />
        </form>
        <PlanPreview form={form} usualMs={row?.usualMs ?? null} />
      </div>
    </ScreenFrame>
  );
}

/** Puts the focus on a field; on the values as JSON or on the summary where the field is not in view. */
function focusField(id: string, summary: HTMLElement | null): void {
  requestAnimationFrame(() => {
    const field =
      document.getElementById(id) ?? (id.startsWith('values-') ? document.getElementById('values-json') : null);
    (field ?? summary)?.focus();
    field?.scrollIntoView({ block: 'center' });
  });
}
