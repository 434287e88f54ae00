import type { WorkerLoad } from '../worker-store.ts';
import { targetOf, type Row } from './rows.ts';

// What workers do, as rows of either database.

/** Attempts that are under way, the oldest first. */
export const activeWork = `SELECT id, process, worker, started_at, target FROM run
  WHERE status <> 'ended' AND status IN ('running', 'cancelling') ORDER BY seq`;

export const toWork = (row: Row): WorkerLoad['running'][number] => ({
  id: String(row['id']),
  process: String(row['process']),
  worker: String(row['worker']),
  startedAt: Number(row['started_at']),
  target: targetOf(row['target']),
});

export const toWaiting = (rows: readonly Row[]): WorkerLoad['waiting'] =>
  new Map(rows.map((row) => [String(row['target']), Number(row['n'])]));
