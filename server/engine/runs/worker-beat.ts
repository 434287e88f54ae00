import type { Launcher } from '../../runner/launcher.ts';
import type { RunningRun } from '../../queue/pick-next-run.ts';
import type { WorkerReport } from '../../store/worker-store.ts';
import type { EngineContext, RunEnded } from '../shared/engine-context.ts';
import type { Cancels } from './cancels.ts';
import { settleLost } from './recovery.ts';

/**
 * Says to the other workers of the database that this one is there, ends what lost ones have left, and stops here what was given up or
 * cancelled elsewhere. Does nothing of that where only one worker can be.
 */
export interface WorkerBeat {
  /**
   * Resolves after the first beat. `recover` settles what this worker left when it ended: it is called once, as soon as its id is known to
   * be its own, which it is at once unless another computer reports under it.
   */
  start(recover: () => Promise<unknown>): Promise<void>;
  /** Looks now at what was cancelled or given up of what runs here; rejects if the database is away. */
  lookAtOwn(): Promise<void>;
  /** Another process reports under this worker's id: this one must take nothing. */
  isTwin(): boolean;
  /** Says that it stops. */
  stop(): Promise<void>;
}

interface BeatDeps {
  readonly core: EngineContext;
  readonly launcher: Pick<Launcher, 'stop'>;
  readonly running: () => ReadonlyMap<string, RunningRun>;
  readonly cancels: Pick<Cancels, 'stopHere'>;
  readonly report: () => WorkerReport;
  readonly ended: RunEnded;
  /** Names this computer, so that a process that follows another one here is known from one on another computer. */
  readonly computer: string;
  /** Something may be due, queued or free because of others. */
  readonly lookAround: (configVersion: number | null) => Promise<void>;
}

export function createWorkerBeat(deps: BeatDeps): WorkerBeat {
  const { core } = deps;
  const { workers, runs } = core.store;
  const boot = `${deps.computer}.${core.newId()}`;
  let isTwin = false;
  let isStopped = false;
  let cancelTimer = (): void => {};
  let beating: Promise<void> = Promise.resolve();
  let recover: (() => Promise<unknown>) | null = null;
  let failure: Error | null = null;

  async function beat(): Promise<void> {
    const { isOurs, configVersion, isOutdated } = await workers.beat(deps.report(), boot);
    core.reach.noteNewer(isOutdated);
    if (!isOurs && !isTwin)
      core.log.error(
        'another computer reports under the ID of this one, as after a disk image was copied: this one takes no runs. Give it an ID of its own (Settings, Worker; or: rota worker new-id), or stop the other one',
        { worker: core.workerId() },
      );
    if (isOurs && isTwin) core.log.info('this computer has its worker ID for itself', { worker: core.workerId() });
    isTwin = !isOurs;
    if (isOurs && recover !== null) {
      await recover();
      recover = null;
    }
    if (workers.beatMs === null) return;
    if (isTwin) return deps.lookAround(configVersion).then(() => core.reach.answered());
    await dropLost();
    // What others left is for those that know the tables.
    if (!isOutdated) await settleOthers(deps);
    core.reach.answered();
    await deps.lookAround(configVersion);
  }

  /** Ends the children of attempts that others have given up while this worker was away, and of runs that were cancelled elsewhere. */
  async function dropLost(): Promise<void> {
    // Only what was under way before the question: what begins meanwhile is not in the answer.
    const before = [...deps.running().values()];
    const own = await runs.unsettled(core.workerId());
    const attempts = new Map(own.map((one) => [one.run.id, one]));
    for (const { id, attempt } of before) {
      const { run = null, isForced = false } = attempts.get(id) ?? {};
      if (deps.running().get(id)?.attempt !== attempt) continue;
      if (run?.status === 'cancelling') deps.cancels.stopHere(run, isForced);
      if (run?.attempt === attempt) continue;
      core.log.warn('an attempt was given up while this worker was away: it is ended here', { run: id, attempt });
      deps.launcher.stop(id, 'replaced', true);
    }
  }

  function again(): void {
    if (isStopped || workers.beatMs === null) return;
    cancelTimer = core.clock.after(workers.beatMs, () => void next());
  }

  const next = (): Promise<void> => (beating = beat().catch(failed).finally(again));

  function failed(error: unknown): void {
    failure = error instanceof Error ? error : new Error(String(error));
    if (workers.beatMs !== null) core.reach.failed(error);
  }

  return {
    async start(settle) {
      recover = settle;
      await next();
      // Alone, nothing is tried again: what cannot be settled is said by the start.
      if (recover !== null && failure !== null && workers.beatMs === null) throw failure;
    },
    lookAtOwn: dropLost,
    isTwin: () => isTwin,
    async stop() {
      isStopped = true;
      cancelTimer();
      await beating;
      if (!isTwin) await workers.beat({ ...deps.report(), state: 'stopped' }, boot).then(undefined, failed);
    },
  };
}

async function settleOthers({ core, ended }: Pick<BeatDeps, 'core' | 'ended'>): Promise<void> {
  for (const run of await core.store.workers.lostRuns(core.workerId())) {
    const settled = await settleLost(core, run, core.clock.now());
    if (settled === null) continue;
    core.log.warn('a worker was lost while it ran something', { worker: run.worker, run: run.id });
    core.announcements.run(settled);
    if (settled.status === 'ended') ended(settled);
  }
}
