import { activeWork, toWork, toWaiting } from '../rows/worker-rows.ts';
import type { Beat, SeenWorker, WorkerLoad, WorkerReport, WorkerStore } from '../worker-store.ts';
import type { Database } from './database.ts';

/** The one worker of a database of one computer. Nothing of it is stored: it is there while this process is. */
export function createWorkerStore(db: Database): WorkerStore {
  let present: WorkerReport | null = null;
  const now = () => Number(db.get(`SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER) AS now`)?.['now']);
  return {
    beatMs: null,
    beat(report: WorkerReport): Promise<Beat> {
      present = report;
      return Promise.resolve({ isOurs: true, configVersion: null, isOutdated: false });
    },
    time: () => Promise.resolve(now()),
    all: (): Promise<SeenWorker[]> =>
      Promise.resolve(present === null ? [] : [{ ...present, lastSeen: now(), isLost: false, isOutdated: false }]),
    load(): Promise<WorkerLoad> {
      const waiting = db.all(
        `SELECT target, count(*) AS n FROM run WHERE status <> 'ended' AND status IN ('queued', 'retrying') AND target <> '' GROUP BY target`,
      );
      return Promise.resolve({ running: db.all(activeWork).map(toWork), waiting: toWaiting(waiting) });
    },
    remove: (id) => Promise.resolve(present?.id !== id),
    lostRuns: () => Promise.resolve([]),
  };
}
