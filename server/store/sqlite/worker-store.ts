import type { SeenWorker, WorkerReport, WorkerStore } from '../worker-store.ts';

/** The one worker of a database of one computer. Nothing of it is stored: it is there while this process is. */
export function createWorkerStore(): WorkerStore {
  let present: WorkerReport | null = null;
  return {
    beatMs: null,
    beat(report: WorkerReport): Promise<boolean> {
      present = report;
      return Promise.resolve(true);
    },
    all: (): Promise<SeenWorker[]> =>
      Promise.resolve(present === null ? [] : [{ ...present, lastSeen: Date.now(), isLost: false }]),
    lostRuns: () => Promise.resolve([]),
  };
}
