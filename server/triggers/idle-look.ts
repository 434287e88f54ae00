import type { Reason } from '../../contract/reasons.ts';
import type { Clock } from '../clock.ts';
import type { Watched } from './session-watched.ts';

type Start = (one: Watched, key: string, reason: Reason) => Promise<void>;

/** Starts a run each time the desktop comes to have been idle for as long as a trigger says. */
export function createIdleLook(clock: Clock, start: Start) {
  /** Whether it was idle for that long at the last look. */
  const wasIdle = new Map<string, boolean>();
  return {
    async look(all: readonly Watched[], seconds: number): Promise<void> {
      for (const one of all) {
        if (!('minutes' in one.trigger)) continue;
        const { minutes, id } = one.trigger;
        const name = `${one.schedule.id}/${one.schedule.version}/${id}`;
        const isIdle = seconds >= minutes * 60;
        // At the first look it may have had its run already, before a restart: it waits for the next time.
        const isFirst = !wasIdle.has(name);
        const comesToIt = isIdle && !isFirst && wasIdle.get(name) === false;
        wasIdle.set(name, isIdle);
        const at = clock.now();
        if (comesToIt) await start(one, `idle-${at}`, { code: 'idle-for', params: { minutes, at } });
      }
    },
  };
}
