import { rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import type { RetentionStore } from '../retention-store.ts';
import { keyLifeMs } from '../run-store.ts';
import type { Database } from './connection.ts';
import { removeMessages } from './message-events.ts';
import { storedJson } from '../stored-json.ts';

/** Deletes what is old, in slices, never what is active. Each call is one short transaction. */
export const createRetentionStore = (db: Database): RetentionStore => ({
  ...oldRuns(db),
  ...oldRecords(db),
  ...wholeDatabase(db),
});

function oldRuns(db: Database) {
  return {
    removeRuns: (before: number, keep: number, slice: number, at: number) =>
      db.write(async (sql) => {
        // Numbers have gaps, so the newest are counted.
        const oldestKept = await sql.get('SELECT seq FROM run ORDER BY seq DESC LIMIT 1 OFFSET $1', keep - 1);
        const runs = await sql.all(
          `DELETE FROM run WHERE seq IN (SELECT seq FROM run
           WHERE seq < greatest(seq_after($1::bigint - 1), $2) AND status = 'ended' AND (seq < $2 OR queued_at < $1)
           ORDER BY seq LIMIT $3 FOR UPDATE SKIP LOCKED)
           RETURNING seq, id, schedule, queued_at`,
          before,
          Number(oldestKept?.['seq'] ?? 0),
          slice,
        );
        const schedules = [...new Set(runs.map((run) => Number(run['schedule'])))];
        await sql.run(
          'UPDATE schedule SET last_run = NULL WHERE seq = ANY($1) AND last_run = ANY($2)',
          schedules,
          runs.map((run) => Number(run['seq'])),
        );
        await sql.run(
          `WITH gone AS (DELETE FROM schedule WHERE seq = ANY($1) AND state = 'ended' AND (is_listed = 0 OR deleted_at IS NOT NULL)
             AND NOT EXISTS (SELECT 1 FROM run WHERE run.schedule = schedule.seq) RETURNING id)
           INSERT INTO purged SELECT id, $2 FROM gone ON CONFLICT (id) DO UPDATE SET at = excluded.at`,
          schedules,
          at,
        );
        return runs
          .toSorted((one, other) => Number(one['seq']) - Number(other['seq']))
          .map((run) => ({ id: String(run['id']), queuedAt: Number(run['queued_at']) }));
      }),

    removeSchedules: (before: number, afterSeq: number, slice: number, at: number) =>
      db.write(async (sql): Promise<number | null> => {
        const last = await sql.get(
          'SELECT seq FROM schedule WHERE seq > $1 ORDER BY seq LIMIT 1 OFFSET $2',
          afterSeq,
          slice,
        );
        const to = Number(last?.['seq'] ?? Number.MAX_SAFE_INTEGER);
        await sql.run(
          `WITH gone AS (DELETE FROM schedule WHERE seq > $1 AND seq < $2 AND state = 'ended' AND updated_at < $3
             AND (is_listed = 0 OR deleted_at IS NOT NULL OR kind IN ('once', 'never'))
             AND NOT EXISTS (SELECT 1 FROM run WHERE run.schedule = schedule.seq) RETURNING id)
           INSERT INTO purged SELECT id, $4 FROM gone ON CONFLICT (id) DO UPDATE SET at = excluded.at`,
          afterSeq,
          to,
          before,
          at,
        );
        return last === undefined ? null : to - 1;
      }),

    endedOf: async (ids: readonly string[], before: number) =>
      (await db.all(`SELECT id FROM run WHERE id = ANY($1) AND status = 'ended' AND ended_at < $2`, ids, before)).map(
        ({ id }) => String(id),
      ),

    isKept: async (id: string) => (await db.get('SELECT 1 AS one FROM run WHERE id = $1', id)) !== undefined,
  };
}

function oldRecords(db: Database) {
  return {
    removeNotices: (before: number) =>
      db.write(async (sql) => void (await sql.run('DELETE FROM notice WHERE at < $1', before))),

    removeRecords: (before: number, now: number, slice: number) =>
      db.write(async (sql) => {
        const counts = [
          await sql.run(
            'DELETE FROM purged WHERE id IN (SELECT id FROM purged WHERE at < $1 ORDER BY at LIMIT $2)',
            before,
            slice,
          ),
          await sql.run(
            'DELETE FROM audit WHERE seq IN (SELECT seq FROM audit WHERE at < $1 ORDER BY at LIMIT $2)',
            before,
            slice,
          ),
          await sql.run(
            'DELETE FROM idempotency WHERE (client, key) IN (SELECT client, key FROM idempotency WHERE at < $1 ORDER BY at LIMIT $2)',
            now - keyLifeMs,
            slice,
          ),
          await sql.run(
            `DELETE FROM delivery WHERE seq IN (SELECT seq FROM delivery WHERE state <> 'waiting' AND created_at < $1 ORDER BY created_at LIMIT $2)`,
            before,
            slice,
          ),
        ];
        return Math.max(...counts, await removeMessages(sql, before, slice));
      }),
  };
}

/** Rows that are read at once where all are read. */
const rowsATurn = 500;

function wholeDatabase(db: Database) {
  /** The texts of values that may name a file, page by page, so that nobody waits for all of them. */
  async function eachInput(table: 'schedule' | 'run' | 'old_input', take: (input: string) => void): Promise<void> {
    const key = table === 'old_input' ? 'schedule' : 'seq';
    for (let after = -1; ;) {
      const rows = await db.all(
        `SELECT ${key} AS key, input FROM ${table} WHERE ${key} > $1 AND strpos(input, '"$file"') > 0 ORDER BY ${key} LIMIT $2`,
        after,
        rowsATurn,
      );
      for (const row of rows) take(String(row['input']));
      if (rows.length < rowsATurn) return;
      after = Number(rows.at(-1)!['key']);
    }
  }

  return {
    async filesInUse(): Promise<ReadonlySet<string>> {
      const files = new Set<string>();
      const take = (input: string) => {
        for (const value of Object.values(storedJson<Record<string, unknown>>(input))) {
          const file = typeof value === 'object' && value !== null && '$file' in value ? value.$file : null;
          if (typeof file === 'string') files.add(file);
        }
      };
      for (const table of ['schedule', 'run', 'old_input'] as const) await eachInput(table, take);
      return files;
    },

    async kept(): Promise<{ runs: number; oldestAt: number | null }> {
      const row = await db.get('SELECT count(*) AS n, (SELECT queued_at FROM run ORDER BY seq LIMIT 1) AS at FROM run');
      return { runs: Number(row?.['n'] ?? 0), oldestAt: (row?.['at'] ?? null) as number | null };
    },

    backup: () =>
      Promise.reject(
        rotaError(
          'CONFLICT',
          said`What this fleet remembers is in PostgreSQL: back it up there, with pg_dump (docs/fleet.md says how).`,
        ),
      ),
  };
}
