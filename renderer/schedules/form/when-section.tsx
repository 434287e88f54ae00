import { Suspense, useMemo } from 'react';
import { Checkbox, Group, Radio, Select, VisuallyHidden } from '@mantine/core';
import { useZoneNames } from '../../api/queries.ts';
import { lazyPart } from '../../ui/lazy-part.ts';
import { useWords } from '../../words/words.tsx';
import { CalendarFields } from './calendar-fields.tsx';
import { ClockChangeField } from './clock-change-field.tsx';
import { CronEditor } from './cron-editor.tsx';
import type { FormDraft } from './form-draft.ts';
import classes from './form.module.css';

const DateField = lazyPart(() => import('../../ui/date-field.tsx').then((module) => module.DateField));

export interface WhenSectionProps {
  readonly form: FormDraft;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (change: Partial<FormDraft>) => void;
}

/** Named after a place, or by Windows; the other names are abbreviations and what zones were called long ago. */
const isOffered = (name: string): boolean =>
  /^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/| Standard Time\b/.test(name);

/** When it runs: by an expression, once, or only when called. */
export function WhenSection({ form, problems, onChange }: WhenSectionProps) {
  const { w, language } = useWords();
  const words = w.scheduleForm;
  const { data: names } = useZoneNames();
  const zones = useMemo(
    () => [...new Set([form.timezone, 'UTC', ...(names ?? []).filter(isOffered)])],
    [form.timezone, names],
  );
  const zone = (
    <Select
      id="timezone"
      label={words.timezone}
      value={form.timezone}
      data={zones}
      searchable
      limit={100}
      allowDeselect={false}
      error={problems['timezone']}
      onChange={(timezone) => onChange({ timezone: timezone ?? form.timezone })}
    />
  );
  const calendars = (
    <CalendarFields
      options={form.options}
      onChange={(options) => onChange({ options: { ...form.options, ...options } })}
    />
  );
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
      {form.kind === 'cron' ? (
        <>
          <CronEditor
            expression={form.quartz}
            problem={problems['quartz']}
            onChange={(quartz) => onChange({ quartz })}
          />
          <div className={classes.triple}>
            {zone}
            <Suspense fallback={null}>
              <DateField
                id="start"
                kind="date-time"
                language={language}
                label={words.start}
                placeholder={words.startEmpty}
                value={form.start}
                error={problems['start']}
                onChange={(start) => onChange({ start })}
              />
              <DateField
                id="end"
                kind="date-time"
                language={language}
                label={words.end}
                placeholder={words.endEmpty}
                value={form.end}
                error={problems['end']}
                onChange={(end) => onChange({ end })}
              />
            </Suspense>
          </div>
          {calendars}
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
      ) : null}
      {form.kind === 'once' ? (
        <>
          <div className={classes.pair}>
            <Suspense fallback={null}>
              <DateField
                id="at"
                kind="date-time"
                language={language}
                label={words.at}
                placeholder={words.atEmpty}
                required
                value={form.at}
                error={problems['at']}
                onChange={(at) => onChange({ at })}
              />
            </Suspense>
            {zone}
          </div>
          {calendars}
        </>
      ) : null}
      {form.kind === 'call' ? <p className={classes.note}>{words.callHint}</p> : null}
    </fieldset>
  );
}
