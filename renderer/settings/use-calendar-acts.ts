import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { Calendar } from '../../contract/calendar.ts';
import { call, CallError } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { readTextFile } from '../api/text-file.ts';
import { useConfirm } from '../ui/confirm.tsx';
import { useToast } from '../ui/toast.tsx';
import { calendarWords } from '../words/calendar-words.ts';
import { useWords } from '../words/words.tsx';
import { withDays } from './calendar-words.ts';
import type { CalendarDraft } from './use-calendar-draft.ts';

/** Saves or deletes a calendar, or imports days from a file. */
export function useCalendarActs(calendar: Calendar | null, typed: CalendarDraft, onClose: () => void) {
  const { w, language, say, told, notDone } = useWords();
  const words = calendarWords[language].form;
  const queries = useQueryClient();
  const toast = useToast();
  const confirm = useConfirm();
  const [wasTried, setWasTried] = useState(false);
  /** The version that the form was made from; a newer one means that somebody else has saved it. */
  const [base, setBase] = useState(calendar);
  const [isStale, setStale] = useState(false);

  const tell = (act: string, error: unknown) => toast(notDone(act, error));
  const refresh = () => queries.invalidateQueries({ queryKey: keys.calendars });
  async function save(was = base): Promise<void> {
    setWasTried(true);
    const body = typed.written();
    if (body === null) return;
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
    const ask = calendarWords[language].remove;
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
  async function takeFile(file: File, { name }: Calendar): Promise<void> {
    try {
      const answer = await call('importCalendar', { path: { name }, body: { ics: await readTextFile(file) } });
      const before = new Set(base?.off.map(({ day }) => day));
      const added = answer.calendar.off.filter(({ day }) => !before.has(day));
      typed.setOff(withDays(typed.off, added));
      setBase(answer.calendar);
      toast({ text: told(answer.summary.text, answer.summary.said) });
      await refresh();
    } catch (error) {
      tell(words.import, error);
    }
  }
  return { wasTried, base, isStale, save, remove, takeFile };
}
