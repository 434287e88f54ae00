import type { Language } from '../../contract/language.ts';
import { calendars as en, type CalendarWords } from './en/calendars.ts';
import { calendars as tr } from './tr/calendars.ts';

/** The texts of the calendars; outside the catalogues, to keep them out of the first load. */
export const calendarWords: Readonly<Record<Language, CalendarWords>> = { en, tr };
