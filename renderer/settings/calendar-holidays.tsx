import { useState } from 'react';
import { Button, Select } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { Calendar } from '../../contract/calendar.ts';
import { useHolidays } from '../api/queries.ts';
import { SkeletonRows } from '../ui/states.tsx';
import { ProblemPanel } from '../words/problem-panel.tsx';
import { useWords } from '../words/words.tsx';
import { holidayRows, type HolidayRow } from './holiday-rows.ts';
import classes from './settings.module.css';
import table from './table.module.css';

export interface CalendarHolidaysProps {
  /** A country or a part of one. */
  readonly place: string;
  readonly onPlace: (place: string) => void;
  readonly halfDays: Calendar['halfDays'];
  /** The calendar's own days; they go before what the country says. */
  readonly off: readonly string[];
  readonly on: readonly string[];
  /** A day is off here (with its name), or worked here, or again as the country says. */
  readonly onCorrect: (day: string, change: { off: string } | 'worked' | 'as-country') => void;
}

/** The public holidays of a year: where each day comes from, whether it was checked, and one click to correct it here. */
export function CalendarHolidays({ place, onPlace, halfDays, off, on, onCorrect }: CalendarHolidaysProps) {
  const { w, say, told, times } = useWords();
  const words = w.settings.calendars.holidays;
  const [year, setYear] = useState(() => new Date().getFullYear());
  const query = useHolidays(place, year);
  if (query.isError && !query.data) return <ProblemPanel error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data) return <SkeletonRows />;
  const { regions, check, days, elsewhere, sources } = query.data;
  // A day as it stands on the wall, in no time zone.
  const dayName = (day: string) => times.day(Date.parse(day), 'UTC');
  const [country = ''] = place.split('-');
  const disputed = elsewhere.length + days.filter(({ isDisputed }) => isDisputed).length;
  const choices = [
    { value: country, label: words.wholeCountry },
    ...regions.map(({ code, name }) => ({ value: code, label: name })),
  ];

  function button(row: HolidayRow) {
    if (row.isCorrected) return { label: words.undo, act: () => onCorrect(row.day, 'as-country') };
    if (row.kind === 'elsewhere' || row.kind === 'worked')
      return { label: words.makeOff, act: () => onCorrect(row.day, { off: row.name }) };
    return { label: words.makeWorked, act: () => onCorrect(row.day, 'worked') };
  }

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
      <div className={table.tableBox}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{words.columns.day}</th>
              <th scope="col">{words.columns.name}</th>
              <th scope="col">{words.columns.state}</th>
              <th scope="col">{words.columns.origin}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {holidayRows(query.data, off, on).map((row) => {
              const { label, act } = button(row);
              return (
                <tr key={row.day}>
                  <th scope="row" className={table.when}>
                    {dayName(row.day)}
                  </th>
                  <td>{row.name}</td>
                  <td>
                    {row.isCorrected
                      ? words.corrected[row.isOff ? 'off' : 'worked']
                      : words.kinds[row.kind === 'half' ? halfDays : row.kind]}
                  </td>
                  <td>
                    {row.kind === 'elsewhere'
                      ? words.onlyElsewhere
                      : row.isDisputed
                        ? words.onlyHere
                        : words.origins[row.origin]}
                  </td>
                  <td className={table.right}>
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`${label}: ${dayName(row.day)}`}
                      onClick={act}
                    >
                      {label}
                    </Button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
