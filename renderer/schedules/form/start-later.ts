import type { FormDraft } from './form-draft.ts';
import { isElapsed, timesIn } from './interval-form.ts';

type PlanFields = Pick<FormDraft, 'kind' | 'quartz' | 'interval' | 'at'>;

const two = (value: number): string => String(value).padStart(2, '0');

/** The change that starts a plan so many minutes later, on the same days; null if it has more than one time, or none, or the day ends. */
export function startLater(form: PlanFields, minutes: number): Partial<FormDraft> | null {
  switch (form.kind) {
    case 'cron': {
      const quartz = cronLater(form.quartz, minutes);
      return quartz === null ? null : { quartz };
    }
    case 'interval': {
      if (isElapsed(form.interval)) return null;
      const [time, ...others] = timesIn(form.interval.at) ?? [];
      const at = time === undefined || others.length > 0 ? null : clockLater(time, minutes);
      return at === null ? null : { interval: { ...form.interval, at } };
    }
    case 'once': {
      const at = form.at === null ? null : clockLater(form.at.slice(11), minutes);
      return at === null || form.at === null ? null : { at: `${form.at.slice(0, 11)}${at}` };
    }
    case 'call':
      return null;
  }
}

/** `09:58` and four minutes are `10:02`. */
function clockLater(time: string, minutes: number): string | null {
  const [hour, minute, ...seconds] = time.split(':');
  const total = Number(hour) * 60 + Number(minute) + minutes;
  return total >= 1440 ? null : [two(Math.floor(total / 60)), two(total % 60), ...seconds].join(':');
}

/** Only an expression with one minute: the hour goes on with it if it is one, too. */
function cronLater(quartz: string, minutes: number): string | null {
  const fields = quartz.trim().split(/\s+/);
  const [, minute = '', hour = ''] = fields;
  if (!/^\d+$/.test(minute)) return null;
  const total = Number(minute) + minutes;
  if (total < 60) return fields.with(1, String(total)).join(' ');
  if (!/^\d+$/.test(hour) || Number(hour) > 22) return null;
  return fields
    .with(1, String(total - 60))
    .with(2, String(Number(hour) + 1))
    .join(' ');
}
