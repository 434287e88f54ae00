import type { Language } from '../../contract/language.ts';
import { reports as en, type ReportWords } from './en/reports.ts';
import { reports as tr } from './tr/reports.ts';

/** The texts of the reports; outside the catalogues, to keep them out of the first load. */
export const reportWords: Readonly<Record<Language, ReportWords>> = { en, tr };
