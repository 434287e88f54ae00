export const views = ['day', 'week', 'list'] as const;
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
export function daysFrom(at: number, days: number): TimeWindow {
  const date = new Date(at);
  const begin = new Date(date.getFullYear(), date.getMonth(), date.getDate());
  const end = new Date(date.getFullYear(), date.getMonth(), date.getDate() + days);
  return { from: begin.getTime(), to: end.getTime() };
}

/** The local week, from Monday. */
export function weekOf(at: number): TimeWindow {
  const date = new Date(at);
  const monday = new Date(date.getFullYear(), date.getMonth(), date.getDate() - ((date.getDay() + 6) % 7));
  return daysFrom(monday.getTime(), 7);
}

/** As long again, before or after; whole days stay whole days. */
export function shifted({ from, to }: TimeWindow, direction: 1 | -1): TimeWindow {
  const days = Math.round((to - from) / day);
  const isWholeDays = days >= 1 && daysFrom(from, days).from === from && daysFrom(from, days).to === to;
  if (!isWholeDays) return { from: from + direction * (to - from), to: to + direction * (to - from) };
  const date = new Date(from);
  const begin = new Date(date.getFullYear(), date.getMonth(), date.getDate() + direction * days);
  return daysFrom(begin.getTime(), days);
}

/** Half or twice as long, round the time now if it is in view, else round the middle. */
export function zoomed({ from, to }: TimeWindow, direction: 1 | -1, now: number): TimeWindow {
  const span = Math.min(most, Math.max(least, direction === 1 ? (to - from) / 2 : (to - from) * 2));
  const centre = now > from && now < to ? now : (from + to) / 2;
  const share = (centre - from) / (to - from);
  const begin = Math.round((centre - span * share) / 60_000) * 60_000;
  return { from: begin, to: begin + Math.round(span) };
}

/** The window of the address, if it holds one that can be shown. */
export function windowOf(search: URLSearchParams): TimeWindow | null {
  const [from, to] = [search.get('from'), search.get('to')].map((text) => (text === null ? Number.NaN : Number(text)));
  if (from === undefined || to === undefined || !Number.isFinite(from) || !Number.isFinite(to)) return null;
  // No calendar reaches further.
  if (Math.max(Math.abs(from), Math.abs(to)) >= 1e15) return null;
  return to - from >= 60_000 && to - from <= 2 * most ? { from, to } : null;
}
