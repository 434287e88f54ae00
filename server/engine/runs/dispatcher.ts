import { RotaError } from '../../../contract/errors.ts';
import type { RpaProcess } from '../../../contract/process.ts';
import type { Reason } from '../../../contract/reasons.ts';
import type { WorkerStatus } from '../../../contract/worker.ts';
import { isShort, noFiles, noMeans } from '../../domain/shortage.ts';
import { lateAfterMs } from '../../domain/time/due-times.ts';
import type { Launcher } from '../../runner/launcher.ts';
import type { StoredRun } from '../../store/stored-run.ts';
import type { EngineContext, RunEnded } from '../shared/engine-context.ts';
import { createDesktopTurn, type DesktopTurn } from './desktop-turn.ts';
import { checkStart, type MayStart } from './start-check.ts';
import { createReservedPlaces, type ReservedPlace } from './reserved-places.ts';
import {
  busySchedules,
  hasRoom,
  takeCompatible,
  type PlacesTaken,
  type RunningRun,
} from '../../queue/pick-next-run.ts';

/** Moves runs from the queue to the launcher, as many as may run beside each other. */
export interface Dispatcher {
  /** From now on the queue is worked off; before, nothing is taken from it. */
  start(): void;
  /** Look at the queue soon; calls of one turn become one look. */
  wake(): void;
  /** A place for a run that is about to be made, where it could begin at once if nothing is queued; else null. */
  reserve(process: RpaProcess): ReservedPlace | null;
  /** What runs now, by run id. */
  readonly running: ReadonlyMap<string, RunningRun>;
  /** What a person at the computer holds up. */
  readonly desktopHold: DesktopTurn['hold'];
  /** A run is over, or back in the queue as nothing of it began: its place is free. */
  release(runId: string, how?: { readonly isPutBack: boolean }): void;
  /** How often a run has come back without having begun. */
  timesPutBack(runId: string): number;
  /** Takes no more from the queue. Resolves when the look in progress is over. */
  stop(): Promise<void>;
}

interface DispatcherDeps {
  readonly core: EngineContext;
  readonly launcher: Launcher;
  /** Nothing is started while this holds (everything is paused). */
  readonly isHeld: () => boolean;
  readonly desktop: () => WorkerStatus['desktop'];
  readonly ended: RunEnded;
  /** The first attempt of a run has begun. */
  readonly begun: (run: StoredRun) => void;
  /** What runs has changed. */
  readonly changed: () => void;
  /** What holds desktop robots up has changed. */
  readonly holdChanged: () => void;
  /** A desktop robot is about to take mouse and keyboard; "later" leaves all such robots queued for ten minutes. */
  readonly beforeDesktopRun: (run: StoredRun) => Promise<'go' | 'later'>;
}

/** The queue is looked at again this long after it could not be (disk full). */
const againMs = 1_000;

export function createDispatcher(deps: DispatcherDeps): Dispatcher {
  const { core, launcher } = deps;
  const running = new Map<string, RunningRun>();
  const putBack = new Map<string, number>();
  let isAsked = false;
  let isStarted = false;
  let isStopped = false;
  let looking: Promise<void> | null = null;
  const desktopTurn = createDesktopTurn({
    core,
    ask: deps.beforeDesktopRun,
    mayBegin: () =>
      !isStopped && !deps.isHeld() && !core.room.isFull() && core.means.most() > 0 && deps.desktop() === 'ready',
    changed: deps.holdChanged,
    wake,
  });

  const reserved = createReservedPlaces({ launch, left: wake });
  const places: Places = { running, reserved, desktopTurn };

  function reserve(process: RpaProcess): ReservedPlace | null {
    // A look that is under way has counted the places already.
    if (looking || isAsked || isStopped || !isStarted || deps.isHeld() || core.room.isFull()) return null;
    if (process.usesDesktop || freePlaces(deps, places) <= 0) return null;
    return hasRoom(process.name, placesTaken(deps, places)) ? reserved.take(process) : null;
  }

  function wake(): void {
    isAsked = true;
    if (looking || isStopped || !isStarted) return;
    looking = lookUntilQuiet()
      .catch((error: unknown) => {
        core.log.error('taking runs from the queue failed; it is tried again', { error });
        noteScarcity(core, error);
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
      if (deps.isHeld() || core.room.isFull()) return;
      const picked = await pickNow(deps, places);
      const started = await Promise.allSettled(picked.map((run) => startOne(run)));
      // What was taken or ended made way for others, which this look did not see.
      if (started.some((one) => one.status === 'fulfilled' && one.value !== 'left')) isAsked = true;
      const failed = started.find((one) => one.status === 'rejected');
      if (failed) throw failed.reason;
    }
  }

  async function startOne(run: StoredRun): Promise<'started' | 'ended' | 'left'> {
    const fitness = await checkStart(core, run);
    if ('outcome' in fitness) return endUnstarted(deps, run, fitness.outcome, fitness.reason);
    const begin = () => claim(run, fitness);
    if (!fitness.process.usesDesktop) return begin();
    // Others are not held up while a person is asked: this run stays queued until the answer.
    desktopTurn.give(run, begin);
    return 'left';
  }

  async function claim(run: StoredRun, fit: MayStart): Promise<'started' | 'ended'> {
    const now = core.clock.now();
    const claimed = await core.store.runs.claim(run.id, now, run.attempt === 0 && now - run.dueAt > lateAfterMs);
    if (claimed === null) return 'ended';
    launch(claimed, fit);
    return 'started';
  }

  function launch(run: StoredRun, fit: MayStart): void {
    running.set(run.id, placeTaken(run, fit));
    launcher.launch(launchOf(core, run, fit));
    core.live.run(run);
    // Of one that came back it was told when it was tried first.
    if (run.attempt === 1 && !putBack.has(run.id)) deps.begun(run);
    deps.changed();
  }

  return {
    start() {
      isStarted = true;
      wake();
    },
    wake,
    reserve,
    running,
    desktopHold: () => desktopTurn.hold(),
    timesPutBack: (runId) => putBack.get(runId) ?? 0,
    release(runId, { isPutBack } = { isPutBack: false }) {
      if (isPutBack) putBack.set(runId, (putBack.get(runId) ?? 0) + 1);
      else putBack.delete(runId);
      if (running.delete(runId)) wake();
    },
    async stop() {
      isStopped = true;
      await looking;
      await reserved.settled();
      await desktopTurn.settled();
    },
  };
}

/** Runs are held while what kept this one from beginning would keep the others. */
function noteScarcity(core: EngineContext, error: unknown): void {
  if (error instanceof RotaError && error.code === 'OUT_OF_MEANS') return core.means.noteShort(noMeans);
  const code = error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : null;
  if (code === null) return;
  if (isShort(code)) core.means.noteShort(noFiles(code));
  else core.room.noteRefused(code);
}

async function endUnstarted(
  { core, ended }: DispatcherDeps,
  run: StoredRun,
  outcome: 'blocked' | 'expired',
  reason: Reason,
): Promise<'ended'> {
  // What has tried already has failed: blocked and expired are those that never ran.
  const told = run.attempt > 0 ? 'failed' : outcome;
  const over = await core.store.runs.endWaiting(run.id, told, reason, core.clock.now());
  if (over) {
    core.live.run(over);
    ended(over);
  }
  return 'ended';
}

/** What has a place, or is about to take one. */
interface Places {
  readonly running: Dispatcher['running'];
  readonly reserved: ReturnType<typeof createReservedPlaces>;
  readonly desktopTurn: DesktopTurn;
}

const placesTaken = ({ core, desktop }: DispatcherDeps, { running, reserved, desktopTurn }: Places): PlacesTaken => ({
  running: [...running.values(), ...reserved.taken()],
  // Robots that use the desktop go strictly one at a time, and not while nobody could see them.
  isDesktopFree:
    desktop() === 'ready' && desktopTurn.isFree() && ![...running.values()].some(({ process }) => process.usesDesktop),
  processOf: core.processOf,
});

const freePlaces = ({ core }: DispatcherDeps, { running, reserved, desktopTurn }: Places): number =>
  Math.min(core.settings().runsAtOnce, core.means.most()) -
  running.size -
  reserved.taken().length -
  (desktopTurn.isTaken() ? 1 : 0);

/** The next runs that may start now, in the order of the queue. */
async function pickNow(deps: DispatcherDeps, places: Places): Promise<StoredRun[]> {
  const { core } = deps;
  const free = freePlaces(deps, places);
  if (free <= 0) return [];
  const room = placesTaken(deps, places);
  const busy = [...busySchedules(room)];
  const heads: StoredRun[] = [];
  for (const name of await core.store.queue.processes())
    if (hasRoom(name, room)) heads.push(...(await core.store.queue.heads(name, free, busy)));
  return takeCompatible(heads, free, placesTaken(deps, places));
}

const timeoutOf = ({ schedule, process }: MayStart): number | null => {
  const seconds = schedule.options.timeoutSeconds ?? process.timeoutSeconds ?? null;
  return seconds === null ? null : seconds * 1000;
};

const placeTaken = (run: StoredRun, fit: MayStart): RunningRun => ({
  id: run.id,
  scheduleSeq: run.scheduleSeq,
  process: fit.process,
  attempt: run.attempt,
  maxAttempts: run.maxAttempts,
  retryDelayMs: fit.schedule.options.retryDelaySeconds * 1000,
  timeoutMs: timeoutOf(fit),
  isExclusive: run.overlap !== 'allow',
});

const launchOf = (core: EngineContext, run: StoredRun, fit: MayStart): Parameters<Launcher['launch']>[0] => ({
  runId: run.id,
  attempt: run.attempt,
  process: fit.process,
  values: fit.values,
  dueAt: run.dueAt,
  runDir: core.runFolder(run),
  timeoutMs: timeoutOf(fit),
  graceMs: fit.process.graceSeconds * 1000,
  maxLogBytes: (fit.process.maxLogMegabytes ?? core.settings().maxLogMegabytes) * 1024 * 1024,
});
