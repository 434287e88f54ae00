import type { EveryPlan } from '../../../contract/interval-plans.ts';
import { localOfInstant, secondsOf, type NextDay } from './local-days.ts';

const unitMs = { minutes: 60_000, hours: 3_600_000 } as const;

/** How long a plan waits between two times if that is a length of time, in ms; null if it goes by days of the calendar. */
export const elapsedOf = ({ every, unit }: EveryPlan): number | null =>
  unit === 'minutes' || unit === 'hours' ? every * unitMs[unit] : null;

/** The next time of a plan that goes by elapsed time, after an instant (exclusive). */
export function nextElapsed(from: number, step: number, after: number): number {
  return after < from ? from : from + (Math.floor((after - from) / step) + 1) * step;
}

/** The days of a plan for every n days, weeks or months. */
export function daysOfEvery(plan: EveryPlan): NextDay {
  const { day: first, second } = localOfInstant(plan.timezone, plan.from);
  const seconds = plan.at.length === 0 ? [second] : secondsOf(plan.at);
  const next = nextBy(plan, first);
  return (from) => ({ day: next(Math.max(from, first)), seconds });
}

function nextBy({ unit, every, weekdays }: EveryPlan, first: number): (from: number) => number {
  switch (unit) {
    case 'weeks':
      return byWeeks(first, every, weekdays);
    case 'months':
      return byMonths(first, every);
    case 'minutes':
    case 'hours':
    case 'days':
      return (from) => first + Math.ceil((from - first) / every) * every;
  }
}

/** 0 = Monday. Day 0, 1 January 1970, was a Thursday. */
const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;
const mondayOf = (day: number): number => day - weekdayOf(day);

function byWeeks(first: number, every: number, given: readonly number[]): (from: number) => number {
  const weekdays = given.length === 0 ? [weekdayOf(first)] : [...new Set(given)].map((day) => day - 1).sort();
  const [earliest = 0] = weekdays;
  const begin = mondayOf(first);
  const span = every * 7;
  return (from) => {
    const week = begin + Math.floor((mondayOf(from) - begin) / span) * span;
    const later = weekdays.find((weekday) => week + weekday >= from);
    return later === undefined ? week + span + earliest : week + later;
  };
}

/** In a month without that day its last one. */
function byMonths(first: number, every: number): (from: number) => number {
  const { month: begin, date } = monthOf(first);
  return (from) => {
    const steps = Math.max(0, Math.floor((monthOf(from).month - begin) / every));
    const here = dateIn(begin + steps * every, date);
    return here >= from ? here : dateIn(begin + (steps + 1) * every, date);
  };
}

const dayMs = 86_400_000;

/** Months are counted from January of the year 0. */
export function monthOf(day: number): { readonly month: number; readonly date: number } {
  const at = new Date(day * dayMs);
  return { month: at.getUTCFullYear() * 12 + at.getUTCMonth(), date: at.getUTCDate() };
}

/** The first day of a month. */
export const monthStart = (month: number): number => Date.UTC(Math.floor(month / 12), month % 12, 1) / dayMs;

const dateIn = (month: number, date: number): number => Math.min(monthStart(month) + date, monthStart(month + 1)) - 1;
