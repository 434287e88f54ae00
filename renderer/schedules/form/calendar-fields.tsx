import { Select } from '@mantine/core';
import { calendarActions, type CalendarAction, type ScheduleOptions } from '../../../contract/schedule.ts';
import { useCalendars } from '../../api/queries.ts';
import { useWords } from '../../words/words.tsx';
import classes from './form.module.css';
import { MakeCalendar } from './make-calendar.tsx';

export interface CalendarFieldsProps {
  readonly options: ScheduleOptions;
  /** What a calendar that is chosen now does on a day off. */
  readonly proposed: CalendarAction;
  readonly onChange: (change: Partial<ScheduleOptions>) => void;
}

/** The working-day calendars of the plan; where there is none yet, one can be made. */
export function CalendarFields({ options, proposed, onChange }: CalendarFieldsProps) {
  const { w } = useWords();
  const words = w.scheduleForm.calendar;
  const answer = useCalendars().data;
  const known = (answer?.calendars ?? []).map(({ name }) => name);
  const uses = options.calendars;
  const isFree = (name: string) => uses.every(({ calendar }) => calendar !== name);
  const rows = known.some(isFree) ? [...uses, null] : uses;
  if (answer && rows.length === 0)
    return (
      <MakeCalendar
        countries={answer.countries}
        onMade={(calendar) => onChange({ calendars: [{ calendar, action: proposed }] })}
      />
    );
  return rows.map((use, index) => {
    const replace = (next: (typeof uses)[number] | null) =>
      onChange({ calendars: [...uses.slice(0, index), ...(next ? [next] : []), ...uses.slice(index + 1)] });
    return (
      <div key={index} className={classes.pair}>
        <Select
          label={index === 0 ? words.label : `${words.label} ${index + 1}`}
          placeholder={words.none}
          data={[...new Set([...(use ? [use.calendar] : []), ...known.filter(isFree)])]}
          value={use?.calendar ?? null}
          clearable
          clearButtonProps={{ 'aria-label': w.app.calendar.clear }}
          onChange={(calendar) => replace(calendar === null ? null : { calendar, action: use?.action ?? proposed })}
        />
        {use ? (
          <Select
            label={words.action}
            allowDeselect={false}
            value={use.action}
            data={calendarActions.map((action) => ({ value: action, label: words[action] }))}
            onChange={(action) => replace({ ...use, action: action ?? use.action })}
          />
        ) : null}
      </div>
    );
  });
}
