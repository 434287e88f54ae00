import type { Database } from './database.ts';
import type { SeenWorker, WorkerReport, WorkerStore } from '../worker-store.ts';

/** The one worker of a database of one computer. Nothing of it is stored: it is there while this process is. */
export function createWorkerStore(db: Database): WorkerStore {
  let present: WorkerReport | null = null;
  const now = () => Number(db.get(`SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER) AS now`)?.['now']);
  return {
    beatMs: null,
    beat(report: WorkerReport): Promise<boolean> {
      present = report;
      return Promise.resolve(true);
    },
    time: () => Promise.resolve(now()),
    all: (): Promise<SeenWorker[]> =>
      Promise.resolve(present === null ? [] : [{ ...present, lastSeen: now(), isLost: false }]),
    lostRuns: () => Promise.resolve([]),
  };
}
