import { rm, truncate } from 'node:fs/promises';
import { secretNames } from '../../../contract/process.ts';
import type { ExitFacts } from '../../../contract/run.ts';
import type { Leftover } from '../../runner/launcher.ts';
import type { StoredRun } from '../../store/stored-run.ts';
import type { EngineContext, RunEnded } from '../shared/engine-context.ts';
import { retryDelayMs } from '../../domain/retry-delay.ts';
import { attemptFiles } from '../../runner/attempt/attempt-files.ts';
import { endOf } from './record-outcomes.ts';

/**
 * Settles the runs that were active when the last server died: ends their process trees first, then records each as
 * interrupted, or queues it again if its retries allow. Nothing runs twice without being recorded as a retry.
 */
export async function recover(deps: {
  readonly core: EngineContext;
  readonly endLeftovers: (leftovers: readonly Leftover[]) => Promise<void>;
  readonly ended: RunEnded;
}): Promise<number> {
  const { core } = deps;
  await giveKeptEnds(deps);
  const unsettled = await core.store.runs.unsettled(core.workerId());
  await deps.endLeftovers(
    unsettled.map(({ run, pid, mark }) => ({
      runId: run.id,
      child: pid === null ? null : { pid, startedMark: mark },
      usesDesktop: core.processOf(run.process)?.usesDesktop === true,
    })),
  );
  // Whatever worker they name: without its configuration a computer has another ID.
  await Promise.all(unsettled.map(({ run }) => removeSecretFiles(core, run)));
  const at = core.clock.now();
  await Promise.all(
    unsettled.map(async ({ run }) => {
      const settled = await settleLost(core, run, at);
      if (settled?.status === 'ended') deps.ended(settled);
    }),
  );
  if (unsettled.length > 0) core.log.warn('runs were interrupted when Rota stopped', { count: unsettled.length });
  return unsettled.length;
}

/** What ended while the database was away, and its Rota was stopped before it was back. What was given up meanwhile stays so. */
async function giveKeptEnds({
  core,
  ended,
}: {
  readonly core: EngineContext;
  readonly ended: RunEnded;
}): Promise<void> {
  for (const { run, attempt, end } of (await core.keptEnds?.all()) ?? []) {
    const kept = await core.store.runs.endAttempt(run, attempt, end);
    core.log.info(kept === null ? 'a result came too late to count' : 'a result was kept here until now', {
      run,
      attempt,
    });
    if (kept?.status === 'ended') ended(kept);
    await core.keptEnds?.forget(run, attempt);
  }
}

/** Ends the present attempt of a run whose worker died; the run is tried again if it may be. Null if it was settled already. */
export async function settleLost(core: EngineContext, run: StoredRun, at: number): Promise<StoredRun | null> {
  const schedule = await core.store.schedules.getEver(run.scheduleId);
  const delay =
    schedule !== null && schedule !== 'purged' ? retryDelayMs(schedule.options, run.attempt, Math.random()) : 0;
  // A run that was being cancelled stays cancelled.
  const stopped: Partial<ExitFacts> = run.status === 'cancelling' ? { stoppedBy: 'cancel' } : { wasLost: true };
  const facts: ExitFacts = { exitCode: null, signal: null, ...stopped };
  const process = core.processOf(run.process) ?? { exitCodes: {} };
  const end = endOf(
    { attempt: run.attempt, maxAttempts: run.maxAttempts, retryDelayMs: delay, timeoutMs: null, process },
    facts,
    at,
    run.outputs,
  );
  return core.store.runs.endAttempt(run.id, run.attempt, end);
}

/** What held a secret for an attempt is gone with it; a server that was killed could not see to that. */
async function removeSecretFiles(core: EngineContext, run: StoredRun): Promise<void> {
  const { secrets, output } = attemptFiles(core.runFolder(run), run.attempt);
  await rm(secrets, { recursive: true, force: true }).catch((error: unknown) =>
    core.log.error('files with secrets of an interrupted run could not be deleted', { folder: secrets, error }),
  );
  // The robot may have written its secrets there, and nobody reads it any more.
  if (!(await mayHoldSecrets(core, run))) return;
  await truncate(output).catch((error: unknown) => {
    if (!isMissing(error)) core.log.error('the outputs of an interrupted run could not be emptied', { output, error });
  });
}

async function mayHoldSecrets(core: EngineContext, run: StoredRun): Promise<boolean> {
  const process = core.processOf(run.process);
  const schedule = await core.store.schedules.getEver(run.scheduleId);
  if (process === null || schedule === null || schedule === 'purged') return true;
  return secretNames(process.parameters).length > 0 || core.vault.isAsked(process, run.input ?? schedule.values);
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';
