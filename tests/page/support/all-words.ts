import { auditActionWords } from '../../../renderer/words/audit-action-words.ts';
import { calendarWords } from '../../../renderer/words/calendar-words.ts';
import { compareWords } from '../../../renderer/words/compare-words.ts';
import { en } from '../../../renderer/words/en/index.ts';
import { fleetWords } from '../../../renderer/words/fleet-words.ts';
import { followUpWords } from '../../../renderer/words/follow-up-words.ts';
import { formPartWords } from '../../../renderer/words/form-part-words.ts';
import { iconNames } from '../../../renderer/words/icon-names.ts';
import { orderWords } from '../../../renderer/words/order-words.ts';
import { processWords } from '../../../renderer/words/process-words.ts';
import { reportWords } from '../../../renderer/words/report-words.ts';
import { schedulePageWords } from '../../../renderer/words/schedule-page-words.ts';
import { signInWaysWords } from '../../../renderer/words/sign-in-ways-words.ts';
import { tr } from '../../../renderer/words/tr/index.ts';
import { userWords } from '../../../renderer/words/user-words.ts';
import { vaultWords } from '../../../renderer/words/vault-words.ts';
import { workerWords } from '../../../renderer/words/worker-words.ts';

/** The texts of the page outside the catalogues, by the name of their file without its end; a test holds this list against the folder. */
const apart = {
  'audit-action-words': auditActionWords,
  'calendar-words': calendarWords,
  'compare-words': compareWords,
  'fleet-words': fleetWords,
  'follow-up-words': followUpWords,
  'form-part-words': formPartWords,
  'icon-names': iconNames,
  'order-words': orderWords,
  'process-words': processWords,
  'report-words': reportWords,
  'schedule-page-words': schedulePageWords,
  'sign-in-ways-words': signInWaysWords,
  'user-words': userWords,
  'vault-words': vaultWords,
  'worker-words': workerWords,
};

export const filesApart = Object.keys(apart);

/** Every text of the page in each language, the same keys in both. */
export const allWords = {
  en: { ...en, ...Object.fromEntries(Object.entries(apart).map(([name, words]) => [name, words.en])) },
  tr: { ...tr, ...Object.fromEntries(Object.entries(apart).map(([name, words]) => [name, words.tr])) },
};
