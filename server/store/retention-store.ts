import type { Database } from './database.ts';
import { seqAfter } from './list-store.ts';

export type RetentionStore = ReturnType<typeof createRetentionStore>;

/** Removes what is old, in slices, never what is active. Each call is one short transaction. */
export function createRetentionStore(db: Database) {
  return {
    /**
     * Removes up to `slice` ended runs queued before `before` or beyond the newest `keep`; returns what was removed, so that their
     * folders can go too. Single starts whose runs are all gone leave only their id behind.
     */
    removeRuns: (before: number, keep: number, slice: number, at: number) =>
      db.write((sql) => {
        const newest = Number(sql.get('SELECT max(seq) AS seq FROM run')?.['seq'] ?? 0);
        const bound = Math.max(seqAfter(sql, before - 1), newest - keep + 1);
        const runs = sql.all(
          `SELECT seq, id, schedule, queued_at FROM run WHERE seq < ? AND status = 'ended' ORDER BY seq LIMIT ?`,
          bound,
          slice,
        );
        for (const run of runs) {
          sql.run(
            'UPDATE schedule SET last_run = NULL WHERE seq = ? AND last_run = ?',
            run['schedule'] ?? null,
            run['seq'] ?? null,
          );
          sql.run('DELETE FROM run WHERE seq = ?', run['seq'] ?? null);
        }
        for (const schedule of new Set(runs.map((run) => Number(run['schedule'])))) {
          const gone = sql.get(
            `DELETE FROM schedule WHERE seq = ?1 AND state = 'ended' AND (is_listed = 0 OR deleted_at IS NOT NULL)
             AND NOT EXISTS (SELECT 1 FROM run WHERE run.schedule = ?1) RETURNING id`,
            schedule,
          );
          if (gone) sql.run('INSERT OR REPLACE INTO purged VALUES (?, ?)', gone['id'] ?? null, at);
        }
        return runs.map((run) => ({ id: String(run['id']), queuedAt: Number(run['queued_at']) }));
      }),

    /** Audit lines, delivered webhooks and idempotency keys past their time. */
    removeRecords: (auditBefore: number, idempotencyBefore: number, slice: number) =>
      db.write((sql) => {
        const { changes } = sql.run(
          'DELETE FROM audit WHERE seq IN (SELECT seq FROM audit WHERE at < ? ORDER BY seq LIMIT ?)',
          auditBefore,
          slice,
        );
        sql.run('DELETE FROM idempotency WHERE at < ?', idempotencyBefore);
        sql.run(
          `DELETE FROM delivery WHERE seq IN (SELECT seq FROM delivery WHERE state <> 'waiting' AND created_at < ? ORDER BY seq LIMIT ?)`,
          auditBefore,
          slice,
        );
        return changes;
      }),

    /** A whole, consistent copy of the database at `file`, which must not exist. */
    backup(file: string): Promise<void> {
      db.run('VACUUM INTO ?', file);
      return Promise.resolve();
    },
  };
}
