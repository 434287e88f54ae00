import { CalendarFields } from './calendar-fields.tsx';
import { defaultAction } from './calendar-default.ts';
import { ClockChangeField } from './clock-change-field.tsx';
import type { FormDraft } from './form-draft.ts';

interface CalendarPartProps {
  readonly form: FormDraft;
  readonly onChange: (change: Partial<FormDraft>) => void;
}

/** The days of a plan that are unlike others: days off, and those on which the clock is changed. */
export function CalendarPart({ form, onChange }: CalendarPartProps) {
  return (
    <>
      <CalendarFields
        options={form.options}
        proposed={defaultAction(form)}
        onChange={(options) => onChange({ options: { ...form.options, ...options } })}
      />
      {form.kind === 'cron' ? (
        <ClockChangeField
          timezone={form.timezone}
          value={form.clockChange}
          onChange={(clockChange) => onChange({ clockChange })}
        />
      ) : null}
    </>
  );
}
