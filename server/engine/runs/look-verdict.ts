import { ofComputer, type Conditions as Wanted } from '../../../contract/conditions.ts';
import { dayStart } from '../../../contract/quartz/index.ts';
import type { Reason } from '../../../contract/reasons.ts';
import { inARow, said, type Translatable } from '../../../contract/translatable.ts';
import type { Conditions } from '../../conditions/conditions.ts';
import type { LookResult } from '../../store/look-store.ts';
import type { StoredRun } from '../../store/stored-run.ts';
import type { StoredSchedule } from '../../store/stored-schedule.ts';
import type { EngineContext } from '../shared/engine-context.ts';
import { lookAsker } from '../shared/look-asker.ts';

/** What becomes of a waiting run: it is looked at again, may start, or is over. */
export type LookVerdict = LookResult['next'] | { readonly outcome: 'expired'; readonly reason: Reason };

/** What becomes of a waiting run by what its schedule wants now. */
export async function lookVerdict(
  { core, conditions }: { readonly core: EngineContext; readonly conditions: Conditions },
  run: StoredRun,
  schedule: StoredSchedule | 'purged' | null,
): Promise<LookVerdict> {
  const met = (target: string | null = null): LookVerdict => ({ metAt: core.clock.now(), target });
  // The queue says what is wrong with it.
  if (schedule === null || schedule === 'purged' || schedule.options.conditions === undefined) return met();
  const wanted = schedule.options.conditions;
  if (!core.targets().includes(run.target ?? '')) return overBy(wanted.limitMinutes, said`no computer looked at it`);
  const { timezone } = schedule.plan;
  const of = {
    ...{ timezone, mayReachInside: mayReachInside(core, schedule), dayFrom: dayStart(timezone, run.dueAt, 0) },
    asker: lookAsker(core, schedule),
  };
  const looks = await Promise.all(wanted.list.map((one) => conditions.look(one, of)));
  const open = looks.filter(({ holds }) => !holds);
  if (wanted.need === 'any' ? open.length < looks.length : open.length === 0) return met(bound(core, run, wanted));
  const now = core.clock.now();
  const { until, minutes } = limitOf(run, schedule, wanted);
  const what = inARow(
    open.slice(0, mostTold).map(({ seen }) => seen),
    '; ',
  );
  if (now >= until) return overBy(minutes, what);
  const again = open.flatMap(({ againInSeconds }) => againInSeconds ?? []);
  const inSeconds = Math.max(leastSeconds, Math.min(wanted.everySeconds, ...again));
  return { lookAt: Math.min(now + inSeconds * 1000, until), reason: { code: 'waits-for', params: { what } } };
}

/** Of conditions that do not hold, so many are told. */
const mostTold = 3;
const leastSeconds = 0.2;

const overBy = (minutes: number, what: Translatable): LookVerdict => ({
  outcome: 'expired',
  reason: { code: 'condition-not-met', params: { minutes, what } },
});

/** What a client asks for must not lead it into the network. */
const mayReachInside = (core: EngineContext, { owner }: StoredSchedule): boolean =>
  owner?.startsWith('client:') !== true || core.settings().allowPrivateWebhooks;

/** Where a file is, its robot runs. */
const bound = (core: EngineContext, { target }: StoredRun, { list }: Wanted): string | null =>
  core.store.news !== null && target === null && list.some(({ kind }) => ofComputer.includes(kind))
    ? core.workerId()
    : null;

/** The end of its time, in the limits of its conditions and of its schedule. */
function limitOf(
  run: StoredRun,
  { options: { notLaterThanSeconds } }: StoredSchedule,
  { limitMinutes }: Wanted,
): { readonly until: number; readonly minutes: number } {
  const own = { until: run.looks?.until ?? 0, minutes: limitMinutes };
  if (run.trigger !== 'schedule' || notLaterThanSeconds === null) return own;
  const latest = run.dueAt + notLaterThanSeconds * 1000;
  return latest < own.until ? { until: latest, minutes: Math.round(notLaterThanSeconds / 6) / 10 } : own;
}
