import { useMemo } from 'react';
import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import type { ScheduleOptions } from '../../../contract/schedule.ts';
import type { WorkerStatus } from '../../../contract/worker.ts';
import { ScreenFrame } from '../../ui/screen.tsx';
import { unless } from '../../ui/unless.ts';
import { ValuesForm } from '../../values/values-form.tsx';
import { useWords } from '../../words/words.tsx';
import { BehaviourSection } from './behaviour-section.tsx';
import { ConditionsSection } from './conditions-section.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { focusField } from './focus-field.ts';
import type { FormProblem } from './form-problems.ts';
import { PlanPreview } from './plan-preview.tsx';
import { ProcessSection } from './process-section.tsx';
import { StaleSchedule } from './stale-schedule.tsx';
import { TriggersSection } from './triggers-section.tsx';
import { useScheduleEditing, type ScheduleEditingOptions } from './use-schedule-editing.ts';
import { ThenPart } from './then-part.tsx';
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
  const { byField, byValue } = useMemo(() => byPlace(problems), [problems]);
  const changeOptions = (options: Partial<ScheduleOptions>) => change({ options: { ...form.options, ...options } });
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
          <TriggersSection
            {...{ options: form.options, problems: byField, onChange: changeOptions }}
            schema={row?.process.parameters}
          />
          <ConditionsSection
            key={`if ${base.version}`}
            {...{ options: form.options, timezone: form.timezone, process: form.process, own: id, problems: byField }}
            onChange={(options) => change({ options })}
          />
          <BehaviourSection options={form.options} problems={byField} onChange={changeOptions} />
          <ThenPart
            key={base.version}
            before={{ process: form.process, schedule: id, parameters: row?.process.parameters }}
            options={form.options}
            problems={byField}
            onChange={(options) => change({ options })}
          />
          <WhoIsTold process={form.process} schedule={id} />
        </form>
        <PlanPreview form={form} usualMs={row?.usualMs ?? null} />
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
