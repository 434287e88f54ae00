import type { FileSharing } from './fleet/share-files.ts';
import type { Dispatcher } from './runs/dispatcher.ts';
import type { WorkerBeat } from './runs/worker-beat.ts';
import type { EngineContext } from './shared/engine-context.ts';
import type { PauseAll } from './time/pause-all.ts';
import type { WorkerParts } from './worker-parts.ts';

/** What a computer does because it is one of several. Where it is the only one nothing but its report is made. */
export interface FleetWork {
  /** `recover` settles what this computer left when it ended, once it is certain that it was this one. */
  start(recover: () => Promise<unknown>): Promise<void>;
  /** The set of active runs has changed. */
  changed(): void;
  stop(): Promise<void>;
}

export function createFleetWork(deps: {
  readonly core: EngineContext;
  readonly home: string;
  readonly signals: { readonly dispatch: () => void; readonly changed: () => void };
  readonly beat: WorkerBeat;
  readonly dispatcher: Dispatcher;
  readonly pauseAll: PauseAll;
  readonly workers: Pick<WorkerParts, 'start' | 'stop' | 'look'>;
}): FleetWork {
  const { core, beat, dispatcher, pauseAll } = deps;
  const { dispatch, changed } = deps.signals;
  let sharing: FileSharing | null = null;
  const parts: { stop(): Promise<void> }[] = [];
  return {
    async start(recover) {
      await deps.workers.start();
      await beat.start(recover);
      const { news, sharedFiles } = core.store;
      if (news === null || sharedFiles === null) return;
      const { shareFiles } = await import('./fleet/share-files.ts');
      sharing = shareFiles(sharedFiles, { core, home: deps.home, running: () => dispatcher.running });
      const { followOthers } = await import('./fleet/follow-others.ts');
      parts.push(
        followOthers(news, {
          ...{ core, dispatch, changed },
          isRunningHere: (id) => dispatcher.running.has(id),
          lookAtOwn: () => beat.lookAtOwn(),
          freed: () => dispatcher.freed(),
          followPause: () => pauseAll.follow(),
          lookAtWorkers: () => deps.workers.look(),
        }),
      );
    },
    changed: () => sharing?.wake(),
    async stop() {
      for (const part of parts.splice(0)) await part.stop();
      await sharing?.stop();
      await beat.stop();
      deps.workers.stop();
    },
  };
}
