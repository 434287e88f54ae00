import { partsOf, type WarningWords } from '../warning-facts.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const longMonths = 'January February March April May June July August September October November December'.split(' ');

const clockOf = (time: string): string => partsOf(time).clock;
function dayText(time: string): string {
  const { day, month, year, clock } = partsOf(time);
  return `${day} ${months[month] ?? ''} ${year} ${clock}`;
}
function longDayOf(time: string): string {
  const { day, month, year } = partsOf(time);
  return `${Number(day)} ${longMonths[month] ?? ''} ${year}`;
}
const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

export const warnings: WarningWords = {
  TWO_LETTER_DAY: ({ from, to }) => `day-of-week: '${from}' was read as '${to}', Quartz names days with three letters`,
  BOTH_DAYS_ANY: () => "day-of-week: '*' was read as '?', Quartz wants '?' in one of the two day fields",
  UNIX_CRON: ({ from, to }) => `five fields, read as Unix cron: '${from}' became '${to}'`,
  QUARTZ_25_LIST: ({ list }) =>
    `day-of-month: the list '${list}' is new in Quartz 2.5 and read as each of the days it names; older Quartz refuses it or reads it otherwise`,
  NEVER_FIRES: ({ until }) =>
    until === null ? 'It never runs again.' : `It does not run before its end (${dayText(until)}).`,
  ENDS_BEFORE_START: ({ start, end }) =>
    `The end (${dayText(end)}) is before the start (${dayText(start)}), so it never runs.`,
  MORE_THAN_ONCE_A_MINUTE: ({ count }) => `It runs ${count} times a minute.`,
  FEW_FIRES_BEFORE_END: ({ count, end }) => `It runs only ${times(count)} before its end (${dayText(end)}).`,
  DST_GAP: ({ time, from, to, zone, then }) =>
    `${longDayOf(time)}: ${clockOf(time)} does not exist in ${zone}, where the clock goes forward from ${from} to ${to}. ${
      {
        nothing: 'It does not run at that time.',
        joined: `The run at ${to} stands for it.`,
        moved: `It runs at ${to} instead.`,
      }[then]
    }`,
  DST_OVERLAP: ({ time, from, to, zone, runs }) =>
    `${longDayOf(time)}: ${clockOf(time)} occurs twice in ${zone}, where the clock goes back from ${from} to ${to}. ${
      runs === 'both' ? 'It runs both times.' : 'It runs only the second time.'
    }`,
  DST_SILENT: ({ time, from, to, zone, minutes }) =>
    `${longDayOf(time)}: the time from ${to} to ${from} occurs twice in ${zone}, where the clock goes back from ${from} to ${to}. It runs only the second time, so nothing runs for ${minutes} minutes.`,
};
