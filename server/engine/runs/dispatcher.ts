import type { RpaProcess } from '../../../contract/process.ts';
import type { Reason } from '../../../contract/reasons.ts';
import type { WorkerStatus } from '../../../contract/worker.ts';
import { limitsOf } from '../../domain/run-limits.ts';
import { retryDelayMs } from '../../domain/retry-delay.ts';
import { lateAfterMs } from '../../domain/time/misfire-policy.ts';
import type { Launcher } from '../../runner/launcher.ts';
import { anybody, type StoredRun } from '../../store/stored-run.ts';
import type { EngineContext, RunEnded } from '../shared/engine-context.ts';
import { createDesktopTurn, type DesktopTurn } from './desktop-turn.ts';
import { checkStart, withVault, type MayStart } from './start-check.ts';
import { noteVaultUse } from './vault-use.ts';
import { createRefusals, type Refused } from './refusals.ts';
import { createQueueTrouble } from './queue-trouble.ts';
import { createReservedPlaces, type ReservedPlace, type ReservingSchedule } from './reserved-places.ts';
import {
  busySchedules,
  hasRoom,
  takeCompatible,
  type PlacesTaken,
  type RunningRun,
} from '../../queue/pick-next-run.ts';

/** Moves runs from the queue to the launcher, as many as may run at once. */
export interface Dispatcher {
  /** Starts taking runs from the queue. */
  start(): void;
  /** Checks the queue soon; calls in one turn of the event loop are batched. */
  wake(): void;
  /** Reserves a slot for a run that is about to be created, if it could start at once and nothing is queued; else null. */
  reserve(process: RpaProcess, target: string | null, schedule?: ReservingSchedule): ReservedPlace | null;
  /** Active runs, by run id. */
  readonly running: ReadonlyMap<string, RunningRun>;
  /** Why desktop robots wait for a person at the computer. */
  readonly desktopHold: DesktopTurn['hold'];
  /** A run is over, or went back to the queue without having started: its slot is free. */
  release(runId: string, how?: { readonly isPutBack: boolean }): void;
  /** An end is stored, or runs may have ended elsewhere: what a limit has held back may start now. */
  freed(): void;
  /** How often a run went back to the queue without having started. */
  timesPutBack(runId: string): number;
  /** Takes no more from the queue. Resolves when the present check is over. */
  stop(): Promise<void>;
}

interface DispatcherDeps {
  readonly core: EngineContext;
  readonly launcher: Launcher;
  /** While true, nothing is started (everything is paused). */
  readonly isHeld: () => boolean;
  /** Whether the program of a process is known not to be here. Only whoever names this worker gets its answer. */
  readonly cannotRun: (process: string) => boolean;
  readonly desktop: () => WorkerStatus['desktop'];
  readonly ended: RunEnded;
  /** The first attempt of a run has started. */
  readonly begun: (run: StoredRun) => void;
  /** The set of active runs has changed. */
  readonly changed: () => void;
  /** The reason why desktop robots wait has changed. */
  readonly holdChanged: () => void;
  /** A desktop robot is about to take mouse and keyboard; "later" keeps all such robots queued for ten minutes. */
  readonly beforeDesktopRun: (run: StoredRun) => Promise<'go' | 'later'>;
}

/** The pause before the queue is checked again after a failure (disk full). */
const againMs = 1_000;

export function createDispatcher(deps: DispatcherDeps): Dispatcher {
  const { core, launcher } = deps;
  const running = new Map<string, RunningRun>();
  const putBack = new Map<string, number>();
  const trouble = createQueueTrouble(core);
  let isAsked = false;
  let isStarted = false;
  let isStopped = false;
  let looking: Promise<void> | null = null;
  const desktopTurn = createDesktopTurn({
    core,
    ask: deps.beforeDesktopRun,
    mayBegin: () =>
      !isStopped && !deps.isHeld() && !core.room.isFull() && core.resources.most() > 0 && deps.desktop() === 'ready',
    changed: deps.holdChanged,
    wake,
  });

  const reserved = createReservedPlaces({ launch, left: wake });
  const refusals = createRefusals();
  const places: Places = { running, reserved, desktopTurn, refused: refusals.refused };

  function reserve(
    process: RpaProcess,
    target: string | null,
    schedule: ReservingSchedule | null = null,
  ): ReservedPlace | null {
    // A check in progress has counted the slots already.
    if (looking || isAsked || isStopped || !isStarted || deps.isHeld() || core.room.isFull()) return null;
    if (process.usesDesktop || freePlaces(deps, places) <= 0) return null;
    if (!targetsFor(deps, places, process.name).includes(target ?? anybody)) return null;
    return hasRoom(process.name, placesTaken(deps, places)) ? reserved.take(process, target, schedule) : null;
  }

  function wake(): void {
    isAsked = true;
    if (looking || isStopped || !isStarted) return;
    looking = lookUntilQuiet()
      .then(() => trouble.well())
      .catch((error: unknown) => {
        trouble.failed(error);
        isAsked = false;
        core.clock.after(againMs, wake);
      })
      .finally(() => {
        looking = null;
        // Somebody may have asked after the last check began.
        if (isAsked) wake();
      });
  }

  async function lookUntilQuiet(): Promise<void> {
    while (isAsked && !isStopped) {
      isAsked = false;
      if (deps.isHeld() || core.room.isFull()) return;
      const picked = await pickNow(deps, places);
      const started = await Promise.allSettled(picked.map((run) => startOne(run)));
      // Runs that started or ended may let others start, which this check did not see.
      if (started.some((one) => one.status === 'fulfilled' && one.value !== 'left')) isAsked = true;
      const failed = started.find((one) => one.status === 'rejected');
      if (failed) throw failed.reason;
    }
  }

  async function startOne(run: StoredRun): Promise<'started' | 'ended' | 'left' | 'refused'> {
    const fitness = await checkStart(core, run);
    if ('outcome' in fitness) return endUnstarted(deps, run, fitness.outcome, fitness.reason);
    if (await desktopTurn.waits(run, fitness)) return 'refused';
    if (!fitness.process.usesDesktop) return claim(run, fitness);
    // Other runs do not wait for the person's answer: this one stays queued until then.
    desktopTurn.give(run, () => claim(run, fitness));
    return 'left';
  }

  async function claim(run: StoredRun, fit: MayStart): Promise<'started' | 'ended' | 'refused'> {
    const now = core.clock.now();
    const filled = withVault(core, run, fit);
    if ('outcome' in filled) return endUnstarted(deps, run, filled.outcome, filled.reason);
    const isLate = run.attempt === 0 && now - (run.looks?.until ?? run.dueAt) > lateAfterMs;
    const claimed = await core.store.runs.claim(run.id, core.taking(fit.process, now, run.target), isLate);
    if (claimed === null) return 'ended';
    if (typeof claimed === 'string') return refusals.note(run, claimed);
    launch(await noteVaultUse(core, claimed, filled.vault), filled);
    return 'started';
  }

  function launch(run: StoredRun, fit: MayStart): void {
    running.set(run.id, placeTaken(run, fit));
    launcher.launch(launchOf(core, run, fit));
    core.announcements.run(run);
    // A run that was put back was announced at its first try.
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
      countPutBack(putBack, runId, isPutBack);
      if (running.delete(runId)) wake();
    },
    freed() {
      if (refusals.forget()) wake();
    },
    async stop() {
      isStopped = true;
      await looking;
      await reserved.settled();
      await desktopTurn.settled();
    },
  };
}

/** How often a run went back to the queue without having started, until it is over. */
function countPutBack(times: Map<string, number>, runId: string, isPutBack: boolean): void {
  if (isPutBack) times.set(runId, (times.get(runId) ?? 0) + 1);
  else times.delete(runId);
}

async function endUnstarted(
  { core, ended }: DispatcherDeps,
  run: StoredRun,
  outcome: 'blocked' | 'expired',
  reason: Reason,
): Promise<'ended'> {
  // A run with an attempt has failed: blocked and expired are only for runs that never ran.
  const told = run.attempt > 0 ? 'failed' : outcome;
  const over = await core.store.runs.endWaiting(run.id, told, reason, core.clock.now());
  if (over) {
    core.announcements.run(over);
    ended(over);
  }
  return 'ended';
}

/** The slots in use, and those about to be used. */
interface Places {
  readonly running: Dispatcher['running'];
  readonly reserved: ReturnType<typeof createReservedPlaces>;
  readonly desktopTurn: DesktopTurn;
  readonly refused: Refused;
}

const placesTaken = (
  { core, desktop }: DispatcherDeps,
  { running, reserved, desktopTurn, refused }: Places,
): PlacesTaken => ({
  refused: { ...refused, schedules: new Set([...refused.schedules, ...desktopTurn.held]) },
  running: [...running.values(), ...reserved.taken()],
  // Desktop robots run strictly one at a time, and only while the screen is available.
  isDesktopFree:
    desktop() === 'ready' && desktopTurn.isFree() && ![...running.values()].some(({ process }) => process.usesDesktop),
  processOf: core.processOf,
});

const freePlaces = ({ core }: DispatcherDeps, { running, reserved, desktopTurn }: Places): number =>
  Math.min(core.settings().runsAtOnce, core.resources.most()) -
  running.size -
  reserved.taken().length -
  (desktopTurn.isTaken() ? 1 : 0);

/** For whom a run of a process may be that this worker takes, as targets are stored. */
function targetsFor({ core, cannotRun }: DispatcherDeps, { refused }: Places, process: string): readonly string[] {
  if (cannotRun(process)) return [core.workerId()];
  const targets = core.targets();
  return refused.groups.size === 0 ? targets : targets.filter((target) => !refused.groups.has(target));
}

/** The next runs that may start now, in the order of the queue. */
async function pickNow(deps: DispatcherDeps, places: Places): Promise<StoredRun[]> {
  const { core } = deps;
  const free = freePlaces(deps, places);
  if (free <= 0) return [];
  const room = placesTaken(deps, places);
  const busy = [...busySchedules(room)];
  const heads: StoredRun[] = [];
  for (const name of await core.store.queue.processes())
    if (hasRoom(name, room))
      heads.push(...(await core.store.queue.heads(name, free, busy, targetsFor(deps, places, name))));
  return takeCompatible(heads, free, placesTaken(deps, places));
}

const timeoutOf = ({ schedule, process }: MayStart): number | null => {
  const seconds = schedule.options.timeoutSeconds ?? process.timeoutSeconds ?? null;
  return seconds === null ? null : seconds * 1000;
};

const placeTaken = (run: StoredRun, fit: MayStart): RunningRun => ({
  id: run.id,
  scheduleSeq: run.scheduleSeq,
  target: run.target,
  process: fit.process,
  attempt: run.attempt,
  maxAttempts: run.maxAttempts,
  retryDelayMs: retryDelayMs(fit.schedule.options, run.attempt, Math.random()),
  timeoutMs: timeoutOf(fit),
  isExclusive: run.overlap !== 'allow',
});

const launchOf = (core: EngineContext, run: StoredRun, fit: MayStart): Parameters<Launcher['launch']>[0] => ({
  ...(fit.vault === undefined ? {} : { secretValues: fit.vault.secretValues, secretTexts: fit.vault.secretTexts }),
  ...(fit.vault === undefined ? {} : { secretFiles: fit.vault.secretFiles }),
  ...limitsOf(fit.schedule.options.limits, fit.process.limits),
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
