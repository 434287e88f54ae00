import type { Worker, WorkerChange, WorkerStatus } from '../../contract/worker.ts';
import type { EngineContext } from './shared/engine-context.ts';
import type { WorkerVerbs } from './engine.ts';
import type { Dispatcher } from './runs/dispatcher.ts';
import type { PauseAll } from './time/pause-all.ts';
import type { Caller } from '../people/caller.ts';

export interface LiveWorker extends WorkerVerbs {
  /** Counts again and announces, at most twice a second. */
  changed(): void;
  desktop(): WorkerStatus['desktop'];
  /** Announces nothing more. */
  close(): void;
}

const tellEveryMs = 500;

interface WorkerDeps {
  core: EngineContext;
  /** The names of this computer. */
  named: () => Worker;
  /** Takes nothing, because a person said so or another computer has its ID. */
  isHeld: () => boolean;
  rename: (change: WorkerChange, caller: Caller) => Promise<unknown>;
  dispatcher: () => Dispatcher;
  pauseAll: () => PauseAll;
  version: string;
  platform: string;
  /** Names of the processes that need the screen. */
  desktopProcesses: () => readonly string[];
  /** Called when the computer wakes or its screen is unlocked. */
  wakeScheduler: () => void;
  /** The screen was locked, and is not any more. */
  onUnlocked: () => void;
  /** Desktop robots may run now, or may not any more. */
  onDesktop: () => void;
}

/** This computer as a worker, for screens and other programs. */
export function createWorker(deps: WorkerDeps): LiveWorker {
  const { core } = deps;
  let desktop: WorkerStatus['desktop'] = 'ready';
  let queued = 0;
  let queuedForDesktop = 0;
  let cancelTelling: (() => void) | null = null;
  let isClosed = false;

  function status(): WorkerStatus {
    const running = deps.dispatcher().running.size;
    const isPaused = deps.pauseAll().state().isPaused || (deps.isHeld() && running === 0);
    return {
      ...deps.named(),
      state: isPaused ? 'paused' : running > 0 ? 'running' : 'idle',
      platform: deps.platform,
      version: deps.version,
      runsAtOnce: core.settings().runsAtOnce,
      running,
      queued,
      queuedForDesktop,
      desktop,
      hasRoom: !core.room.isFull(),
    };
  }

  function changed(): void {
    if (isClosed) return;
    cancelTelling ??= core.clock.after(tellEveryMs, () => {
      cancelTelling = null;
      tell().catch((error: unknown) => core.log.warn('the queue could not be counted', { error }));
    });
  }

  async function tell(): Promise<void> {
    queued = (await core.store.queue.counts()).queued;
    queuedForDesktop = await core.store.queue.countOf(deps.desktopProcesses());
    core.announcements.announce({ type: 'worker', worker: status() });
  }

  return {
    status,
    changed,
    desktop: () => desktop,
    close() {
      isClosed = true;
      cancelTelling?.();
    },
    async rename(change, caller) {
      await deps.rename(change, caller);
      changed();
      return status();
    },
    setDesktop(state) {
      const isOther = state !== desktop;
      const isUnlocked = desktop === 'locked' && state === 'ready';
      desktop = state;
      if (isUnlocked) deps.onUnlocked();
      if (isOther) deps.onDesktop();
      changed();
      if (state === 'ready') deps.dispatcher().wake();
    },
    wake() {
      deps.wakeScheduler();
      deps.dispatcher().wake();
    },
  };
}
