import { useMemo } from 'react';
import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import type { WorkerStatus } from '../../../contract/worker.ts';
import { ScreenFrame } from '../../ui/screen.tsx';
import { unless } from '../../ui/unless.ts';
import { ValuesForm } from '../../values/values-form.tsx';
import { useWords } from '../../words/words.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { focusField } from './focus-field.ts';
import { FormFolds } from './form-folds.tsx';
import type { FormProblem } from './form-problems.ts';
import { PlanPreview } from './plan-preview.tsx';
import { ProcessSection } from './process-section.tsx';
import { StaleSchedule } from './stale-schedule.tsx';
import { useScheduleEditing, type ScheduleEditingOptions } from './use-schedule-editing.ts';
import { WhenSection } from './when-section.tsx';
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
  const { byField, byValue } = useMemo(() => byPlace(problems), [problems]);
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
                problems={byValue}
              />
            </fieldset>
          ) : null}
          <WhenSection form={form} problems={byField} onChange={change} />
          <FormFolds
            {...{ form, id, problems: byField }}
            version={base.version}
            schema={row?.process.parameters}
            onChange={change}
          />
        </form>
        <PlanPreview form={form} id={id} usualMs={row?.usualMs ?? null} onChange={change} />
      </div>
    </ScreenFrame>
  );
}

/** The errors by the id of their field, and those of values by the name of the value. */
function byPlace(problems: readonly FormProblem[]) {
  const byField = Object.fromEntries(problems.map(({ id, message }) => [id, message]));
  const byValue = Object.fromEntries(
    problems.flatMap(({ id, message }) =>
      id.startsWith('values-') ? [[id === 'values-all' ? '' : id.slice('values-'.length), message] as const] : [],
    ),
  );
  return { byField, byValue };
}
