import { useMemo, useRef, useState } from 'react';
import { Alert, Button, Group, Select, TextInput } from '@mantine/core';
import { useLocation } from 'wouter';
import type { ProcessRow } from '../../../contract/console.ts';
import type { ScheduleRow } from '../../../contract/schedule.ts';
import type { WorkerStatus } from '../../../contract/worker.ts';
import { ScreenFrame } from '../../ui/screen.tsx';
import { useLeaveQuestion } from '../../ui/use-leave-question.ts';
import { useSaveKey } from '../../ui/use-save-key.ts';
import { ValuesForm } from '../../values/values-form.tsx';
import { defaultValues } from '../../values/field-kind.ts';
import { useWords } from '../../words/words.tsx';
import { BehaviourSection } from './behaviour-section.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { draftOf, type FormDraft } from './form-draft.ts';
import { problemsOfForm, type FormProblem } from './form-problems.ts';
import { PlanPreview } from './plan-preview.tsx';
import { useSaveSchedule } from './use-save-schedule.ts';
import { WhenSection } from './when-section.tsx';
import classes from './form.module.css';

export interface ScheduleFormProps {
  readonly title: string;
  /** null: a new one. */
  readonly id: string | null;
  readonly version: number;
  readonly initial: FormDraft;
  readonly processes: readonly ProcessRow[];
  readonly worker: WorkerStatus;
  /** The schedule as it is now. */
  readonly onReload: () => Promise<ScheduleRow | null>;
}

/** The whole form, with the preview beside it. */
export function ScheduleForm({ title, id, version, initial, processes, worker, onReload }: ScheduleFormProps) {
  const speech = useWords();
  const { w, say } = speech;
  const words = w.scheduleForm;
  const [, navigate] = useLocation();
  const [form, setForm] = useState(initial);
  const [base, setBase] = useState({ form: initial, version });
  const [problems, setProblems] = useState<readonly FormProblem[]>([]);
  const [wasTried, setWasTried] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const isDirty = JSON.stringify(form) !== JSON.stringify(base.form);
  const { allowLeaving } = useLeaveQuestion(isDirty, {
    title: w.app.problems.leaveTitle,
    text: w.app.problems.leaveText,
    confirm: w.app.actions.leave,
    keep: w.app.actions.stay,
  });
  const save = useSaveSchedule({ id, onSaved: allowLeaving });

  function change(part: Partial<FormDraft>): void {
    const next = { ...form, ...part };
    setForm(next);
    if (wasTried) setProblems(problemsOfForm(next, processes, Date.now(), speech));
  }
  function chooseProcess(name: string | null): void {
    const process = processes.find((row) => row.process.name === name)?.process;
    if (process) change({ process: process.name, values: { ...defaultValues(process.parameters), ...form.values } });
  }
  async function submit(atVersion = base.version): Promise<void> {
    setWasTried(true);
    const found = problemsOfForm(form, processes, Date.now(), speech);
    setProblems(found);
    const refused = found.length > 0 ? found : await save.send(form, atVersion);
    if (refused.length === 0) return;
    setProblems(refused);
    focusField(refused[0]?.id ?? '', summary.current);
  }
  async function loadNewer(): Promise<void> {
    const row = await onReload();
    if (!row) return;
    setForm(draftOf(row));
    setBase({ form: draftOf(row), version: row.version });
    save.settleStale();
  }
  async function saveOver(): Promise<void> {
    const row = await onReload();
    save.settleStale();
    if (row) await submit(row.version);
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
  const row = processes.find(({ process }) => process.name === form.process);
  return (
    <ScreenFrame
      title={title}
      actions={
        <>
          <Button size="xs" variant="default" onClick={() => navigate('/schedules')}>
            {w.app.actions.cancel}
          </Button>
          <Button size="xs" loading={save.isBusy} onClick={() => void submit()}>
            {id === null ? words.create : words.save}
          </Button>
        </>
      }
    >
      <div className={classes.layout}>
        <form className={classes.fields} noValidate onSubmit={(event) => event.preventDefault()}>
          {save.isStale ? (
            <Alert color="yellow" variant="outline" role="alert" className={classes.stale ?? ''}>
              <p>{words.stale.text}</p>
              <Group gap="xs">
                <Button size="xs" variant="default" onClick={() => void loadNewer()}>
                  {words.stale.load}
                </Button>
                <Button size="xs" variant="default" onClick={() => void saveOver()}>
                  {words.stale.overwrite}
                </Button>
              </Group>
            </Alert>
          ) : null}
          <ErrorSummary ref={summary} problems={problems} onPick={(field) => focusField(field, summary.current)} />
          <fieldset className={classes.section}>
            <legend className={classes.sectionTitle}>{words.sections.process}</legend>
            <div className={classes.triple}>
              <Select
                id="process"
                label={words.process}
                placeholder={words.choose}
                required
                allowDeselect={false}
                searchable={processes.length > 8}
                data={processes.map(({ process }) => ({ value: process.name, label: process.title ?? process.name }))}
                value={form.process === '' ? null : form.process}
                error={byField['process']}
                onChange={chooseProcess}
              />
              <TextInput
                id="name"
                label={words.name}
                placeholder={form.process}
                value={form.name}
                maxLength={200}
                error={byField['name']}
                onChange={(event) => change({ name: event.currentTarget.value })}
              />
              <Select
                id="worker"
                label={words.worker}
                allowDeselect={false}
                value={form.worker ?? worker.id}
                data={[
                  { value: worker.id, label: say(words.thisComputer, { name: worker.name }) },
                  ...(form.worker === null || form.worker === worker.id
                    ? []
                    : [{ value: form.worker, label: form.worker }]),
                ]}
                onChange={(chosen) => change({ worker: chosen === worker.id ? null : chosen })}
              />
            </div>
          </fieldset>
          {row ? (
            <fieldset className={classes.section}>
              <legend className={classes.sectionTitle}>{words.sections.values}</legend>
              <ValuesForm
                key={row.process.name}
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

/** Puts the focus on a field, or on the summary where the field cannot be found. */
function focusField(id: string, summary: HTMLElement | null): void {
  requestAnimationFrame(() => {
    const field = document.getElementById(id);
    (field ?? summary)?.focus();
    field?.scrollIntoView({ block: 'center' });
  });
}
