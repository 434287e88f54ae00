import { dayStart } from '../../contract/quartz/index.ts';
import { timeOn } from './message-rules.ts';

/** The last time of day (`03:30`) that has come, and the next, as epoch ms, by the clock of a zone. */
export function dailyTimes(at: string, now: number, zone: string): { readonly last: number; readonly next: number } {
  const today = timeOn(zone, now, at);
  return today <= now
    ? { last: today, next: timeOn(zone, dayStart(zone, now, 1), at) }
    : { last: timeOn(zone, dayStart(zone, now, -1), at), next: today };
}
