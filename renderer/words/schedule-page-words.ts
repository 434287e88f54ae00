import type { Language } from '../../contract/language.ts';
import { schedulePage as en, type SchedulePageWords } from './en/schedule-page.ts';
import { schedulePage as tr } from './tr/schedule-page.ts';

/** The texts of a schedule's page; outside the catalogues, to keep them out of the first load. */
export const schedulePageWords: Readonly<Record<Language, SchedulePageWords>> = { en, tr };
