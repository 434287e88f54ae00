import type { ScheduleOptions } from '../../contract/schedule.ts';

const longestSeconds = 86_400;

type RetryOptions = Pick<
  ScheduleOptions,
  'retryDelaySeconds' | 'retryDelayGrowth' | 'retryDelayMaxSeconds' | 'retryJitterPercent'
>;

/**
 * How long a run waits after a failed attempt, in whole ms. `attempt`: the one that failed, from 1. `random`: evenly spread, from 0 up to
 * but not with 1; it makes the wait shorter or longer by up to the jitter. No wait is longer than the limit.
 */
export function retryDelayMs(options: RetryOptions, attempt: number, random: number): number {
  const { retryDelaySeconds, retryDelayGrowth = 'fixed', retryJitterPercent = 0 } = options;
  const most = options.retryDelayMaxSeconds ?? longestSeconds;
  const grown = retryDelayGrowth === 'double' ? retryDelaySeconds * 2 ** Math.max(0, attempt - 1) : retryDelaySeconds;
  const spread = (retryJitterPercent / 100) * (2 * random - 1);
  return Math.round(Math.min(most, Math.min(most, grown) * (1 + spread)) * 1000);
}
