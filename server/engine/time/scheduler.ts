import { RotaError } from '../../../contract/errors.ts';
import type { Reason } from '../../../contract/reasons.ts';
import { whatItSays } from '../../../contract/translatable.ts';
import type { StoredRun, StoredSchedule } from '../../store/rows.ts';
import { createAlarm, longestSleepMs, type Alarm, type Gap } from './alarm.ts';
import type { ClockChange, ClockWatch } from './clock-watch.ts';
import { createFire, type FireDeps } from './fire.ts';
import { createFollowClock } from './follow-clock.ts';
import { createMissedDueTimes, type MissedDueTimes } from './missed-due-times.ts';
import type { SetClock } from './set-clock.ts';
import { othersTurn } from '../shared/slices.ts';

export interface Scheduler {
  /** Settles what was due while Rota was off (since `lastAlive`), or since the backup that was restored was made, then goes on by itself. */
  start(lastAlive: number | null, restoredFrom: number | null): Promise<void>;
  /** Something new may be due: look. Before the start it does nothing. */
  wake(): void;
  /** Resolves when whatever is due by now has its rows. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/** Due schedules, and rows of due times, that one transaction settles: more would hold up those who wait for an answer. */
const atOnce = 100;
const rowsAtOnce = 300;

interface SchedulerDeps extends Omit<FireDeps, 'missed'> {
  readonly watch: ClockWatch;
  readonly setClock: SetClock;
  /** Everything was paused until a time that has come. */
  readonly resumeIfOver: (now: number) => Promise<void>;
  /** There is something new in the queue. */
  readonly dispatch: () => void;
  /** A stretch in which Rota was off or asleep is settled: these times were missed. */
  readonly onMissed: (missed: MissedDueTimes) => void;
}

export function createScheduler(deps: SchedulerDeps): Scheduler {
  const { core } = deps;
  const { store, clock } = core;
  const missed = createMissedDueTimes();
  const fire = createFire({ ...deps, missed });
  const followClock = createFollowClock(deps);
  let gaps = 0;
  let isStarted = false;
  let isStopped = false;
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
    // It was set a moment before that was noticed; what was due in that moment is not lost.
    if (kind === 'set-back') followClock.goneBack(to - longestSleepMs);
    else addGap({ from, to, cause: kind === 'slept' ? 'slept' : 'clock-jumped' });
    if (isStarted) alarm.wake();
  }

  async function look(): Promise<void> {
    await deps.setClock.settled();
    const now = clock.now();
    const gapsBefore = gaps;
    await followClock.follow(() => isStopped);
    await takeTurns(() => store.runs.requeueDue(now));
    await takeTurns(() => store.runs.expire(now));
    await drain();
    await resumeWhosePauseIsOver(now);
    await deps.resumeIfOver(now);
    // One that began under way is not settled yet: the look that follows does that.
    if (gaps === gapsBefore) for (const stretch of missed.take()) deps.onMissed(stretch);
    const until = deps.pausedAll().until ?? Infinity;
    const earliest = Math.min((await store.schedules.earliest()) ?? Infinity, until);
    alarm.set(earliest === Infinity ? null : earliest);
  }

  /** Runs whose retry is due go back to the queue, those that waited too long are expired: page by page. */
  async function takeTurns(change: () => Promise<StoredRun[]>): Promise<void> {
    for (;;) {
      const runs = await change();
      for (const run of runs) {
        core.live.run(run);
        if (run.status === 'ended') deps.ended(run);
      }
      if (runs.length > 0) deps.dispatch();
      if (runs.length < 500) return;
    }
  }

  async function resumeWhosePauseIsOver(now: number): Promise<void> {
    for (const schedule of await store.schedules.pauseOver(now)) {
      await store.schedules.change(schedule.id, { state: 'active', pausedUntil: null, reason: null }, now);
      core.live.schedule(schedule.id);
    }
  }

  /** Takes due schedules by time and sequence until none is left; whoever waits for an answer gets a turn after each commit. */
  async function drain(): Promise<void> {
    const met = new Map<number, boolean>();
    while (!isStopped) {
      const due = await store.schedules.due(clock.now(), atOnce);
      if (due.length === 0) return;
      const slice = Math.max(1, Math.floor(rowsAtOnce / due.length));
      const fired = await Promise.allSettled(
        due.map((schedule) => fire(schedule, slice, met).catch((error: unknown) => setAside(schedule, error))),
      );
      if (fired.some((one) => one.status === 'fulfilled' && one.value > 0)) deps.dispatch();
      const failed = fired.find((one) => one.status === 'rejected');
      if (failed) throw failed.reason;
      await othersTurn();
    }
  }

  /** One schedule that cannot be settled must not silence the others: it is paused, and says why. */
  async function setAside(schedule: StoredSchedule, error: unknown): Promise<number> {
    if (error instanceof RotaError) throw error;
    core.log.error('a schedule could not be settled and was paused', { schedule: schedule.id, error });
    const reason: Reason = { code: 'plan-broken', params: { message: whatItSays(error) } };
    await store.schedules.change(schedule.id, { state: 'paused', due: null, reason }, clock.now());
    core.live.schedule(schedule.id);
    return 0;
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
