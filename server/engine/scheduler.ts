import { RotaError } from '../../contract/errors.ts';
import type { Reason } from '../../contract/reasons.ts';
import { settleDue } from '../domain/due-times.ts';
import type { Place } from '../domain/plan-times.ts';
import type { NewRun } from '../store/run-store.ts';
import type { StoredRun, StoredSchedule } from '../store/rows.ts';
import { createAlarm, type Alarm, type Gap } from './alarm.ts';
import { newRun, type Core, type RunEnded } from './core.ts';

export interface Scheduler {
  /** Settles what was due while Rota was off (since `lastAlive`), then goes on by itself. */
  start(lastAlive: number | null): Promise<void>;
  /** Something new may be due: look. */
  wake(): void;
  stop(): Promise<void>;
}

/** Due schedules taken at a time, and how long they may hold the loop before others get their turn. */
const atOnce = 100;
const sliceMs = 10;

/** A schedule that waits for itself this often has stopped making sense: further times are blocked. */
const mostWaiting = 1000;

interface SchedulerDeps {
  readonly core: Core;
  readonly isPausedAll: () => boolean;
  /** Everything was paused until a time that has come. */
  readonly resumeIfOver: (now: number) => Promise<void>;
  /** Where calendars put a schedule's times. */
  readonly placeOf: (schedule: StoredSchedule) => Place;
  /** Stops the active runs of a schedule because the next one replaces them. */
  readonly replace: (runs: readonly StoredRun[]) => Promise<void>;
  /** There is something new in the queue. */
  readonly dispatch: () => void;
  readonly ended: RunEnded;
  /** A stretch in which Rota was off or asleep is settled: these times were missed. */
  readonly onMissed: (gap: Gap, missed: readonly StoredRun[]) => void;
}

export function createScheduler(deps: SchedulerDeps): Scheduler {
  const { core } = deps;
  const { store, clock } = core;
  let gaps: Gap[] = [];
  let missedInGaps: StoredRun[] = [];
  let inFlight: Promise<void> = Promise.resolve();
  const alarm: Alarm = createAlarm({
    clock,
    log: core.log,
    ring: () => (inFlight = look()),
    onGap: (gap) => gaps.push(gap),
  });

  async function look(): Promise<void> {
    const now = clock.now();
    await deps.resumeIfOver(now);
    await resumeWhosePauseIsOver(now);
    if ((await store.runs.requeueDue(now).then((runs) => runs.map((run) => core.live.run(run)))).length > 0)
      deps.dispatch();
    await drain();
    tellMissed();
    alarm.set(await store.schedules.earliest());
  }

  async function resumeWhosePauseIsOver(now: number): Promise<void> {
    for (const schedule of await store.schedules.pauseOver(now)) {
      await store.schedules.change(schedule.id, { state: 'active', pausedUntil: null, reason: null }, now);
      core.live.schedule(schedule.id);
    }
  }

  /** Takes due schedules by time and sequence until none is left, letting others in between slices. */
  async function drain(): Promise<void> {
    const missing = new Map<number, boolean>();
    let sliceEnd = clock.monotonic() + sliceMs;
    for (;;) {
      const due = await store.schedules.due(clock.now(), atOnce);
      if (due.length === 0) return;
      const fired = await Promise.all(
        due.map((schedule) => fire(schedule, missing).catch((error: unknown) => setAside(schedule, error))),
      );
      if (fired.some((runs) => runs > 0)) deps.dispatch();
      if (clock.monotonic() > sliceEnd) {
        await new Promise((resolve) => setImmediate(resolve));
        sliceEnd = clock.monotonic() + sliceMs;
      }
    }
  }

  /** Settles one schedule's due times; returns how many runs were queued. */
  async function fire(schedule: StoredSchedule, missing: Map<number, boolean>): Promise<number> {
    const now = clock.now();
    const process = core.processOf(schedule.process);
    const answer = settleDue({
      plan: schedule.plan,
      state: schedule.state,
      due: schedule.due!,
      cursor: schedule.cursor ?? schedule.due!,
      misfire: schedule.options.misfire,
      notLaterThanMs:
        schedule.options.notLaterThanSeconds === null ? null : schedule.options.notLaterThanSeconds * 1000,
      now,
      hasMissed: missing.get(schedule.seq) ?? false,
      held: heldBecause(schedule, process?.enabled),
      place: deps.placeOf(schedule),
      causeOf,
    });
    missing.set(schedule.seq, answer.hasMissed);
    const active = await store.runs.activeOf(schedule.seq);
    let waiting = active.length;
    const runs = answer.entries.map((entry): NewRun => {
      const made = newRun(core, {
        process: schedule.process,
        trigger: 'schedule',
        startedBy: null,
        dueAt: entry.dueAt,
        options: schedule.options,
        ended: entry.ended,
      });
      if (entry.ended) return made;
      const ended = overlapOf(schedule, waiting);
      if (!ended) waiting += 1;
      return { ...made, ended };
    });
    const kept = await store.runs.fire(schedule.seq, schedule.due!, answer.next, runs, now);
    if (kept === null) return 0;
    const queued = kept.filter((run) => run.status === 'queued');
    if (queued.length > 0 && schedule.options.overlap === 'replace' && active.length > 0) await deps.replace(active);
    for (const run of kept) {
      core.live.run(run);
      if (run.status === 'ended') deps.ended(run);
      if (run.outcome === 'missed') missedInGaps.push(run);
    }
    core.live.schedule(schedule.id);
    return queued.length;
  }

  /** One schedule that cannot be settled must not silence the others: it is paused, and says why. */
  async function setAside(schedule: StoredSchedule, error: unknown): Promise<number> {
    if (error instanceof RotaError) throw error;
    core.log.error('a schedule could not be settled and was paused', { schedule: schedule.id, error });
    const message = error instanceof Error ? error.message : String(error);
    const reason: Reason = { code: 'plan-broken', params: { message } };
    await store.schedules.change(schedule.id, { state: 'paused', due: null, reason }, clock.now());
    core.live.schedule(schedule.id);
    return 0;
  }

  function heldBecause(schedule: StoredSchedule, isEnabled: boolean | undefined) {
    if (schedule.state === 'paused' || deps.isPausedAll()) {
      return { outcome: 'skipped' as const, reason: { code: 'paused' as const, params: {} } };
    }
    if (isEnabled) return null;
    const code = isEnabled === undefined ? ('process-gone' as const) : ('process-disabled' as const);
    return { outcome: 'blocked' as const, reason: { code, params: { process: schedule.process } } };
  }

  function overlapOf(schedule: StoredSchedule, waiting: number): NewRun['ended'] {
    const reason: Reason = { code: 'overlap', params: {} };
    if (waiting > 0 && schedule.options.overlap === 'skip') return { outcome: 'skipped', reason };
    if (waiting >= mostWaiting)
      return { outcome: 'blocked', reason: { code: 'queue-full', params: { count: waiting } } };
    return null;
  }

  function causeOf(due: number): Reason {
    const gap = gaps.find(({ from, to }) => due > from && due <= to);
    const at = new Date(due).toISOString();
    return gap ? { code: gap.cause, params: { at } } : { code: 'merged', params: { at } };
  }

  /** Each stretch is told once, after everything that was due in it has its row. */
  function tellMissed(): void {
    for (const gap of gaps) {
      const missed = missedInGaps.filter(({ dueAt }) => dueAt > gap.from && dueAt <= gap.to);
      if (missed.length > 0) deps.onMissed(gap, missed);
    }
    gaps = [];
    missedInGaps = [];
  }

  return {
    async start(lastAlive) {
      const now = clock.now();
      if (lastAlive !== null && lastAlive < now) gaps.push({ from: lastAlive, to: now, cause: 'was-off' });
      await (inFlight = look());
    },
    wake: () => alarm.wake(),
    async stop() {
      alarm.stop();
      await inFlight.catch(() => {});
    },
  };
}
