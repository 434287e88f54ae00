import { Suspense } from 'react';
import { Checkbox, Group, Radio, VisuallyHidden } from '@mantine/core';
import { lazyPart } from '../../ui/lazy-part.ts';
import { useWords } from '../../words/words.tsx';
import { CalendarFields } from './calendar-fields.tsx';
import { ClockChangeField } from './clock-change-field.tsx';
import { CronEditor } from './cron-editor.tsx';
import type { FormDraft } from './form-draft.ts';
import classes from './form.module.css';
import { ZoneField } from './zone-field.tsx';

const DateField = lazyPart(() => import('../../ui/date-field.tsx').then((module) => module.DateField));

export interface WhenSectionProps {
  readonly form: FormDraft;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (change: Partial<FormDraft>) => void;
}

/** When it runs: by an expression, once, or only when called. */
export function WhenSection(props: WhenSectionProps) {
  const { form, onChange } = props;
  const words = useWords().w.scheduleForm;
  return (
    <fieldset className={classes.section}>
      <legend className={classes.sectionTitle}>{words.sections.when}</legend>
      <Radio.Group
        label={<VisuallyHidden>{words.kind.label}</VisuallyHidden>}
        labelProps={{ pos: 'absolute', h: 0 }}
        value={form.kind}
        onChange={(kind) => onChange({ kind: kind })}
      >
        <Group gap="lg">
          {(['cron', 'once', 'call'] as const).map((kind) => (
            <Radio key={kind} value={kind} label={words.kind[kind]} />
          ))}
        </Group>
      </Radio.Group>
      {form.kind === 'cron' ? <CronPlan {...props} /> : null}
      {form.kind === 'once' ? <OncePlan {...props} /> : null}
      {form.kind === 'call' ? <p className={classes.note}>{words.callHint}</p> : null}
    </fieldset>
  );
}

function CronPlan(props: WhenSectionProps) {
  const { form, problems, onChange } = props;
  const words = useWords().w.scheduleForm;
  return (
    <>
      <CronEditor expression={form.quartz} problem={problems['quartz']} onChange={(quartz) => onChange({ quartz })} />
      <div className={classes.triple}>
        <ZoneField form={form} problems={problems} onChange={onChange} />
        <PlanDate {...props} name="start" placeholder={words.startEmpty} />
        <PlanDate {...props} name="end" placeholder={words.endEmpty} />
      </div>
      <CalendarFields
        options={form.options}
        onChange={(options) => onChange({ options: { ...form.options, ...options } })}
      />
      <ClockChangeField
        timezone={form.timezone}
        value={form.clockChange}
        onChange={(clockChange) => onChange({ clockChange })}
      />
      <Checkbox
        label={words.runImmediately}
        checked={form.runImmediately}
        onChange={({ currentTarget }) => onChange({ runImmediately: currentTarget.checked })}
      />
    </>
  );
}

function OncePlan(props: WhenSectionProps) {
  const { form, problems, onChange } = props;
  const words = useWords().w.scheduleForm;
  return (
    <>
      <div className={classes.pair}>
        <PlanDate {...props} name="at" placeholder={words.atEmpty} required />
        <ZoneField form={form} problems={problems} onChange={onChange} />
      </div>
      <CalendarFields
        options={form.options}
        onChange={(options) => onChange({ options: { ...form.options, ...options } })}
      />
    </>
  );
}

interface PlanDateProps extends WhenSectionProps {
  readonly name: 'start' | 'end' | 'at';
  readonly placeholder: string;
  readonly required?: boolean;
}

/** A date of the plan, with its time. */
function PlanDate({ form, problems, onChange, name, placeholder, required = false }: PlanDateProps) {
  const { w, language } = useWords();
  return (
    <Suspense fallback={null}>
      <DateField
        id={name}
        kind="date-time"
        language={language}
        label={w.scheduleForm[name]}
        placeholder={placeholder}
        required={required}
        value={form[name]}
        error={problems[name]}
        onChange={(date) => onChange({ [name]: date })}
      />
    </Suspense>
  );
}
