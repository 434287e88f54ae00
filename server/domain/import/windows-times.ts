import { said, type Translatable } from '../../../contract/translatable.ts';

const daySeconds = 86_400;

/** The three time fields of a Quartz expression: seconds, minutes, hours. */
type TimeFields = string;

export type DayTimes =
  { readonly ok: true; readonly fields: readonly TimeFields[] } | { readonly ok: false; readonly why: Translatable };

/**
 * The times of a day that begin at `first` (seconds since midnight) and repeat every `every` seconds for `during` seconds, in as few
 * Quartz time fields as possible. `isDaily`: the plan runs every day, so times past midnight may wrap around.
 */
export function dayTimes(
  first: number,
  repeat: { every: number; during: number | null } | null,
  isDaily: boolean,
): DayTimes {
  if (repeat === null) return { ok: true, fields: [fieldsOf([first])[0] ?? ''] };
  const { every } = repeat;
  const during = Math.min(repeat.during ?? daySeconds, daySeconds);
  if (every < 60 || every % 60 !== 0) return { ok: false, why: said`repeats in steps that are not whole minutes` };
  if (during === daySeconds && daySeconds % every !== 0) {
    return {
      ok: false,
      why: said`repeats in steps that do not divide a day, so that its times differ from day to day`,
    };
  }
  const times = Array.from({ length: Math.ceil(during / every) }, (_, index) => first + index * every);
  if (times.some((time) => time >= daySeconds) && !isDaily) return { ok: false, why: said`repeats past midnight` };
  const fields = fieldsOf(times.map((time) => time % daySeconds));
  return fields.length <= 4
    ? { ok: true, fields }
    : { ok: false, why: said`repeats at times that no few Quartz expressions can say` };
}

/** Hours with the same minutes share an expression. */
function fieldsOf(times: readonly number[]): TimeFields[] {
  const minutesOf = new Map<number, number[]>();
  for (const time of times.toSorted((one, other) => one - other)) {
    const hour = Math.floor(time / 3600);
    minutesOf.set(hour, [...(minutesOf.get(hour) ?? []), Math.floor((time % 3600) / 60)]);
  }
  const hoursOf = new Map<string, number[]>();
  for (const [hour, minutes] of minutesOf) {
    const text = listOf([...new Set(minutes)], 60);
    hoursOf.set(text, [...(hoursOf.get(text) ?? []), hour]);
  }
  const second = (times[0] ?? 0) % 60;
  return [...hoursOf].map(([minutes, hours]) => `${second} ${minutes} ${listOf(hours, 24)}`);
}

/** "*", "5/15" if the steps continue to the end, else the numbers. */
function listOf(numbers: readonly number[], end: number): string {
  const [from = 0, second] = numbers;
  const step = (second ?? end) - from;
  const isEven = numbers.every((number, index) => number === from + index * step);
  const goesOn = from + numbers.length * step >= end && from < step;
  if (numbers.length > 2 && isEven && goesOn) return step === 1 ? '*' : `${from}/${step}`;
  return numbers.join(',');
}
