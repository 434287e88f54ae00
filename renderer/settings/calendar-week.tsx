import { useMemo } from 'react';
import { Checkbox, Group, Select } from '@mantine/core';
import type { Calendar } from '../../contract/calendar.ts';
import { countryName, otherNames, type Country } from '../words/countries.ts';
import { calendarWords } from '../words/calendar-words.ts';
import { useWords } from '../words/words.tsx';
import { findOptions } from '../words/find-options.ts';
import { weekdayName } from './calendar-words.ts';

interface CalendarWeekProps {
  readonly draft: Calendar;
  readonly countries: readonly Country[];
  readonly onChange: (draft: Calendar) => void;
}

const halfDays = ['working', 'off-from-13', 'off'] as const;

/** The weekly and national parts of a calendar: weekend, holidays, half days. */
export function CalendarWeek({ draft, countries, onChange }: CalendarWeekProps) {
  const { w, language } = useWords();
  const words = calendarWords[language].form;
  const countryChoices = useMemo(
    () =>
      countries
        .map(({ code }) => ({ value: code, label: countryName(code, countries, language) }))
        .sort((one, other) => one.label.localeCompare(other.label, language)),
    [countries, language],
  );
  const find = useMemo(() => findOptions((code) => otherNames(code, countries)), [countries]);
  return (
    <>
      <Checkbox.Group
        label={words.weekend}
        value={draft.weekend.map(String)}
        onChange={(days) => onChange({ ...draft, weekend: days.map(Number).sort() })}
      >
        <Group gap="md" mt={6}>
          {[1, 2, 3, 4, 5, 6, 7].map((day) => (
            <Checkbox key={day} value={String(day)} label={weekdayName(day, language)} />
          ))}
        </Group>
      </Checkbox.Group>
      <Select
        label={words.country}
        placeholder={words.none}
        data={countryChoices}
        value={draft.country?.split('-')[0] ?? null}
        onChange={(country) => onChange({ ...draft, country })}
        searchable
        filter={find}
        nothingFoundMessage={words.noCountry}
        clearable
        clearButtonProps={{ 'aria-label': w.app.calendar.clear }}
      />
      <Select
        label={words.halfDays}
        data={halfDays.map((value) => ({ value, label: words.halfDay[value] }))}
        value={draft.halfDays}
        onChange={(value) => onChange({ ...draft, halfDays: value ?? 'off-from-13' })}
        allowDeselect={false}
      />
    </>
  );
}
