import { useMemo, useRef, useState } from 'react';
import { Button, Checkbox, FileButton, Group, Select, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { defaultCalendar, type Calendar } from '../../contract/calendar.ts';
import { call, CallError } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { readTextFile } from '../api/text-file.ts';
import { useConfirm } from '../ui/confirm.tsx';
import { ChangedNames, differingKeys, StaleNotice } from '../ui/stale-notice.tsx';
import { useToast } from '../ui/toast.tsx';
import { useBusy } from '../ui/use-busy.ts';
import { useWords } from '../words/words.tsx';
import { CalendarHolidays, type CalendarHolidaysProps } from './calendar-holidays.tsx';
import { countryName, readDays, weekdayName, withDays, withoutDay, writeDays, type Country } from './calendar-words.ts';
import classes from './settings.module.css';

export interface CalendarFormProps {
  /** null: a new one. */
  readonly calendar: Calendar | null;
  /** The calendar as it is now, however old the form is. */
  readonly latest: Calendar | null;
  readonly onLoad: (calendar: Calendar) => void;
  readonly countries: readonly Country[];
  readonly onClose: () => void;
}

const halfDays = ['working', 'off-from-13', 'off'] as const;

/** One calendar: weekend, holidays of a country, and days of its own. */
export function CalendarForm({ calendar, latest, countries, onLoad, onClose }: CalendarFormProps) {
  const { w, say, told, language, notDone } = useWords();
  const words = w.settings.calendars.form;
  const queries = useQueryClient();
  const toast = useToast();
  const confirm = useConfirm();
  const [draft, setDraft] = useState<Calendar>(calendar ?? { ...defaultCalendar, name: '' });
  const [name, setName] = useState(calendar?.name ?? '');
  const [off, setOff] = useState(writeDays(calendar?.off ?? []));
  const [on, setOn] = useState((calendar?.on ?? []).join('\n'));
  const [wasTried, setWasTried] = useState(false);
  const [base, setBase] = useState(calendar);
  const [isStale, setStale] = useState(false);
  const { isBusy, whenIdle } = useBusy();
  const forgetFile = useRef<() => void>(null);
  const countryChoices = useMemo(
    () =>
      countries
        .map(({ code }) => ({ value: code, label: countryName(code, countries, language) }))
        .sort((one, other) => one.label.localeCompare(other.label, language)),
    [countries, language],
  );
  const offDays = readDays(off);
  const onDays = readDays(on);
  const problemOf = (read: ReturnType<typeof readDays>) => ('days' in read ? null : say(words.dayProblem, { ...read }));
  const nameProblem = wasTried && name.trim() === '' ? words.nameProblem : null;

  const daysIn = (read: ReturnType<typeof readDays>) => ('days' in read ? read.days.map(({ day }) => day) : []);
  const correct: CalendarHolidaysProps['onCorrect'] = (day, change) => {
    setOff(typeof change === 'object' ? withDays(off, [{ day, name: change.off }]) : withoutDay(off, day));
    setOn(change === 'worked' ? withDays(on, [{ day, name: '' }]) : withoutDay(on, day));
  };

  const tell = (act: string, error: unknown) => toast(notDone(act, error));
  const refresh = () => queries.invalidateQueries({ queryKey: keys.calendars });
  async function save(was = base): Promise<void> {
    setWasTried(true);
    if (name.trim() === '' || !('days' in offDays) || !('days' in onDays)) return;
    const body = { ...draft, name: name.trim(), off: offDays.days, on: onDays.days.map(({ day }) => day) };
    try {
      await call('putCalendar', { path: { name: body.name }, body: { ...body, was } });
      toast({ text: w.settings.saved });
      await refresh();
      onClose();
    } catch (error) {
      if (!(error instanceof CallError) || error.code !== 'VERSION_CONFLICT') return tell(words.save, error);
      await refresh();
      setStale(true);
    }
  }
  async function remove(gone: Calendar): Promise<void> {
    const ask = w.settings.calendars.remove;
    const isSure = await confirm({
      title: say(ask.title, { name: gone.name }),
      text: ask.text,
      confirm: ask.confirm,
      keep: ask.keep,
      isDangerous: true,
    });
    if (!isSure) return;
    try {
      await call('deleteCalendar', { path: { name: gone.name } });
      toast({ text: say(ask.done, { name: gone.name }) });
      await refresh();
      onClose();
    } catch (error) {
      tell(ask.confirm, error);
    }
  }
  async function takeFile(file: File | null): Promise<void> {
    if (!file || !calendar) return;
    // Or the same file could not be chosen again after it was mended.
    forgetFile.current?.();
    try {
      const answer = await call('importCalendar', {
        path: { name: calendar.name },
        body: { ics: await readTextFile(file) },
      });
      const before = new Set(base?.off.map(({ day }) => day));
      setOff(
        withDays(
          off,
          answer.calendar.off.filter(({ day }) => !before.has(day)),
        ),
      );
      setBase(answer.calendar);
      toast({ text: told(answer.summary.text, answer.summary.said) });
      await refresh();
    } catch (error) {
      tell(words.import, error);
    }
  }
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
          error={nameProblem}
          maxLength={100}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      ) : null}
      <Checkbox.Group
        label={words.weekend}
        value={draft.weekend.map(String)}
        onChange={(days) => setDraft({ ...draft, weekend: days.map(Number).sort() })}
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
        onChange={(country) => setDraft({ ...draft, country })}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': w.app.calendar.clear }}
      />
      <Select
        label={words.halfDays}
        data={halfDays.map((value) => ({ value, label: words.halfDay[value] }))}
        value={draft.halfDays}
        onChange={(value) => setDraft({ ...draft, halfDays: value ?? 'off-from-13' })}
        allowDeselect={false}
      />
      {draft.country === null ? null : (
        <CalendarHolidays
          place={draft.country}
          onPlace={(country) => setDraft({ ...draft, country })}
          halfDays={draft.halfDays}
          off={daysIn(offDays)}
          on={daysIn(onDays)}
          onCorrect={correct}
        />
      )}
      <Textarea
        className={classes.mono ?? ''}
        label={words.off}
        description={words.offHint}
        value={off}
        error={problemOf(offDays)}
        autosize
        minRows={3}
        maxRows={14}
        onChange={(event) => setOff(event.currentTarget.value)}
      />
      {calendar === null ? null : (
        <div>
          <FileButton
            accept=".ics,text/calendar"
            resetRef={forgetFile}
            onChange={(file) => void takeFile(file)}
            inputProps={{ 'aria-label': words.import }}
          >
            {(props) => (
              <Button {...props} size="xs" variant="default">
                {words.import}
              </Button>
            )}
          </FileButton>
        </div>
      )}
      <Textarea
        className={classes.mono ?? ''}
        label={words.on}
        description={words.onHint}
        value={on}
        error={problemOf(onDays)}
        autosize
        minRows={2}
        maxRows={14}
        onChange={(event) => setOn(event.currentTarget.value)}
      />
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
