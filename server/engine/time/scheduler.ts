import { createAlarm, longestSleepMs, type Alarm, type Gap } from './alarm.ts';
import type { ClockChange, ClockWatch } from './clock-watch.ts';
import { createDueWork, type DueWorkDeps } from './due-work.ts';
import { createFollowClock } from './follow-clock.ts';
import { createMissedTally, type MissedDueTimes } from './missed-tally.ts';
import type { SetClock } from './set-clock.ts';

export interface Scheduler {
  /** Settles what was due while Rota was off (since `lastAlive`), or since the restored backup was made, then runs by itself. */
  start(lastAlive: number | null, restoredFrom: number | null): Promise<void>;
  /** Something new may be due: checks. Does nothing before the start. */
  wake(): void;
  /** Resolves when everything that is due by now has its row. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

interface SchedulerDeps extends Omit<DueWorkDeps, 'missed'> {
  readonly watch: ClockWatch;
  readonly setClock: SetClock;
  /** The end of "pause all" may have come. */
  readonly resumeIfOver: (now: number) => Promise<void>;
  /** Everything due has its row: the next due times may be others. */
  readonly looked: () => void;
  /** A period in which Rota was off or asleep is settled: these times were missed. */
  readonly onMissed: (missed: MissedDueTimes) => void;
}

export function createScheduler(deps: SchedulerDeps): Scheduler {
  const { core } = deps;
  const { store, clock } = core;
  const missed = createMissedTally();
  const followClock = createFollowClock(deps);
  let gaps = 0;
  let isStarted = false;
  let isStopped = false;
  const work = createDueWork({ ...deps, missed }, () => isStopped);
  const alarm: Alarm = createAlarm({
    clock,
    log: core.log,
    ring: look,
    lookAtClocks: () => deps.watch.look(),
    onGap: addGap,
  });
  deps.watch.listen(clockChanged);

  function addGap(gap: Gap): void {
    gaps += 1;
    missed.add(gap);
    followClock.gap(gap);
  }

  function clockChanged(change: ClockChange): void {
    const { kind, from, to } = change;
    deps.setClock.changed(change);
    // The clock was set a moment before this was noticed; what was due in that moment is not lost.
    if (kind === 'set-back') followClock.goneBack(to - longestSleepMs);
    else addGap({ from, to, cause: kind === 'slept' ? 'slept' : 'clock-jumped' });
    if (isStarted) alarm.wake();
  }

  async function look(): Promise<void> {
    await deps.setClock.settled();
    // A newer Rota fires what is due, or this one once it is newer.
    if (core.reach.state().isNewer) return alarm.set(null);
    const now = clock.now();
    const gapsBefore = gaps;
    await followClock.follow(() => isStopped);
    await work.takeTurns(() => store.runs.requeueDue(now));
    await work.takeTurns(() => store.runs.expire(now));
    await work.drain();
    await work.resumeWhosePauseIsOver(now);
    await deps.resumeIfOver(now);
    // A gap that began during this look is not settled yet: the next look does that.
    if (gaps === gapsBefore) for (const stretch of missed.take()) deps.onMissed(stretch);
    const until = deps.pausedAll().until ?? Infinity;
    const earliest = Math.min((await store.schedules.earliest()) ?? Infinity, until);
    alarm.set(earliest === Infinity ? null : earliest);
    deps.looked();
  }

  const settle = async (): Promise<void> => {
    await alarm.quiet();
    if (!isStarted || isStopped) return;
    alarm.wake();
    await alarm.quiet();
  };

  return {
    async start(lastAlive, restoredFrom) {
      const now = clock.now();
      if (restoredFrom !== null) addGap({ from: restoredFrom, to: now, cause: 'restored' });
      if (lastAlive !== null && lastAlive < now) addGap({ from: lastAlive, to: now, cause: 'was-off' });
      if (lastAlive !== null && lastAlive > now) followClock.goneBack(now);
      isStarted = true;
      await settle();
    },
    wake: () => void (isStarted && alarm.wake()),
    settle,
    async stop() {
      isStopped = true;
      alarm.stop();
      await alarm.quiet();
    },
  };
}
