import { rotaError, RotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import type { EngineContext } from '../shared/engine-context.ts';
import type { Notices } from '../shared/audit-and-notices.ts';
import { jumpMs, setBackMs, type ClockChange } from './clock-watch.ts';

/**
 * What follows the wall clock when it is set. A clock that is set back makes nothing wait longer than it was told: waits keep the time
 * they had left. Set forward again, they go back to where they were; what it passes beyond that is due.
 */
export interface SetClock {
  /** Settles what was set while no Rota ran: it was alive at an instant that has yet to come. */
  atStart(lastAlive: number | null): Promise<void>;
  /** To be called at once: what is kept from then on is kept by the new clock. */
  changed(change: ClockChange): void;
  /** Resolves when everything kept has followed; rejects while it cannot (disk full). */
  settled(): Promise<void>;
}

/** Small steps back within this time of each other are told as one. */
const oneStoryMs = 3_600_000;

export function createSetClock(deps: {
  readonly core: EngineContext;
  readonly notices: Notices;
  /** Waits that are kept elsewhere follow, too. */
  readonly shiftOthers: (waitsBy: number) => Promise<void>;
  /** Waits have moved. */
  readonly moved: () => void;
}): SetClock {
  const { core } = deps;
  let left = { byMs: 0, waitsBy: 0 };
  let following: Promise<void> = Promise.resolve();
  let untold = { ms: 0, at: 0 };

  /** Not waited for before it is asked for: what is written from now on comes after it. */
  function follow(byMs: number, waitsBy: number): void {
    const shifting = core.store.clock.shift(byMs, waitsBy);
    if (waitsBy !== 0)
      deps
        .shiftOthers(waitsBy)
        .catch((error: unknown) => core.log.error('not everything that waits could follow the clock', { error }));
    following = Promise.all([following, shifting]).then(
      ([, { runs, schedules }]) => {
        for (const run of runs) core.live.run(run);
        for (const id of schedules) core.live.schedule(id);
        deps.moved();
      },
      (error: unknown) => {
        core.log.error('what waits could not follow the clock', { error });
        // A fault of the disk passes; whatever else it is must not silence the schedules.
        if (error instanceof RotaError) left = { byMs: left.byMs + byMs, waitsBy: left.waitsBy + waitsBy };
      },
    );
  }

  function setBack({ from, to }: ClockChange): void {
    const byMs = from - to;
    const seconds = Math.round(byMs / 1000);
    const steady = core.clock.monotonic();
    const ms = byMs + (steady - untold.at < oneStoryMs ? untold.ms : 0);
    untold = { ms: ms >= jumpMs ? 0 : ms, at: steady };
    follow(-byMs, -byMs);
    if (ms < jumpMs) return core.log.info('the clock went back a little', { seconds });
    core.log.warn('the clock was set back', { seconds });
    // One is enough, however often: the last.
    const params = { from: to + ms, to };
    deps.notices.put({ id: 'clock-set-back', kind: 'clock-set-back', at: to, params, runIds: [] });
  }

  function setForward({ byMs }: ClockChange): void {
    core.log.warn('the clock was set forward', { seconds: Math.round(byMs / 1000) });
    follow(byMs, Math.min(byMs, core.store.clock.owed()));
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
      left = { byMs: 0, waitsBy: 0 };
      if (again.byMs !== 0) follow(again.byMs, again.waitsBy);
      await following;
      if (left.byMs !== 0)
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
