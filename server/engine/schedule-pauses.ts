import { rotaError } from '../../contract/errors.ts';
import { said } from '../../contract/translatable.ts';
import { nextDueTime } from '../domain/time/plan-times.ts';
import type { StoredSchedule } from '../store/stored-schedule.ts';
import type { ScheduleVerbs } from './engine.ts';
import type { ScheduleBasis, ScheduleDeps } from './schedule-basis.ts';

type PauseVerbs = Pick<ScheduleVerbs, 'pause' | 'resume' | 'pauseAll' | 'resumeAll' | 'pausedAll'>;

/** Pause and resume, for one schedule or all. */
export function schedulePauses(deps: ScheduleDeps, { row, stored, change }: ScheduleBasis): PauseVerbs {
  const { core, audit } = deps;

  function checkUntil(until: number | null): void {
    if (until !== null && until <= core.clock.now())
      throw rotaError('DATE_INVALID', said`this time has passed. Choose a later one, or none.`, 'until');
  }

  function nextOf(schedule: StoredSchedule) {
    const now = core.clock.now();
    return nextDueTime(schedule.plan, now, now, deps.placeByCalendars(schedule));
  }

  return {
    async pause(id, until, caller) {
      checkUntil(until);
      const paused = await change(id, ({ state, name }) => {
        if (state === 'ended') throw rotaError('CONFLICT', said`"${name}" has ended: there is nothing to pause.`);
        return { state: 'paused', pausedUntil: until, reason: { code: 'paused-by', params: { who: caller.name } } };
      });
      audit(caller, 'schedule paused', paused.name);
      return paused;
    },

    async resume(id, caller) {
      const schedule = await stored(id);
      audit(caller, 'schedule resumed', schedule.name);
      if (schedule.state !== 'paused') return row(id);
      return change(id, (present) => {
        if (present.state !== 'paused') return {};
        const next = present.due === null ? nextOf(present) : null;
        return { state: 'active', pausedUntil: null, reason: null, ...(next ?? {}) };
      });
    },

    async pauseAll(until, caller) {
      checkUntil(until);
      await deps.pauseAll.pause(until, caller);
    },
    resumeAll: (caller) => deps.pauseAll.resume(caller),
    pausedAll: () => deps.pauseAll.state(),
  };
}
