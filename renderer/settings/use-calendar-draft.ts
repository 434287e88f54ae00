import { useState } from 'react';
import { defaultCalendar, type Calendar } from '../../contract/calendar.ts';
import { readDays, withDays, withoutDay, writeDays } from './calendar-words.ts';
import type { CorrectDay } from './holiday-rows.ts';

export type CalendarDraft = ReturnType<typeof useCalendarDraft>;

/** A calendar in the form; its own days are text until they are parsed. */
export function useCalendarDraft(calendar: Calendar | null) {
  const [draft, setDraft] = useState<Calendar>(calendar ?? { ...defaultCalendar, name: '' });
  const [name, setName] = useState(calendar?.name ?? '');
  const [off, setOff] = useState(writeDays(calendar?.off ?? []));
  const [on, setOn] = useState((calendar?.on ?? []).join('\n'));
  const offDays = readDays(off);
  const onDays = readDays(on);

  const correct: CorrectDay = (day, change) => {
    setOff(typeof change === 'object' ? withDays(off, [{ day, name: change.off }]) : withoutDay(off, day));
    setOn(change === 'worked' ? withDays(on, [{ day, name: '' }]) : withoutDay(on, day));
  };
  /** The calendar to store; null if some input is invalid. */
  function written(): Calendar | null {
    if (name.trim() === '' || !('days' in offDays) || !('days' in onDays)) return null;
    return { ...draft, name: name.trim(), off: offDays.days, on: onDays.days.map(({ day }) => day) };
  }
  return { draft, setDraft, name, setName, off, setOff, on, setOn, offDays, onDays, correct, written };
}
