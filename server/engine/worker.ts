import type { WorkerStatus } from '../../contract/worker.ts';
import type { EngineContext } from './shared/engine-context.ts';
import type { WorkerVerbs } from './engine.ts';
import type { Dispatcher } from './runs/dispatcher.ts';
import type { PauseAll } from './time/pause-all.ts';
import type { WorkerIdentity } from './configuration/worker-identity.ts';

export interface LiveWorker extends WorkerVerbs {
  /** Counts again and announces, at most twice a second. */
  changed(): void;
  desktop(): WorkerStatus['desktop'];
  /** Announces nothing more. */
  close(): void;
}

const tellEveryMs = 500;

/** This computer as a worker, for screens and other programs. */
export function createWorker(deps: {
  core: EngineContext;
  identity: WorkerIdentity;
  dispatcher: () => Dispatcher;
  pauseAll: () => PauseAll;
  version: string;
  platform: string;
  /** Names of the processes that need the screen. */
  desktopProcesses: () => readonly string[];
  /** Called when the computer wakes or its screen is unlocked. */
  wakeScheduler: () => void;
  /** Desktop robots may run now, or may not any more. */
  onDesktop: () => void;
}): LiveWorker {
  const { core, identity } = deps;
  let desktop: WorkerStatus['desktop'] = 'ready';
  let queued = 0;
  let queuedForDesktop = 0;
  let cancelTelling: (() => void) | null = null;
  let isClosed = false;

  function status(): WorkerStatus {
    const running = deps.dispatcher().running.size;
    return {
      ...identity.get(),
      state: deps.pauseAll().state().isPaused ? 'paused' : running > 0 ? 'running' : 'idle',
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
      await identity.rename(change, caller);
      changed();
      return status();
    },
    setDesktop(state) {
      const isOther = state !== desktop;
      desktop = state;
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
