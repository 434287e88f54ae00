import type { ConsoleApi } from '../../contract/api.ts';
import type { Engine } from '../engine/engine.ts';
import type { Handlers } from './mount.ts';

const ok = { ok: true } as const;

type Names =
  | 'worker'
  | 'renameWorker'
  | 'newWorkerId'
  | 'allWorkers'
  | 'changeWorker'
  | 'drainWorker'
  | 'maintainWorker'
  | 'resumeWorker'
  | 'removeWorker'
  | 'putWorkerGroup'
  | 'renameWorkerGroup'
  | 'deleteWorkerGroup';

/** This computer as a worker, and all workers and groups. */
// prettier-ignore
export const workerHandlers: Pick<Handlers<ConsoleApi>, Names> = {
  worker: ({ engine }) => workerAnswer(engine),
  renameWorker: async ({ engine, input, caller }) => (await engine.worker.rename(input, caller), workerAnswer(engine)),
  newWorkerId: async ({ engine, caller }) => (await engine.workers.renewId(caller), workerAnswer(engine)),
  allWorkers: ({ engine }) => engine.workers.list(),
  changeWorker: async ({ engine, path, input, caller }) => ({ worker: await engine.workers.change(path.id, input, caller) }),
  drainWorker: async ({ engine, path, caller }) => ({ worker: await engine.workers.setMode(path.id, 'drain', caller) }),
  maintainWorker: async ({ engine, path, caller }) => ({ worker: await engine.workers.setMode(path.id, 'maintenance', caller) }),
  resumeWorker: async ({ engine, path, caller }) => ({ worker: await engine.workers.setMode(path.id, null, caller) }),
  removeWorker: async ({ engine, path, input, caller }) => (await engine.workers.remove(path.id, input.force, caller), ok),
  putWorkerGroup: async ({ engine, path, input, caller }) => ({ groups: await engine.workers.putGroup(path.name, input.limit, caller) }),
  renameWorkerGroup: async ({ engine, path, input, caller }) => ({ groups: await engine.workers.renameGroup(path.name, input.name, caller) }),
  deleteWorkerGroup: async ({ engine, path, input, caller }) => (await engine.workers.removeGroup(path.name, input.force, caller), ok),
};

export function workerAnswer(engine: Engine) {
  const { isPaused, until } = engine.schedules.pausedAll();
  return { worker: engine.worker.status(), isPaused, pausedUntil: until };
}
