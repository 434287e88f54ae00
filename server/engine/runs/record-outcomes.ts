import type { ExitFacts } from '../../../contract/run.ts';
import { shortageOf } from '../../domain/shortage.ts';
import { judge } from '../../domain/verdict.ts';
import type { ChildReport, Launcher } from '../../runner/launcher.ts';
import type { AttemptEnd, StoredRun } from '../../store/stored-run.ts';
import type { EngineContext, RunEnded } from '../shared/engine-context.ts';
import type { Dispatcher } from './dispatcher.ts';
import { createStepPictures } from './step-pictures.ts';
import type { RunningRun } from '../../queue/pick-next-run.ts';

interface OutcomeDeps {
  readonly core: EngineContext;
  readonly launcher: Launcher;
  readonly dispatcher: Dispatcher;
  readonly ended: RunEnded;
  /** A retry is due at some instant. */
  readonly wakeScheduler: () => void;
}

/** Progress of one run is announced at most this often. */
const progressEveryMs = 200;

/** How long a result waits before it is written again, and how many tries there are once Rota stops. */
const againMs = 1_000;
const lastTries = 3;
const mostInVain = 3;

export interface Outcomes {
  /** Resolves when every report so far is stored, or after a few more tries if the disk refuses. */
  settled(): Promise<void>;
}

/** Turns the launcher's reports into stored and announced results. */
export function createOutcomes(deps: OutcomeDeps): Outcomes {
  const { core, dispatcher } = deps;
  const [pending, progressDue] = [new Set<Promise<void>>(), new Set<string>()];
  const steps = createStepPictures(core, dispatcher.running);
  let isClosing = false;

  deps.launcher.onReport((report) => {
    switch (report.type) {
      case 'started':
        core.resources.noteBegun(report.runId);
        return track(
          core.store.runs.setChild(report.runId, report.attempt, report.child.pid, report.child.startedMark),
        );
      case 'progress':
        core.progress.setProgress(report.runId, report.progress);
        return announceProgress(report.runId);
      case 'step':
        return steps.taken(report.runId, report.title);
      case 'outputs':
        return core.progress.setOutputs(report.runId, report.outputs);
      case 'ended':
        return track(onEnded(report));
    }
  });

  function track(work: Promise<void>): void {
    const watched = work
      .catch((error: unknown) => core.log.error('a report of a run could not be kept', { error }))
      .finally(() => pending.delete(watched));
    pending.add(watched);
  }

  function announceProgress(runId: string): void {
    if (progressDue.has(runId)) return;
    progressDue.add(runId);
    core.clock.after(progressEveryMs, () => {
      progressDue.delete(runId);
      track(announceRun(runId));
    });
  }

  async function announceRun(runId: string): Promise<void> {
    const run = isClosing ? null : await core.store.runs.get(runId);
    if (run && run.status !== 'ended') core.announcements.run(run);
  }

  async function onEnded(report: ChildReport & { type: 'ended' }): Promise<void> {
    const run = dispatcher.running.get(report.runId);
    if (!run || run.attempt !== report.attempt) return;
    if (run.process.usesDesktop) await steps.ended(report.runId);
    // Read before anything is stored, because reading notices a clock that was set. A report stamped by the old clock ends now.
    core.resources.noteEnded(report.runId);
    if (await isPutBack(run, report)) return;
    const at = Math.min(report.at, core.clock.now());
    const end = endOf(run, report.facts, at, report.outputs, core.isSessionEnding());
    const keeping = storeEnd(report.runId, report.attempt, end);
    // The slot is free at once. A start that this end still holds back, because it is not stored yet, is tried again after it.
    dispatcher.release(report.runId);
    const kept = await keeping;
    dispatcher.freed();
    core.progress.forget(report.runId);
    if (kept) announceEnd(kept);
  }

  /** Puts a run back in the queue if the computer lacked resources: nothing of it ran. False if it is over. */
  async function isPutBack(
    run: RunningRun,
    { runId, attempt, facts }: ChildReport & { type: 'ended' },
  ): Promise<boolean> {
    const shortage = shortageOf(facts);
    if (shortage === null) return false;
    if (shortage.what === 'means') core.resources.noteShort(shortage.sentence);
    // If the disk refuses only this folder, waiting helps only so often.
    else if (!core.room.noteRefused(shortage.code) && dispatcher.timesPutBack(runId) >= mostInVain) return false;
    try {
      const queued = await core.store.runs.putBack(runId, attempt);
      if (queued === null) return false;
      core.announcements.run(queued);
    } catch (error) {
      // If even that cannot be written, it is tried again with this end.
      core.log.warn('a run could not be put back in the queue now', { run: runId, error });
      await new Promise<void>((resolve) => core.clock.after(againMs, resolve));
      return isClosing ? false : isPutBack(run, { runId, attempt, facts } as ChildReport & { type: 'ended' });
    }
    dispatcher.release(runId, { isPutBack: true });
    dispatcher.freed();
    return true;
  }

  /** Retries until the result is written, so that a disk that is full for a while loses nothing. */
  async function storeEnd(runId: string, attempt: number, end: AttemptEnd): Promise<StoredRun | null> {
    for (let tries = 1, triesClosing = 0; ; tries += 1) {
      try {
        const kept = await core.store.runs.endAttempt(runId, attempt, end);
        if (tries > 1) await core.keptEnds?.forget(runId, attempt);
        return kept;
      } catch (error) {
        if (tries === 1) core.log.warn('a result cannot be written now; it is tried again', { run: runId, error });
        if (tries === 1) await keepHere(core, runId, attempt, end);
        if (isClosing) triesClosing += 1;
        // An unwritten result counts as interrupted at the next start; it is never lost silently.
        if (triesClosing > lastTries) throw error;
        await new Promise<void>((resolve) => core.clock.after(againMs, resolve));
      }
    }
  }

  function announceEnd(run: StoredRun): void {
    core.announcements.run(run);
    if (run.status === 'retrying') deps.wakeScheduler();
    else deps.ended(run);
  }

  return {
    async settled() {
      isClosing = true;
      while (pending.size > 0) await Promise.all([...pending]);
    },
  };
}

/** So that it outlives this process, too. */
async function keepHere(core: EngineContext, runId: string, attempt: number, end: AttemptEnd): Promise<void> {
  await core.keptEnds
    ?.keep(runId, attempt, end)
    .catch((error: unknown) => core.log.error('a result cannot be kept on this computer', { run: runId, error }));
}

/** The verdict of the domain, with the run's own limits in its sentence. */
export function endOf(
  run: Pick<RunningRun, 'attempt' | 'maxAttempts' | 'retryDelayMs' | 'timeoutMs'> & {
    process: Pick<RunningRun['process'], 'exitCodes'>;
  },
  facts: ExitFacts,
  at: number,
  outputs: Readonly<Record<string, unknown>>,
  isSessionEnding = false,
): AttemptEnd {
  const { verdict, hasWarning, reason } = judge(facts, {
    exitCodes: run.process.exitCodes,
    attempt: run.attempt,
    maxAttempts: run.maxAttempts,
    timeoutMs: run.timeoutMs,
    isSessionEnding,
  });
  return {
    facts,
    at,
    outputs,
    next:
      verdict === 'retry'
        ? { retryAt: at + run.retryDelayMs, reason }
        : { outcome: verdict, hasWarning, reason: verdict === 'cancelled' ? null : reason },
  };
}
