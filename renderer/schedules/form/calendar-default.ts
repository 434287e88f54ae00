import type { CalendarAction } from '../../../contract/schedule.ts';
import type { FormDraft } from './form-draft.ts';

type PlanFields = Pick<FormDraft, 'kind' | 'quartz' | 'interval'>;

/** What a new use of a calendar does on a day off: a plan of a month or more would lose the whole month, so it moves. */
export const defaultAction = (form: PlanFields): CalendarAction => (isRare(form) ? 'nearest' : 'skip');

/** The next form; uses of calendars that are as proposed stay as proposed for its plan. */
export function withProposedActions(before: FormDraft, next: FormDraft): FormDraft {
  const [was, is] = [defaultAction(before), defaultAction(next)];
  if (was === is || next.options.calendars.length === 0) return next;
  const calendars = next.options.calendars.map((use) => (use.action === was ? { ...use, action: is } : use));
  return { ...next, options: { ...next.options, calendars } };
}

/** Whether a plan runs on one day of a month at most. */
function isRare({ kind, quartz, interval }: PlanFields): boolean {
  switch (kind) {
    case 'once':
      return true;
    case 'call':
      return false;
    case 'cron':
      return isOneDayOfMonth(quartz);
    case 'interval': {
      const { pattern, every, unit } = interval;
      if (pattern !== 'every' || unit === 'months') return true;
      return (unit === 'weeks' && every >= 4) || (unit === 'days' && every >= 28);
    }
  }
}

/** `15`, `L`, `L-3`, `15W` and `LW` as the day of the month; `FRI#2` and `FRIL` as that of the week. */
function isOneDayOfMonth(quartz: string): boolean {
  const [, , , day = '', , weekday = ''] = quartz.trim().toUpperCase().split(/\s+/);
  if (/^(\d{1,2}W?|LW|L(-\d+)?W?)$/.test(day)) return /^[?*]$/.test(weekday);
  return /^[?*]$/.test(day) && /^[A-Z\d]{1,3}(#\d|L)$/.test(weekday);
}
