import { said, type Translatable } from '../../../contract/translatable.ts';
import { ianaZone } from '../time/zone-name.ts';
import { daysOf } from './systemd-days.ts';
import { field } from './systemd-fields.ts';

export type ReadCalendar =
  | { readonly ok: true; readonly quartz: readonly string[]; readonly timezone: string }
  | { readonly ok: false; readonly why: Translatable };

/** Normal forms of systemd.time(7). */
const shorthands: Readonly<Record<string, string>> = {
  minutely: '*-*-* *:*:00',
  hourly: '*-*-* *:00:00',
  daily: '*-*-* 00:00:00',
  weekly: 'Mon *-*-* 00:00:00',
  monthly: '*-*-01 00:00:00',
  quarterly: '*-01,04,07,10-01 00:00:00',
  semiannually: '*-01,07-01 00:00:00',
  'semi-annually': '*-01,07-01 00:00:00',
  biannually: '*-01,07-01 00:00:00',
  'bi-annually': '*-01,07-01 00:00:00',
  yearly: '*-01-01 00:00:00',
  annually: '*-01-01 00:00:00',
};

/**
 * A calendar event expression of systemd (`OnCalendar=`) as Quartz expressions. What Quartz cannot say is refused with the reason, never
 * approximated.
 */
export function readCalendar(text: string, timezone: string): ReadCalendar {
  const unread: ReadCalendar = { ok: false, why: said`"${text}" is no time that systemd could read` };
  const words = text.trim().split(/\s+/);
  const last = words.length > 1 ? zoneOf(words.at(-1) ?? '') : null;
  const zone = last ?? timezone;
  const rest = (last === null ? words : words.slice(0, -1)).join(' ');
  if (/^@\d+/.test(rest)) return { ok: false, why: said`"${text}" is one moment: give the schedule that time by hand` };
  const parts = (shorthands[rest.toLowerCase()] ?? rest).split(' ').filter((part) => part !== '');
  const next = (isMeant: RegExp) => (isMeant.test(parts[0] ?? '') ? parts.shift() : undefined);
  const weekdays = next(/^[A-Za-z]/);
  const date = next(/^[^:]*[-~][^:]*$/);
  const time = next(/:/);
  if (parts.length > 0 || (weekdays ?? date ?? time) === undefined) return unread;
  const clock = clockOf(time ?? '00:00:00');
  const days = daysOf(weekdays, date ?? '*-*-*');
  if (clock === null || days === null) return unread;
  if (typeof clock === 'object') return { ok: false, why: clock.why };
  if ('why' in days) return { ok: false, why: days.why };
  return { ok: true, quartz: days.map((each) => `${clock} ${each}`), timezone: zone };
}

/** The zone at the end of an expression; null if that word is none. */
function zoneOf(word: string): string | null {
  if (word === 'UTC') return 'UTC';
  return /^[A-Z][A-Za-z_+-]+\/\S+$/.test(word) ? ianaZone(word) : null;
}

/** `second minute hour`; null if it cannot be read. */
function clockOf(time: string): string | { readonly why: Translatable } | null {
  const [hour, minute, second = '00', ...more] = time.split(':');
  if (hour === undefined || minute === undefined || more.length > 0) return null;
  if (/\.\d*[1-9]/.test(second.replaceAll('..', '-')))
    return { why: said`runs at a fraction of a second, which no plan of Rota does` };
  const fields = [field(second.replace(/\.0+$/, ''), 0, 59), field(minute, 0, 59), field(hour, 0, 23)];
  return fields.includes(null) ? null : fields.join(' ');
}
