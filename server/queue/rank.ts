import type { ScheduleOptions } from '../../contract/schedule.ts';

/** Smaller goes first; what was asked for now stands before all that was planned. */
export const headRank = -1_000_000;
export const rankOf = (options: ScheduleOptions, isHead: boolean): number => (isHead ? headRank : 0) - options.priority;
