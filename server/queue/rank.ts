import type { ScheduleOptions } from '../../contract/schedule.ts';

/** A smaller rank goes first; runs that were asked for now come before all planned ones. */
export const headRank = -1_000_000;
export const rankOf = (options: ScheduleOptions, isHead: boolean): number => (isHead ? headRank : 0) - options.priority;
