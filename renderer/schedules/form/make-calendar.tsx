import { useMemo, useState } from 'react';
import { Button, Select } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import { defaultCalendar } from '../../../contract/calendar.ts';
import type { Language } from '../../../contract/language.ts';
import { call } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useBusy } from '../../ui/use-busy.ts';
import { useToast } from '../../ui/toast.tsx';
import { countryName, otherNames, type Country } from '../../words/countries.ts';
import { findOptions } from '../../words/find-options.ts';
import { formPartWords } from '../../words/form-part-words.ts';
import { useWords } from '../../words/words.tsx';
import classes from './form.module.css';

interface MakeCalendarProps {
  readonly countries: readonly Country[];
  readonly onMade: (name: string) => void;
}

/** Where no calendar exists yet: one of the public holidays of a country, made without leaving the form. */
export function MakeCalendar({ countries, onMade }: MakeCalendarProps) {
  const { language, say, notDone } = useWords();
  const words = formPartWords[language].calendarMaking;
  const queries = useQueryClient();
  const toast = useToast();
  const { isBusy, whenIdle } = useBusy();
  const [country, setCountry] = useState(() => likelyCountry(countries, language));
  const find = useMemo(() => findOptions((code) => otherNames(code, countries)), [countries]);
  const choices = useMemo(
    () =>
      countries
        .map(({ code }) => ({ value: code, label: countryName(code, countries, language) }))
        .sort((one, other) => one.label.localeCompare(other.label, language)),
    [countries, language],
  );

  async function make(code: string): Promise<void> {
    const name = say(words.name, { country: countryName(code, countries, language) });
    try {
      await call('putCalendar', { path: { name }, body: { ...defaultCalendar, name, country: code, was: null } });
      await queries.invalidateQueries({ queryKey: keys.calendars });
      toast({ text: say(words.made, { name }) });
      onMade(name);
    } catch (error) {
      toast(notDone(words.make, error));
    }
  }
  return (
    <div className={classes.making}>
      <p className={classes.note}>{words.empty}</p>
      <div className={classes.madeOf}>
        <Select
          id="calendar-country"
          label={words.country}
          placeholder={words.choose}
          data={choices}
          value={country}
          onChange={setCountry}
          searchable
          filter={find}
          nothingFoundMessage={words.noCountry}
        />
        <Button
          size="xs"
          variant="default"
          loading={isBusy}
          disabled={country === null}
          onClick={() => country !== null && void whenIdle(() => make(country))}
        >
          {words.make}
        </Button>
      </div>
      <div>
        <Button component={Link} href="/settings/calendars" size="compact-sm" variant="subtle">
          {words.settings}
        </Button>
      </div>
    </div>
  );
}

/** The country that the browser's language names, else that of the language; null if it has no holidays here. */
function likelyCountry(countries: readonly Country[], language: Language): string | null {
  const named = /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?-([A-Z]{2})$/.exec(navigator.language)?.[1];
  const likely = named ?? (language === 'tr' ? 'TR' : null);
  return countries.some(({ code }) => code === likely) ? likely : null;
}
