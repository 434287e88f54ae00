import { DatePickerInput, DatesProvider, DateTimePicker } from '@mantine/dates';
import 'dayjs/locale/tr';
import '@mantine/dates/styles.layer.css';
import type { ReactNode } from 'react';
import { useLabels } from './labels.tsx';
import classes from './date-field.module.css';

export interface DateFieldProps {
  readonly id: string;
  readonly className?: string | undefined;
  readonly kind: 'date' | 'date-time';
  readonly label: ReactNode;
  readonly description?: ReactNode;
  readonly error?: ReactNode;
  readonly required?: boolean;
  readonly placeholder?: string;
  readonly language: string;
  /** `2026-11-24`, or `2026-11-24T09:00:00` as local wall time; null = not set. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

/** A date, or a date and time, from a calendar; loaded on first use. */
export function DateField({ kind, language, value, onChange, required = false, ...frame }: DateFieldProps) {
  const { calendar: words } = useLabels();
  const shared = {
    ...frame,
    required,
    clearable: !required,
    clearButtonProps: { 'aria-label': words.clear },
    ariaLabels: {
      previousMonth: words.previousMonth,
      nextMonth: words.nextMonth,
      previousYear: words.previousYear,
      nextYear: words.nextYear,
      previousDecade: words.previousDecade,
      nextDecade: words.nextDecade,
    },
    highlightToday: true,
    valueFormat: kind === 'date' ? 'ddd DD MMM YYYY' : 'ddd DD MMM YYYY HH:mm',
    popoverProps: { withinPortal: true, shadow: 'md' },
    classNames: { day: classes.day ?? '' },
  };
  if (language === 'tr') shared.valueFormat = kind === 'date' ? 'DD MMM YYYY ddd' : 'DD MMM YYYY ddd HH:mm';
  return (
    <DatesProvider settings={{ locale: language, firstDayOfWeek: 1 }}>
      {kind === 'date' ? (
        <DatePickerInput {...shared} value={value} onChange={(next) => onChange(next)} />
      ) : (
        <DateTimePicker
          {...shared}
          value={value === null ? null : value.replace('T', ' ')}
          onChange={(next) => onChange(next === null ? null : next.replace(' ', 'T'))}
          timePickerProps={{ hoursInputLabel: words.hours, minutesInputLabel: words.minutes }}
          submitButtonProps={{ 'aria-label': words.done, title: words.done }}
        />
      )}
    </DatesProvider>
  );
}
