import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Button } from '@mantine/core';
import type { ParameterSchema } from '../../contract/process.ts';
import { CallError } from '../api/client.ts';
import { useProcesses, useSchedule } from '../api/queries.ts';
import { useFleet } from '../api/workers.ts';
import { EmptyState, SkeletonRows } from '../ui/states.tsx';
import { useBusy } from '../ui/use-busy.ts';
import { checkValues, type ValueProblems } from '../values/check-values.ts';
import { parametersOf, startValues } from '../values/field-kind.ts';
import { lacksValues } from '../values/lacks-values.ts';
import { unreadableValues } from '../values/unreadable.ts';
import { problemsOf } from '../values/values-dialog.tsx';
import { ValuesForm } from '../values/values-form.tsx';
import { WorkerChoice } from '../values/worker-choice.tsx';
import { ProblemPanel } from '../words/problem-panel.tsx';
import { useWords } from '../words/words.tsx';
import type { Target } from './choices.ts';
import { useQuickRun } from './use-quick-run.ts';
import classes from './quick-run.module.css';

export interface RunFormProps {
  readonly target: Target;
  readonly onOther: () => void;
  readonly onCancel: () => void;
}

/** The values of one run; loads the process or schedule first. */
export function RunForm({ target, onOther, onCancel }: RunFormProps) {
  const speech = useWords();
  const { w, say } = speech;
  const words = w.quickRun;
  const processes = useProcesses();
  const schedule = useSchedule(target.kind === 'schedule' ? target.id : null);
  const row = schedule.data?.row;
  const name = target.kind === 'process' ? target.name : row?.process;
  const process = processes.data?.processes.find((one) => one.process.name === name)?.process;

  if (process && (target.kind === 'process' || row)) {
    const schema = process.parameters;
    const shown = row ? row.name || row.process : (process.title ?? process.name);
    const lead = row
      ? lacksValues(schema, row.values, speech)
        ? w.schedules.runWith.missing
        : w.schedules.runWith.lead
      : (process.description ?? '');
    return (
      <Values
        target={target}
        title={say(words.form, { name: shown })}
        lead={lead}
        schema={schema}
        initial={{ ...startValues(schema), ...row?.values }}
        onCancel={onCancel}
      />
    );
  }
  const failed = processes.error ?? schedule.error;
  const isGone = failed instanceof CallError && failed.status === 404;
  const isLoading = failed === null && (processes.isPending || (target.kind === 'schedule' && schedule.isPending));
  return (
    <div className={classes.window}>
      <h1 className={classes.title}>{words.title}</h1>
      {isLoading ? (
        <SkeletonRows rows={4} height={48} />
      ) : failed !== null && !isGone ? (
        <ProblemPanel
          error={failed}
          onRetry={() => Promise.all([processes.refetch(), target.kind === 'schedule' ? schedule.refetch() : null])}
        />
      ) : (
        <EmptyState text={name === undefined ? words.noSchedule : say(words.noProcess, { name })}>
          <Button autoFocus onClick={onOther}>
            {words.other}
          </Button>
        </EmptyState>
      )}
    </div>
  );
}

const prefix = 'quick-run-';

interface ValuesProps {
  readonly target: Target;
  readonly title: string;
  readonly lead: string;
  readonly schema: ParameterSchema;
  readonly initial: Readonly<Record<string, unknown>>;
  readonly onCancel: () => void;
}

function Values({ target, title, lead, schema, initial, onCancel }: ValuesProps) {
  const speech = useWords();
  const { run } = useQuickRun();
  const [values, setValues] = useState<Record<string, unknown>>({ ...initial });
  const [problems, setProblems] = useState<ValueProblems>({});
  const fleet = useFleet();
  const [worker, setWorker] = useState<string | null>(null);
  const { isBusy, whenIdle } = useBusy();
  const runButton = useRef<HTMLButtonElement>(null);
  const [names] = useState(() => parametersOf(schema).map(([name]) => name));
  const [lacking] = useState(() => Object.keys(checkValues(schema, initial, speech)));

  // Focus: the first field without a required value, else the first field, else the button, so that Enter is enough.
  useEffect(() => {
    const first = names.find((name) => lacking.includes(name)) ?? names[0];
    (first === undefined ? runButton.current : document.getElementById(prefix + first))?.focus();
  }, [names, lacking]);
  useEffect(() => {
    const wrong = Object.keys(problems);
    if (wrong.length === 0) return;
    const first = names.find((name) => wrong.includes(name));
    const field = document.getElementById(prefix + (first ?? 'all')) ?? document.getElementById(`${prefix}json`);
    field?.focus();
  }, [problems, names]);

  async function submit(): Promise<void> {
    const found = { ...checkValues(schema, values, speech), ...unreadableValues(prefix) };
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    await whenIdle(() => run(target, values, worker).catch((error: unknown) => setProblems(problemsOf(error, speech))));
  }
  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
    else if (event.key === 'Escape' && !isInOpenList(event)) onCancel();
    else return;
    event.preventDefault();
  }
  return (
    <form
      noValidate
      className={classes.window}
      aria-label={title}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h1 className={classes.title}>{title}</h1>
      <div className={classes.values}>
        {lead === '' ? null : <p className={classes.lead}>{lead}</p>}
        <ValuesForm schema={schema} values={values} onChange={setValues} problems={problems} idPrefix={prefix} />
        {fleet === null || target.kind === 'schedule' ? null : (
          <WorkerChoice label={speech.w.workerChoice.label} choices={fleet} value={worker} onChange={setWorker} />
        )}
      </div>
      <footer className={classes.buttons}>
        <Button variant="default" onClick={onCancel}>
          {speech.w.app.actions.cancel}
        </Button>
        <Button ref={runButton} type="submit" loading={isBusy}>
          {speech.w.quickRun.run}
        </Button>
      </footer>
    </form>
  );
}

/** Esc then closes the open list of a field, not the form. */
function isInOpenList(event: KeyboardEvent<HTMLElement>): boolean {
  const target = event.target as HTMLElement;
  return !event.currentTarget.contains(target) || target.closest('[aria-expanded=true]') !== null;
}
