import { useState } from 'react';
import { Button, Select } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { Calendar } from '../../contract/calendar.ts';
import { useHolidays } from '../api/queries.ts';
import { SkeletonRows } from '../ui/states.tsx';
import { ProblemPanel } from '../words/problem-panel.tsx';
import { calendarWords } from '../words/calendar-words.ts';
import { useWords } from '../words/words.tsx';
import { holidayRows, type CorrectDay } from './holiday-rows.ts';
import { HolidayTable, useDayName } from './holiday-table.tsx';
import classes from './settings.module.css';

export interface CalendarHolidaysProps {
  /** A country or one of its regions. */
  readonly place: string;
  readonly onPlace: (place: string) => void;
  readonly halfDays: Calendar['halfDays'];
  /** The calendar's own days; they override the country's. */
  readonly off: readonly string[];
  readonly on: readonly string[];
  readonly onCorrect: CorrectDay;
}

/** The public holidays of a year: the source of each day, whether it was verified, and one click to correct it here. */
export function CalendarHolidays({ place, onPlace, halfDays, off, on, onCorrect }: CalendarHolidaysProps) {
  const { language, say, told } = useWords();
  const words = calendarWords[language].holidays;
  const dayName = useDayName();
  const [year, setYear] = useState(() => new Date().getFullYear());
  const query = useHolidays(place, year);
  if (query.isError && !query.data) return <ProblemPanel error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data) return <SkeletonRows />;
  const { regions, check, days, elsewhere, sources } = query.data;
  const [country = ''] = place.split('-');
  const disputed = elsewhere.length + days.filter(({ isDisputed }) => isDisputed).length;
  const choices = [
    { value: country, label: words.wholeCountry },
    ...regions.map(({ code, name }) => ({ value: code, label: name })),
  ];
  return (
    <section className={classes.form} aria-label={words.title}>
      {regions.length === 0 ? null : (
        <Select
          label={words.region}
          data={choices}
          value={place}
          onChange={(value) => onPlace(value ?? country)}
          searchable
          allowDeselect={false}
        />
      )}
      <div className={classes.row}>
        <span className={classes.label}>{words.title}</span>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={words.yearBefore}
          disabled={year <= 1990}
          onClick={() => setYear(year - 1)}
        >
          <IconChevronLeft size="0.875rem" />
        </Button>
        <span aria-live="polite">{year}</span>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={words.yearAfter}
          disabled={year >= 2099}
          onClick={() => setYear(year + 1)}
        >
          <IconChevronRight size="0.875rem" />
        </Button>
      </div>
      <p className={classes.hint}>
        {check === null ? (
          words.notChecked
        ) : (
          <>
            {say(disputed === 0 ? words.checked : words.checkedDisputed, { on: dayName(check.on), n: disputed })}{' '}
            <code>{check.against}</code>
          </>
        )}
        {sources.length === 0
          ? null
          : ` ${say(words.sources, { sources: sources.map((source) => told(source)).join('; ') })}`}
      </p>
      <HolidayTable rows={holidayRows(query.data, off, on)} halfDays={halfDays} onCorrect={onCorrect} />
    </section>
  );
}
