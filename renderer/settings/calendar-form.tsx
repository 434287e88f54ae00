import { Button, TextInput } from '@mantine/core';
import type { Calendar } from '../../contract/calendar.ts';
import { ChangedNames, differingKeys, StaleNotice } from '../ui/stale-notice.tsx';
import { useBusy } from '../ui/use-busy.ts';
import type { Country } from '../words/countries.ts';
import { calendarWords } from '../words/calendar-words.ts';
import { useWords } from '../words/words.tsx';
import { CalendarHolidays } from './calendar-holidays.tsx';
import { CalendarOwnDays } from './calendar-own-days.tsx';
import { CalendarWeek } from './calendar-week.tsx';
import type { readDays } from './calendar-words.ts';
import classes from './settings.module.css';
import { useCalendarActs } from './use-calendar-acts.ts';
import { useCalendarDraft } from './use-calendar-draft.ts';

export interface CalendarFormProps {
  /** null: a new one. */
  readonly calendar: Calendar | null;
  /** The current version of the calendar, even if the form is older. */
  readonly latest: Calendar | null;
  readonly onLoad: (calendar: Calendar) => void;
  readonly countries: readonly Country[];
  readonly onClose: () => void;
}

const daysIn = (read: ReturnType<typeof readDays>) => ('days' in read ? read.days.map(({ day }) => day) : []);

/** One calendar: weekend, public holidays of a country, and days of its own. */
export function CalendarForm({ calendar, latest, countries, onLoad, onClose }: CalendarFormProps) {
  const { w, language, say } = useWords();
  const words = calendarWords[language].form;
  const typed = useCalendarDraft(calendar);
  const { draft, setDraft, name, setName } = typed;
  const { wasTried, base, isStale, save, remove, takeFile } = useCalendarActs(calendar, typed, onClose);
  const { isBusy, whenIdle } = useBusy();
  return (
    <div className={classes.form}>
      <h3 className={classes.heading}>{calendar === null ? words.new : say(words.edit, { name: calendar.name })}</h3>
      {isStale && base && latest ? (
        <StaleNotice
          words={w.scheduleForm.stale}
          onLoad={() => onLoad(latest)}
          onOverwrite={() => void whenIdle(() => save(latest))}
        >
          <ChangedNames
            names={differingKeys(base, latest).map((key) => words[key as Exclude<keyof Calendar, 'name'>])}
          />
        </StaleNotice>
      ) : null}
      {calendar === null ? (
        <TextInput
          label={words.name}
          required
          value={name}
          error={wasTried && name.trim() === '' ? words.nameProblem : null}
          maxLength={100}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      ) : null}
      <CalendarWeek draft={draft} countries={countries} onChange={setDraft} />
      {draft.country === null ? null : (
        <CalendarHolidays
          place={draft.country}
          onPlace={(country) => setDraft({ ...draft, country })}
          halfDays={draft.halfDays}
          off={daysIn(typed.offDays)}
          on={daysIn(typed.onDays)}
          onCorrect={typed.correct}
        />
      )}
      <CalendarOwnDays typed={typed} onFile={calendar === null ? null : (file) => void takeFile(file, calendar)} />
      <div className={classes.row}>
        <Button size="xs" loading={isBusy} onClick={() => void whenIdle(save)}>
          {words.save}
        </Button>
        <Button size="xs" variant="default" onClick={onClose}>
          {w.app.actions.cancel}
        </Button>
        {calendar === null ? null : (
          <Button size="xs" variant="default" ml="auto" onClick={() => void remove(calendar)}>
            {words.remove}
          </Button>
        )}
      </div>
    </div>
  );
}
