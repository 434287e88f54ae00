import { Select } from '@mantine/core';
import { calendarActions, type ScheduleOptions } from '../../../contract/schedule.ts';
import { useCalendars } from '../../api/queries.ts';
import { useWords } from '../../words/words.tsx';
import classes from './form.module.css';

export interface CalendarFieldsProps {
  readonly options: ScheduleOptions;
  readonly onChange: (change: Partial<ScheduleOptions>) => void;
}

/** A working-day calendar; only shown where there is one to choose. */
export function CalendarFields({ options, onChange }: CalendarFieldsProps) {
  const { w } = useWords();
  const words = w.scheduleForm.calendar;
  const calendars = useCalendars().data?.calendars ?? [];
  const [chosen, ...others] = options.calendars;
  if (calendars.length === 0 && chosen === undefined) return null;
  const names = [...new Set([...calendars.map(({ name }) => name), ...(chosen ? [chosen.calendar] : [])])];
  return (
    <div className={classes.pair}>
      <Select
        label={words.label}
        placeholder={words.none}
        data={names}
        value={chosen?.calendar ?? null}
        clearable
        clearButtonProps={{ 'aria-label': w.app.calendar.clear }}
        onChange={(calendar) =>
          onChange({
            calendars: calendar === null ? others : [{ calendar, action: chosen?.action ?? 'skip' }, ...others],
          })
        }
      />
      {chosen ? (
        <Select
          label={words.action}
          allowDeselect={false}
          value={chosen.action}
          data={calendarActions.map((action) => ({ value: action, label: words[action] }))}
          onChange={(action) => onChange({ calendars: [{ ...chosen, action: action ?? 'skip' }, ...others] })}
        />
      ) : null}
    </div>
  );
}
