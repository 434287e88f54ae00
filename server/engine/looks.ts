import type { TestConditionAnswer, testConditionBody } from '../../contract/conditions.ts';
import { dayStart, isTimeZone } from '../../contract/quartz/index.ts';
import type { z } from 'zod';
import { createConditions, type Conditions } from '../conditions/conditions.ts';
import type { LastToday } from '../conditions/look-at-schedule.ts';
import { pause } from '../clock.ts';
import { programNames } from '../runner/program-names.ts';
import type { LookWorkDeps } from './runs/look-deps.ts';
import { createLookWork, type LookWork } from './runs/look-work.ts';
import { findNamed } from './shared/condition-checks.ts';
import type { EngineContext } from './shared/engine-context.ts';
import { lookAsker } from './shared/look-asker.ts';

export interface Looks extends LookWork {
  /** Looks at a condition at once, for the person who writes it; waits some seconds if a file has to be still for so long. */
  test(asked: z.infer<typeof testConditionBody>): Promise<TestConditionAnswer>;
}

export interface LooksDeps extends Omit<LookWorkDeps, 'conditions'> {
  readonly timezone: () => string;
}

/** A test waits so long for a file to be still, not longer. */
const mostTestSeconds = 10;
/** An answer is not given a second time after this. */
const notFreshMs = 1_100;

/** What due runs wait for, over the engine's store. */
export function createLooks(deps: LooksDeps): Looks {
  const { core } = deps;
  const conditions: Conditions = createConditions({
    clock: core.clock,
    log: core.log.scope('conditions'),
    programNames,
    idleSeconds: core.idleSeconds,
    lastToday: (schedule, timezone) => lastToday(core, schedule, timezone),
  });

  return {
    ...createLookWork({ ...deps, conditions }),
    async test({ condition, timezone, process = '' }) {
      const zone = timezone !== undefined && isTimeZone(timezone) ? timezone : deps.timezone();
      const of = {
        ...{ timezone: zone, mayReachInside: true, dayFrom: dayStart(zone, core.clock.now(), 0) },
        asker: lookAsker(core, { process, owner: null }),
      };
      const first = await conditions.look(condition, of);
      const { againInSeconds = Infinity } = first;
      if (first.holds || againInSeconds > mostTestSeconds) return { holds: first.holds, seen: first.seen };
      await pause(core.clock, Math.max(notFreshMs, againInSeconds * 1000));
      const { holds, seen } = await conditions.look(condition, of);
      return { holds, seen };
    },
  };
}

async function lastToday({ store, clock }: EngineContext, schedule: string, timezone: string): Promise<LastToday> {
  const found = await findNamed(store.schedules, schedule, { owner: null, processes: null });
  if ('words' in found) return { name: null, isSeveral: found.words.startsWith('several') };
  const last = await store.runs.lastEndedOf(found.seq, { started: true });
  const from = dayStart(timezone, clock.now(), 0);
  const isToday = last !== null && (last.endedAt ?? 0) >= from;
  return { name: found.name, hasSucceeded: isToday ? last.outcome === 'succeeded' : null };
}
