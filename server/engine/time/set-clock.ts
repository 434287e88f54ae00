import { rotaError, RotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import type { EngineContext } from '../shared/engine-context.ts';
import type { Notices } from '../shared/audit-and-notices.ts';
import { jumpMs, setBackMs, type ClockChange } from './clock-watch.ts';

/**
 * Adjusts waits when the wall clock is set. Set back, nothing waits longer than before: waits keep their remaining time. Set forward
 * again, they return to where they were; what it passes beyond that is due.
 */
export interface SetClock {
  /** Handles a change made while no Rota ran: the last heartbeat is in the future. */
  atStart(lastAlive: number | null): Promise<void>;
  /** Call it at once: what is stored from then on is stored by the new clock. */
  changed(change: ClockChange): void;
  /** Resolves when everything stored is adjusted; rejects while it cannot be (disk full). */
  settled(): Promise<void>;
}

/** Small steps back within this time of each other become one notice. */
const oneStoryMs = 3_600_000;

interface SetClockDeps {
  readonly core: EngineContext;
  readonly notices: Notices;
  /** Adjusts waits that are stored elsewhere. */
  readonly shiftOthers: (waitsBy: number) => Promise<void>;
  /** Waits have changed. */
  readonly moved: () => void;
}

export function createSetClock(deps: SetClockDeps): SetClock {
  const { core } = deps;
  /** Changes that could not be stored, in their order. */
  let left: number[] = [];
  let following: Promise<void> = Promise.resolve();
  let untold = { ms: 0, at: 0 };

  /** Not awaited: the store keeps what is written later behind it. */
  function follow(byMs: number): void {
    const shifting = core.store.clock.shift(byMs);
    following = Promise.all([following, shifting]).then(
      async ([, { waitsBy, runs, schedules }]) => {
        if (waitsBy !== 0) await shiftOthers(deps, waitsBy);
        for (const run of runs) core.announcements.run(run);
        for (const id of schedules) core.announcements.schedule(id);
        deps.moved();
      },
      (error: unknown) => {
        core.log.error('what waits could not follow the clock', { error });
        // A fault of the disk passes and is retried; any other fault must not stop the schedules.
        if (error instanceof RotaError) left.push(byMs);
      },
    );
  }

  function setBack({ from, to }: ClockChange): void {
    const byMs = from - to;
    const seconds = Math.round(byMs / 1000);
    const steady = core.clock.monotonic();
    const ms = byMs + (steady - untold.at < oneStoryMs ? untold.ms : 0);
    untold = { ms: ms >= jumpMs ? 0 : ms, at: steady };
    follow(-byMs);
    if (ms < jumpMs) return core.log.info('the clock went back a little', { seconds });
    core.log.warn('the clock was set back', { seconds });
    // One notice is enough, however often it happens: the last.
    const params = { from: to + ms, to };
    deps.notices.put({ id: 'clock-set-back', kind: 'clock-set-back', at: to, params, runIds: [] });
  }

  function setForward({ byMs }: ClockChange): void {
    core.log.warn('the clock was set forward', { seconds: Math.round(byMs / 1000) });
    follow(byMs);
  }

  function changed(change: ClockChange): void {
    switch (change.kind) {
      case 'set-back':
        return setBack(change);
      case 'set-forward':
        return setForward(change);
      case 'slept':
        return;
    }
  }

  return {
    changed,
    async settled() {
      const again = left;
      left = [];
      for (const byMs of again) follow(byMs);
      await following;
      if (left.length > 0)
        throw rotaError(
          'STORAGE_UNAVAILABLE',
          said`The ${said`database`} cannot be used now: ${'what waits has not followed the clock'}`,
        );
    },
    async atStart(lastAlive) {
      const now = core.clock.now();
      if (lastAlive === null || lastAlive - now < setBackMs) return;
      changed({ kind: 'set-back', from: lastAlive, to: now, byMs: now - lastAlive });
      await following;
    },
  };
}

async function shiftOthers(deps: SetClockDeps, waitsBy: number): Promise<void> {
  try {
    await deps.shiftOthers(waitsBy);
  } catch (error) {
    deps.core.log.error('not everything that waits could follow the clock', { error });
  }
}
