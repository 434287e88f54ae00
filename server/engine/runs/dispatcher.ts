import type { RpaProcess } from '../../../contract/process.ts';
import type { Reason } from '../../../contract/reasons.ts';
import type { WorkerStatus } from '../../../contract/worker.ts';
import { lateAfterMs } from '../../domain/time/due-times.ts';
import { readValues } from '../../domain/values/values.ts';
import type { Launcher } from '../../runner/launcher.ts';
import type { StoredRun, StoredSchedule, Values } from '../../store/rows.ts';
import type { Core, RunEnded } from '../core.ts';

/** Moves runs from the queue to the launcher, as many as may run beside each other. */
export interface Dispatcher {
  /** From now on the queue is worked off; before, nothing is taken from it. */
  start(): void;
  /** Look at the queue soon; calls of one turn become one look. */
  wake(): void;
  /** What runs now, by run id. */
  readonly running: ReadonlyMap<string, RunningRun>;
  /** What a person at the computer holds up: until when (epoch ms), and about which run somebody is being asked. */
  desktopHold(): { readonly laterUntil: number | null; readonly askingAbout: string | null };
  /** A run is over: its place is free. */
  release(runId: string): void;
  /** Takes no more from the queue. Resolves when the look in progress is over. */
  stop(): Promise<void>;
}

/** What is known of a run that was handed to the launcher. */
export interface RunningRun {
  readonly id: string;
  readonly scheduleSeq: number;
  readonly process: RpaProcess;
  readonly attempt: number;
  readonly maxAttempts: number;
  readonly retryDelayMs: number;
  readonly timeoutMs: number | null;
  readonly isExclusive: boolean;
}

interface DispatcherDeps {
  readonly core: Core;
  readonly launcher: Launcher;
  /** Nothing is started while this holds (everything is paused). */
  readonly isHeld: () => boolean;
  readonly desktop: () => WorkerStatus['desktop'];
  readonly ended: RunEnded;
  /** What runs has changed. */
  readonly changed: () => void;
  /** What holds desktop robots up has changed. */
  readonly holdChanged: () => void;
  /** A desktop robot is about to take mouse and keyboard; "later" leaves all such robots queued for ten minutes. */
  readonly beforeDesktopRun: (run: StoredRun) => Promise<'go' | 'later'>;
}

/** How long "later" is, when a person wants to keep the mouse. */
const laterMs = 10 * 60_000;

/** The queue is looked at again this long after it could not be (disk full). */
const againMs = 1_000;

/** What was fit when it was stored may not be any more: the process may ask for something else by now. */
function fittingValues(process: RpaProcess, stored: Values): Values {
  const { properties, required } = process.parameters;
  if (Object.keys(properties).length === 0 && !required?.length) return stored;
  const { values, errors } = readValues(process.parameters, stored, { isStrict: false });
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('; '));
  return { ...stored, ...values };
}

export function createDispatcher(deps: DispatcherDeps): Dispatcher {
  const { core, launcher } = deps;
  const running = new Map<string, RunningRun>();
  /** Somebody said "later": until when, by the wall clock; a timer ends it, too, should that clock be set back. */
  let later: { readonly until: number } | null = null;
  /** The run about which a person is asked whether it may begin; its place is kept meanwhile. */
  let askingAbout: string | null = null;
  let isAsked = false;
  let isStarted = false;
  let isStopped = false;
  let looking: Promise<void> | null = null;
  const claiming = new Set<Promise<unknown>>();

  function wake(): void {
    isAsked = true;
    if (looking || isStopped || !isStarted) return;
    looking = lookUntilQuiet()
      .catch((error: unknown) => {
        core.log.error('taking runs from the queue failed; it is tried again', { error });
        isAsked = false;
        core.clock.after(againMs, wake);
      })
      .finally(() => {
        looking = null;
        // Whoever asked after the last look, and before it was known to be the last.
        if (isAsked) wake();
      });
  }

  async function lookUntilQuiet(): Promise<void> {
    while (isAsked && !isStopped) {
      isAsked = false;
      if (deps.isHeld()) return;
      const picked = await pick();
      const started = await Promise.allSettled(picked.map((run) => startOne(run)));
      // What was taken or ended made way for others, which this look did not see.
      if (started.some((one) => one.status === 'fulfilled' && one.value !== 'left')) isAsked = true;
      const failed = started.find((one) => one.status === 'rejected');
      if (failed) throw failed.reason;
    }
  }

  /** The next runs that may start now, in the order of the queue. */
  async function pick(): Promise<StoredRun[]> {
    const free = core.settings().runsAtOnce - running.size - (askingAbout === null ? 0 : 1);
    if (free <= 0) return [];
    const candidates: StoredRun[] = [];
    const busy = [...busySchedules()];
    const perProcess = countByProcess();
    for (const name of await core.store.queue.processes()) {
      const process = core.processOf(name);
      if (process?.usesDesktop && isDesktopBusy()) continue;
      if (process && (perProcess.get(name) ?? 0) >= process.maxConcurrent) continue;
      candidates.push(...(await core.store.queue.heads(name, free, busy)));
    }
    candidates.sort((a, b) => a.rank - b.rank || a.seq - b.seq);
    return takeCompatible(candidates, free);
  }

  function takeCompatible(candidates: readonly StoredRun[], free: number): StoredRun[] {
    const picked: StoredRun[] = [];
    const perProcess = countByProcess();
    const busy = busySchedules();
    let isDesktopFree = !isDesktopBusy();
    for (const run of candidates) {
      if (picked.length >= free) break;
      const process = core.processOf(run.process);
      const count = perProcess.get(run.process) ?? 0;
      if (busy.has(run.scheduleSeq) || (process && count >= process.maxConcurrent)) continue;
      if (process?.usesDesktop) {
        if (!isDesktopFree) continue;
        isDesktopFree = false;
      }
      perProcess.set(run.process, count + 1);
      if (run.overlap !== 'allow') busy.add(run.scheduleSeq);
      picked.push(run);
    }
    return picked;
  }

  function countByProcess(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { process } of running.values()) counts.set(process.name, (counts.get(process.name) ?? 0) + 1);
    return counts;
  }

  /** Two of one schedule at once only where it allows that. */
  const busySchedules = () =>
    new Set([...running.values()].filter((run) => run.isExclusive).map((run) => run.scheduleSeq));

  /** Robots that use the desktop go strictly one at a time, and not while nobody could see them. */
  const isDesktopBusy = () =>
    deps.desktop() !== 'ready' ||
    askingAbout !== null ||
    laterUntil() !== null ||
    [...running.values()].some(({ process }) => process.usesDesktop);

  /** Others are not held up while a person is asked: this run stays queued until the answer. */
  function askForDesktop(run: StoredRun, begin: () => Promise<unknown>): 'left' {
    askingAbout = run.id;
    deps.holdChanged();
    const answer = deps.beforeDesktopRun(run).catch((error: unknown) => {
      core.log.warn('nobody could be asked before a desktop robot began', { run: run.id, error });
      return 'go' as const;
    });
    answer
      .then(async (said) => {
        askingAbout = null;
        if (said === 'later') leaveDesktopAlone();
        // The screen may have been locked while the question stood on it.
        else if (!isStopped && !deps.isHeld() && deps.desktop() === 'ready') await track(begin());
      })
      .catch((error: unknown) => {
        core.log.error('a desktop robot could not be started; it is tried again', { run: run.id, error });
        core.clock.after(againMs, wake);
      })
      .finally(() => {
        deps.holdChanged();
        wake();
      });
    return 'left';
  }

  const laterUntil = () => (later !== null && core.clock.now() < later.until ? later.until : null);

  function leaveDesktopAlone(): void {
    later = { until: core.clock.now() + laterMs };
    core.clock.after(laterMs, () => {
      later = null;
      deps.holdChanged();
      wake();
    });
  }

  /** Stopping waits for it. */
  async function track<T>(work: Promise<T>): Promise<T> {
    claiming.add(work);
    return work.finally(() => claiming.delete(work));
  }

  async function startOne(run: StoredRun): Promise<'started' | 'ended' | 'left'> {
    const now = core.clock.now();
    const schedule = await core.store.schedules.getEver(run.scheduleId);
    const process = core.processOf(run.process);
    if (schedule === null || schedule === 'purged') return end(run, 'blocked', { code: 'deleted', params: {} });
    if (process === null) return end(run, 'blocked', { code: 'process-gone', params: { process: run.process } });
    if (!process.enabled) return end(run, 'blocked', { code: 'process-disabled', params: { process: run.process } });
    const limit = schedule.options.notLaterThanSeconds;
    if (run.trigger === 'schedule' && run.attempt === 0 && limit !== null && now - run.dueAt > limit * 1000) {
      return end(run, 'expired', { code: 'too-late', params: { seconds: limit } });
    }
    let values: Values;
    try {
      values = fittingValues(process, core.openValues(run.input ?? schedule.values));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return end(run, 'blocked', { code: 'values-invalid', params: { message } });
    }
    const begin = () => claim(run, schedule, process, values);
    return process.usesDesktop ? askForDesktop(run, begin) : begin();
  }

  async function claim(
    run: StoredRun,
    schedule: StoredSchedule,
    process: RpaProcess,
    values: Values,
  ): Promise<'started' | 'ended'> {
    const now = core.clock.now();
    const claimed = await core.store.runs.claim(run.id, now, run.attempt === 0 && now - run.dueAt > lateAfterMs);
    if (claimed === null) return 'ended';
    launch(claimed, schedule, process, values);
    return 'started';
  }

  function launch(run: StoredRun, schedule: StoredSchedule, process: RpaProcess, values: Values): void {
    const seconds = schedule.options.timeoutSeconds ?? process.timeoutSeconds ?? null;
    const timeoutMs = seconds === null ? null : seconds * 1000;
    running.set(run.id, {
      id: run.id,
      scheduleSeq: run.scheduleSeq,
      process,
      attempt: run.attempt,
      maxAttempts: run.maxAttempts,
      retryDelayMs: schedule.options.retryDelaySeconds * 1000,
      timeoutMs,
      isExclusive: run.overlap !== 'allow',
    });
    launcher.launch({
      runId: run.id,
      attempt: run.attempt,
      process,
      values,
      dueAt: run.dueAt,
      runDir: core.runFolder(run),
      timeoutMs,
      graceMs: process.graceSeconds * 1000,
      maxLogBytes: (process.maxLogMegabytes ?? core.settings().maxLogMegabytes) * 1024 * 1024,
    });
    core.live.run(run);
    deps.changed();
  }

  async function end(run: StoredRun, outcome: 'blocked' | 'expired', reason: Reason): Promise<'ended'> {
    // What has tried already has failed: blocked and expired are those that never ran.
    const told = run.attempt > 0 ? 'failed' : outcome;
    const over = await core.store.runs.endWaiting(run.id, told, reason, core.clock.now());
    if (over) {
      core.live.run(over);
      deps.ended(over);
    }
    return 'ended';
  }

  return {
    start() {
      isStarted = true;
      wake();
    },
    wake,
    running,
    desktopHold: () => ({ laterUntil: laterUntil(), askingAbout }),
    release(runId) {
      if (running.delete(runId)) wake();
    },
    async stop() {
      isStopped = true;
      await looking;
      await Promise.allSettled(claiming);
    },
  };
}
