import type { Times } from '../words/times.ts';

/** The reader's local clock. */
type Clock = Pick<Times, 'dayStart' | 'local'>;

export const views = ['day', 'week', 'list', 'load'] as const;
export type View = (typeof views)[number];

export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

const hour = 3_600_000;
const day = 24 * hour;
const least = hour;
const most = 31 * day;

/** The local day of an instant; `days` of them. A day may have 23 or 25 hours. */
export const daysFrom = (at: number, days: number, { dayStart }: Clock): TimeWindow => ({
  from: dayStart(at),
  to: dayStart(at, days),
});

/** The local week, from Monday. */
export function weekOf(at: number, clock: Clock): TimeWindow {
  const weekday = new Date(clock.local.wallOf(at)).getUTCDay();
  return daysFrom(clock.dayStart(at, -((weekday + 6) % 7)), 7, clock);
}

/** The window of the same length before or after; whole days stay whole days. */
export function shifted({ from, to }: TimeWindow, direction: 1 | -1, clock: Clock): TimeWindow {
  const days = Math.round((to - from) / day);
  const whole = daysFrom(from, days, clock);
  const isWholeDays = days >= 1 && whole.from === from && whole.to === to;
  if (!isWholeDays) return { from: from + direction * (to - from), to: to + direction * (to - from) };
  return daysFrom(clock.dayStart(from, direction * days), days, clock);
}

/** Half or twice as long, centred on the current time if visible, else on the middle. */
export function zoomed({ from, to }: TimeWindow, direction: 1 | -1, now: number): TimeWindow {
  const span = Math.min(most, Math.max(least, direction === 1 ? (to - from) / 2 : (to - from) * 2));
  const centre = now > from && now < to ? now : (from + to) / 2;
  const share = (centre - from) / (to - from);
  const begin = Math.round((centre - span * share) / 60_000) * 60_000;
  return { from: begin, to: begin + Math.round(span) };
}

/** The window in the address, if it is valid. */
export function windowOf(search: URLSearchParams): TimeWindow | null {
  const [from, to] = [search.get('from'), search.get('to')].map((text) => (text === null ? Number.NaN : Number(text)));
  if (from === undefined || to === undefined || !Number.isFinite(from) || !Number.isFinite(to)) return null;
  // The limit of dates.
  if (Math.max(Math.abs(from), Math.abs(to)) >= 1e15) return null;
  return to - from >= 60_000 && to - from <= 2 * most ? { from, to } : null;
}
