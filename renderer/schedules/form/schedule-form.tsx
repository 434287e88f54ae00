import { useMemo } from 'react';
import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import type { WorkerStatus } from '../../../contract/worker.ts';
import { ScreenFrame } from '../../ui/screen.tsx';
import { unless } from '../../ui/unless.ts';
import { ValuesForm } from '../../values/values-form.tsx';
import { useWords } from '../../words/words.tsx';
import { BehaviourSection } from './behaviour-section.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { focusField } from './focus-field.ts';
import { PlanPreview } from './plan-preview.tsx';
import { ProcessSection } from './process-section.tsx';
import { StaleSchedule } from './stale-schedule.tsx';
import { useScheduleEditing, type ScheduleEditingOptions } from './use-schedule-editing.ts';
import { WhenSection } from './when-section.tsx';
import { WhoIsTold } from './who-is-told.tsx';
import classes from './form.module.css';

export interface ScheduleFormProps extends ScheduleEditingOptions {
  readonly title: string;
  readonly worker: WorkerStatus;
}

/** The whole form, with the preview next to it. */
export function ScheduleForm(props: ScheduleFormProps) {
  const { title, id, processes, worker } = props;
  const { w } = useWords();
  const words = w.scheduleForm;
  const [, navigate] = useLocation();
  const editing = useScheduleEditing(props);
  const { form, base, row, problems, summary, refusal, isBusy, newer, changes, change, chooseProcess, submit } =
    editing;
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
              onLoad={() => editing.loadNewer(newer)}
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
          <WhoIsTold process={form.process} schedule={id} />
        </form>
        <PlanPreview form={form} usualMs={row?.usualMs ?? null} />
      </div>
    </ScreenFrame>
  );
}
