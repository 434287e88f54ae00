import type { ImportAnswer } from '../../../contract/upkeep.ts';
import { inEnglish, said, type Translatable } from '../../../contract/translatable.ts';
import type { Plan } from '../../../contract/schedule.ts';
import { clockWarningsOf } from '../start/clock-change-warnings.ts';

type ClockWarning = ReturnType<typeof clockWarningsOf>[number];

/** What the person who imports a schedule should know of the next days on which the clock changes. */
export function clockChangeNotes(plan: Plan, now: number): NonNullable<ImportAnswer['changes'][number]['warnings']> {
  if (plan.kind !== 'cron') return [];
  return clockWarningsOf(plan, now).map((warning) => {
    const sentence = sentenceOf(warning);
    const { time } = warning.params;
    return {
      code: 'CLOCK_CHANGE' as const,
      message: inEnglish(sentence),
      said: sentence,
      localTime: time.length === 16 ? `${time}:00` : time,
    };
  });
}

function sentenceOf(warning: ClockWarning): Translatable {
  const { time, from, to, zone } = warning.params;
  const day = dayOf(time);
  const clock = time.slice(11);
  switch (warning.code) {
    case 'DST_GAP': {
      const lost = said`${day}: ${clock} does not exist in ${zone}, for the clock goes forward from ${from} to ${to}`;
      switch (warning.params.then) {
        case 'nothing':
          return said`${lost}; it does not run at that time`;
        case 'joined':
          return said`${lost}; the run at ${to} stands for it`;
        case 'moved':
          return said`${lost}; it runs at ${to} instead`;
      }
      break;
    }
    case 'DST_OVERLAP': {
      const twice = said`${day}: ${clock} comes twice in ${zone}, for the clock goes back from ${from} to ${to}`;
      return warning.params.runs === 'both'
        ? said`${twice}; it runs both times`
        : said`${twice}; it runs only the second time`;
    }
    case 'DST_SILENT':
      return said`${day}: the time from ${to} to ${from} comes twice in ${zone}; it runs only the second time, so nothing runs for ${warning.params.minutes} minutes, unless both times are chosen`;
  }
}

const days: readonly ((day: number, year: string) => Translatable)[] = [
  (day, year) => said`${day} January ${year}`,
  (day, year) => said`${day} February ${year}`,
  (day, year) => said`${day} March ${year}`,
  (day, year) => said`${day} April ${year}`,
  (day, year) => said`${day} May ${year}`,
  (day, year) => said`${day} June ${year}`,
  (day, year) => said`${day} July ${year}`,
  (day, year) => said`${day} August ${year}`,
  (day, year) => said`${day} September ${year}`,
  (day, year) => said`${day} October ${year}`,
  (day, year) => said`${day} November ${year}`,
  (day, year) => said`${day} December ${year}`,
];

/** The day of `2027-03-28 02:30`. */
const dayOf = (time: string): Translatable | string =>
  days[Number(time.slice(5, 7)) - 1]?.(Number(time.slice(8, 10)), time.slice(0, 4)) ?? time.slice(0, 10);
