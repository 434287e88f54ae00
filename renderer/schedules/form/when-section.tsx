import { Suspense } from 'react';
import { Checkbox, Group, Radio, VisuallyHidden } from '@mantine/core';
import { lazyPart } from '../../ui/lazy-part.ts';
import { useWords } from '../../words/words.tsx';
import { CronEditor } from './cron-editor.tsx';
import { focusField } from './focus-field.ts';
import { todayIn, type FormDraft } from './form-draft.ts';
import classes from './form.module.css';
import { IntervalFields } from './interval-fields.tsx';
import { ZoneField } from './zone-field.tsx';

const DateField = lazyPart(() => import('../../ui/date-field.tsx').then((module) => module.DateField));

export interface WhenSectionProps {
  readonly form: FormDraft;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (change: Partial<FormDraft>) => void;
}

/** When it runs: by an expression, at intervals, once, or only when called. */
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
        onChange={(kind) => onChange({ kind, ...(kind === 'interval' ? fromToday(form) : {}) })}
      >
        <Group gap="lg">
          {(['cron', 'interval', 'once', 'call'] as const).map((kind) => (
            <Radio key={kind} value={kind} label={words.kind[kind]} />
          ))}
        </Group>
      </Radio.Group>
      {form.kind === 'cron' ? <CronPlan {...props} /> : null}
      {form.kind === 'interval' ? <IntervalOfPlan {...props} /> : null}
      {form.kind === 'once' ? <OncePlan {...props} /> : null}
      {form.kind === 'call' ? <p className={classes.note}>{words.callHint}</p> : null}
    </fieldset>
  );
}

/** Counting begins today, unless a start is chosen already. */
const fromToday = ({ start, timezone }: FormDraft): Partial<FormDraft> =>
  start === null ? { start: todayIn(timezone, Date.now()) } : {};

/** A working day of the month is no expression: the plan becomes one beside Quartz, by the calendar that was chosen. */
function onWorkingDay({ interval, options }: FormDraft, nth: number, at: string): Partial<FormDraft> {
  const [use, ...others] = options.calendars;
  return {
    kind: 'interval',
    interval: { ...interval, pattern: 'working-day', nth, at, months: [], calendar: use?.calendar ?? null },
    options: { ...options, calendars: others },
  };
}

function IntervalOfPlan(props: WhenSectionProps) {
  const { form, problems, onChange } = props;
  const words = useWords().w.scheduleForm;
  return (
    <>
      <IntervalFields
        interval={form.interval}
        problems={problems}
        onChange={(interval) => onChange({ interval: { ...form.interval, ...interval } })}
      />
      <Window {...props} startEmpty={form.interval.pattern === 'every' ? words.atEmpty : words.startEmpty} />
      <Immediately form={form} onChange={onChange} />
    </>
  );
}

/** Zone, start and end of a plan. */
function Window(props: WhenSectionProps & { readonly startEmpty: string }) {
  const { form, problems, onChange, startEmpty } = props;
  const words = useWords().w.scheduleForm;
  return (
    <div className={classes.window}>
      <ZoneField form={form} problems={problems} onChange={onChange} />
      <PlanDate {...props} name="start" placeholder={startEmpty} />
      <PlanDate {...props} name="end" placeholder={words.endEmpty} />
    </div>
  );
}

function Immediately({ form, onChange }: Pick<WhenSectionProps, 'form' | 'onChange'>) {
  const words = useWords().w.scheduleForm;
  return (
    <Checkbox
      label={words.runImmediately}
      checked={form.runImmediately}
      onChange={({ currentTarget }) => onChange({ runImmediately: currentTarget.checked })}
    />
  );
}

function CronPlan(props: WhenSectionProps) {
  const { form, problems, onChange } = props;
  const words = useWords().w.scheduleForm;
  return (
    <>
      <CronEditor
        expression={form.quartz}
        problem={problems['quartz']}
        onChange={(quartz) => onChange({ quartz })}
        onWorkingDay={(nth, time) => {
          onChange(onWorkingDay(form, nth, time));
          focusField('interval-nth', null);
        }}
      />
      <Window {...props} startEmpty={words.startEmpty} />
      <Immediately form={form} onChange={onChange} />
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
