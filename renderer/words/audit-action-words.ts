import type { AuditAction } from '../../contract/console.ts';
import type { Language } from '../../contract/language.ts';
import { auditActions as en } from './en/audit-actions.ts';
import { auditActions as tr } from './tr/audit-actions.ts';

/** What somebody did, for the activity; outside the catalogues, to keep it out of the first load. */
export const auditActionWords: Readonly<Record<Language, Readonly<Record<AuditAction, string>>>> = { en, tr };
