import type { RetentionStore } from '../retention-store.ts';
import { said } from '../../../contract/translatable.ts';
import { askInThread } from './database-thread.ts';
import { storageError, type Database } from './database.ts';
import { seqAfter } from './list-store.ts';
import { removeMessages } from './message-events.ts';
import { keyLifeMs } from '../run-store.ts';
import { storedJson } from '../stored-json.ts';

/** Searches all values that are objects; runs in a thread, because it reads every run. */
const filesInUse = `
  SELECT json_group_array(DISTINCT value.value ->> '$."$file"') FROM (
    SELECT input FROM schedule WHERE instr(input, '"$file"')
    UNION ALL SELECT input FROM run WHERE instr(input, '"$file"')
    UNION ALL SELECT input FROM old_input WHERE instr(input, '"$file"')
  ), json_each(input) AS value WHERE value.type = 'object' AND value.value ->> '$."$file"' IS NOT NULL`;

/** Deletes what is old, in slices, never what is active. Each call is one short transaction. `source` is the file of `db`. */
export const createRetentionStore = (db: Database, source: string): RetentionStore => ({
  ...oldRuns(db),
  ...oldRecords(db),
  ...wholeDatabase(source),
});

function oldRuns(db: Database) {
  return {
    removeRuns: (before: number, keep: number, slice: number, at: number) =>
      db.write((sql) => {
        const newest = Number(sql.get('SELECT max(seq) AS seq FROM run')?.['seq'] ?? 0);
        const tooMany = newest - keep + 1;
        // If the clock was wrong for a while, `seqAfter` may be off: so each run's own time decides.
        const runs = sql.all(
          `SELECT seq, id, schedule, queued_at FROM run
           WHERE seq < ? AND status = 'ended' AND (seq < ? OR queued_at < ?) ORDER BY seq LIMIT ?`,
          Math.max(seqAfter(sql, before - 1), tooMany),
          tooMany,
          before,
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

    removeSchedules: (before: number, afterSeq: number, slice: number, at: number) =>
      db.write((sql): number | null => {
        const last = sql.get('SELECT seq FROM schedule WHERE seq > ? ORDER BY seq LIMIT 1 OFFSET ?', afterSeq, slice);
        const to = Number(last?.['seq'] ?? Number.MAX_SAFE_INTEGER);
        const gone = sql.all(
          `DELETE FROM schedule WHERE seq > ? AND seq < ? AND state = 'ended' AND updated_at < ?
           AND (is_listed = 0 OR deleted_at IS NOT NULL OR plan ->> 'kind' IN ('once', 'never'))
           AND NOT EXISTS (SELECT 1 FROM run WHERE run.schedule = schedule.seq) RETURNING id`,
          afterSeq,
          to,
          before,
        );
        for (const { id } of gone) sql.run('INSERT OR REPLACE INTO purged VALUES (?, ?)', id ?? null, at);
        return last === undefined ? null : to - 1;
      }),

    endedOf: (ids: readonly string[], before: number): Promise<string[]> =>
      Promise.resolve(
        db
          .all(
            `SELECT id FROM run WHERE id IN (SELECT value FROM json_each(?)) AND status = 'ended' AND ended_at < ?`,
            JSON.stringify(ids),
            before,
          )
          .map(({ id }) => String(id)),
      ),

    isKept: (id: string): Promise<boolean> =>
      Promise.resolve(db.get('SELECT 1 FROM run WHERE id = ?', id) !== undefined),
  };
}

function oldRecords(db: Database) {
  return {
    removeNotices: (before: number) => db.write((sql) => void sql.run('DELETE FROM notice WHERE at < ?', before)),

    removeRecords: (before: number, now: number, slice: number) =>
      db.write((sql) => {
        const auditBefore = before;
        const purged = sql.run(
          'DELETE FROM purged WHERE id IN (SELECT id FROM purged WHERE at < ? ORDER BY at LIMIT ?)',
          before,
          slice,
        );
        const { changes } = sql.run(
          'DELETE FROM audit WHERE seq IN (SELECT seq FROM audit WHERE at < ? ORDER BY at LIMIT ?)',
          auditBefore,
          slice,
        );
        const keys = sql.run(
          'DELETE FROM idempotency WHERE (client, key) IN (SELECT client, key FROM idempotency WHERE at < ? ORDER BY at LIMIT ?)',
          now - keyLifeMs,
          slice,
        );
        const deliveries = sql.run(
          `DELETE FROM delivery WHERE seq IN (SELECT seq FROM delivery WHERE state <> 'waiting' AND created_at < ? ORDER BY created_at LIMIT ?)`,
          auditBefore,
          slice,
        );
        const messages = removeMessages(sql, before, slice);
        return Math.max(changes, keys.changes, purged.changes, deliveries.changes, messages);
      }),
  };
}

// Statements that read the whole database, in a thread.
function wholeDatabase(source: string) {
  return {
    async filesInUse(): Promise<ReadonlySet<string>> {
      try {
        const found = await askInThread(source, filesInUse);
        return new Set(storedJson<string[]>(found));
      } catch (error) {
        throw storageError(error, said`database`);
      }
    },

    async kept(): Promise<{ runs: number; oldestAt: number | null }> {
      const sql = `SELECT count(*) || ' ' || coalesce((SELECT queued_at FROM run ORDER BY seq LIMIT 1), '') FROM run`;
      const [runs, oldestAt] = String(await askInThread(source, sql)).split(' ');
      return { runs: Number(runs), oldestAt: oldestAt === '' ? null : Number(oldestAt) };
    },

    async backup(file: string): Promise<void> {
      try {
        await askInThread(source, 'VACUUM INTO ?', file);
      } catch (error) {
        throw storageError(error, said`database`);
      }
    },
  };
}
