/**
 * The rule after the last change of a compiled zone, written as POSIX writes TZ (IEEE 1003.1, 8.3), with the hours of RFC 9636
 * (-167 to 167): `EST5EDT,M3.2.0,M11.1.0`, `<-03>3`, `IST-1GMT0,M10.5.0,M3.5.0/1`.
 */
export interface PosixRule {
  readonly standardMs: number;
  readonly summer: { readonly offsetMs: number; readonly from: YearlyTime; readonly to: YearlyTime } | null;
}

type YearlyTime = { readonly secondOfDay: number } & (
  | { readonly kind: 'weekday'; readonly month: number; readonly week: number; readonly weekday: number }
  /** 1 to 365; 29 February is never counted. */
  | { readonly kind: 'julian'; readonly day: number }
  /** 0 to 365; 29 February is counted. */
  | { readonly kind: 'zero-based'; readonly day: number }
);

const name = String.raw`(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)`;
const rest = String.raw`(?::[0-5]\d(?::[0-5]\d)?)?`;
const offset = String.raw`[+-]?(?:[01]?\d|2[0-4])${rest}`;
const rulePattern = new RegExp(`^${name}(${offset})(?:${name}(${offset})?,([^,]+),([^,]+))?$`);
const timePattern = new RegExp(String.raw`^[+-]?(?:\d{1,2}|1[0-5]\d|16[0-7])${rest}$`);

/** Parses a rule; null if it is none. */
export function readPosixRule(text: string): PosixRule | null {
  const [, standard, summer, from, to] = rulePattern.exec(text) ?? [];
  if (standard === undefined) return null;
  const standardMs = 0 - secondsOf(standard) * 1000;
  if (from === undefined || to === undefined) return { standardMs, summer: null };
  const [begins, ends] = [yearlyTime(from), yearlyTime(to)];
  if (begins === null || ends === null) return null;
  const offsetMs = summer === undefined ? standardMs + 3_600_000 : 0 - secondsOf(summer) * 1000;
  return { standardMs, summer: { offsetMs, from: begins, to: ends } };
}

/** The changes of the years `first` to `last`, in order: the instant, and the offset from then on. */
export function changesByRule({ standardMs, summer }: PosixRule, first: number, last: number): [number, number][] {
  if (summer === null) return [];
  const changes: [number, number][] = [];
  for (let year = first; year <= last; year++) {
    changes.push([wallOf(summer.from, year) - standardMs, summer.offsetMs]);
    changes.push([wallOf(summer.to, year) - summer.offsetMs, standardMs]);
  }
  changes.sort(([one], [other]) => one - other);
  // Year-round summer time ends and begins at one instant: the later entry counts.
  return changes.filter(([at], index) => at !== changes[index + 1]?.[0]);
}

function yearlyTime(text: string): YearlyTime | null {
  const [, date = '', at = '2'] = /^([^/]+)(?:\/(.+))?$/.exec(text) ?? [];
  if (!timePattern.test(at)) return null;
  const secondOfDay = secondsOf(at);
  const [, month, week, weekday] = /^M(\d{1,2})\.(\d)\.(\d)$/.exec(date) ?? [];
  if (month !== undefined) {
    const rule = { month: Number(month), week: Number(week), weekday: Number(weekday) };
    const isRight = rule.month >= 1 && rule.month <= 12 && rule.week >= 1 && rule.week <= 5 && rule.weekday <= 6;
    return isRight ? { kind: 'weekday', secondOfDay, ...rule } : null;
  }
  const [, julian, day] = /^(J?)(\d{1,3})$/.exec(date) ?? [];
  if (day === undefined || Number(day) > 365 || (julian === 'J' && Number(day) < 1)) return null;
  return { kind: julian === 'J' ? 'julian' : 'zero-based', secondOfDay, day: Number(day) };
}

/** Local time, written as if it were UTC. */
function wallOf(rule: YearlyTime, year: number): number {
  const dayMs = 86_400_000;
  const atDay = (dayStartMs: number): number => dayStartMs + rule.secondOfDay * 1000;
  switch (rule.kind) {
    case 'julian':
      // Day numbers without 29 February are dates of a common year, used in this year.
      return atDay(dateIn(year, new Date(Date.UTC(2001, 0, rule.day))));
    case 'zero-based':
      return atDay(Date.UTC(year, 0, 1) + rule.day * dayMs);
    case 'weekday': {
      const firstOfMonth = Date.UTC(year, rule.month - 1, 1);
      const toWeekday = (rule.weekday - new Date(firstOfMonth).getUTCDay() + 7) % 7;
      const day = 1 + toWeekday + (rule.week - 1) * 7;
      const length = new Date(Date.UTC(year, rule.month, 0)).getUTCDate();
      return atDay(Date.UTC(year, rule.month - 1, day > length ? day - 7 : day));
    }
  }
}

const dateIn = (year: number, date: Date): number => Date.UTC(year, date.getUTCMonth(), date.getUTCDate());

/** `-2:30:15` as seconds. */
function secondsOf(text: string): number {
  const [hours = '0', minutes = '0', seconds = '0'] = text.replace(/^[+-]/, '').split(':');
  const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return text.startsWith('-') ? -total : total;
}
