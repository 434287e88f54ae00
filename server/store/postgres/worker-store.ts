import type { Row } from '../rows/rows.ts';
import { activeWork, toWaiting, toWork } from '../rows/worker-rows.ts';
import { lostAfterMs, type Beat, type SeenWorker, type WorkerFacts } from '../worker-store.ts';
import type { WorkerLoad, WorkerReport, WorkerStore } from '../worker-store.ts';
import type { Database } from './connection.ts';
import { selectRuns } from './run-rows.ts';
import { newestVersion } from './schema.ts';

// Who is there. Every instant is the database's own, so that no worker's clock matters.

/** With the time that one question takes, three in a row may be lost before a worker counts as lost. */
const beatMs = 2_000;

const isSeen = `seen_at > now_ms() - ${lostAfterMs}`;

const versionNow = '(SELECT max(version) FROM schema_version)';

export function createWorkerStore(db: Database): WorkerStore {
  return {
    beatMs,

    async beat(report: WorkerReport, boot: string): Promise<Beat> {
      const row = await db.note((sql) =>
        sql.get(
          `INSERT INTO worker (id, boot, name, aliases, groups, version, address, state, facts, tables, seen_at, since)
           VALUES ($1, $2, $3, $4, '[]', $5, $6, $7, $8, $9, now_ms(), now_ms())
           ON CONFLICT (id) DO UPDATE SET boot = excluded.boot, name = excluded.name, aliases = excluded.aliases,
             version = excluded.version, address = excluded.address, state = excluded.state, facts = excluded.facts,
             tables = excluded.tables, seen_at = excluded.seen_at,
             since = CASE WHEN worker.boot = excluded.boot AND worker.${isSeen} THEN worker.since ELSE excluded.since END
           WHERE worker.boot = excluded.boot OR worker.state = 'stopped' OR NOT worker.${isSeen}
             OR split_part(worker.boot, '.', 1) = split_part(excluded.boot, '.', 1)
           RETURNING (SELECT version FROM config WHERE id = '*') AS config, coalesce(tables, 0) < ${versionNow} AS is_outdated`,
          report.id,
          boot,
          report.name,
          JSON.stringify(report.aliases),
          report.version,
          report.address,
          report.state,
          JSON.stringify(report.facts),
          newestVersion,
        ),
      );
      const config = row?.['config'] ?? null;
      return {
        isOurs: row !== undefined,
        configVersion: config === null ? null : Number(config),
        isOutdated: row?.['is_outdated'] === 1,
      };
    },

    time: async () => Number((await db.get('SELECT now_ms() AS now'))?.['now']),

    async all(): Promise<SeenWorker[]> {
      const rows = await db.all(
        `SELECT *, (NOT ${isSeen}) AS is_lost, (coalesce(tables, 0) < ${versionNow}) AS is_outdated
         FROM worker ORDER BY lower(name), id`,
      );
      return rows.map(toWorker);
    },

    async load(): Promise<WorkerLoad> {
      const [running, waiting] = await Promise.all([
        db.all(activeWork),
        db.all(
          `SELECT target, count(*) AS n FROM run
           WHERE status <> 'ended' AND status IN ('queued', 'retrying') AND target <> '' GROUP BY target`,
        ),
      ]);
      return { running: running.map(toWork), waiting: toWaiting(waiting) };
    },

    remove: (id: string) =>
      db.write(async (sql) => {
        const there = `SELECT 1 AS one FROM worker WHERE id = $1 AND ${isSeen} AND state <> 'stopped' FOR UPDATE`;
        if ((await sql.get(there, id)) !== undefined) return false;
        await sql.run('DELETE FROM worker WHERE id = $1', id);
        return true;
      }),

    lostRuns: (asker: string) =>
      selectRuns(
        db,
        `WHERE run.status <> 'ended' AND run.status IN ('running', 'cancelling') AND run.worker <> $1
         AND NOT EXISTS (SELECT 1 FROM worker WHERE worker.id = run.worker AND ${isSeen})
         AND EXISTS (SELECT 1 FROM worker WHERE worker.id = $1 AND ${isSeen} AND seen_at - since >= ${lostAfterMs})
         ORDER BY run.seq LIMIT 500`,
        asker,
      ),
  };
}

const list = (text: Row[string] | undefined): string[] => JSON.parse(String(text)) as string[];

const toWorker = (row: Row): SeenWorker => ({
  id: String(row['id']),
  name: String(row['name']),
  aliases: list(row['aliases']),
  version: String(row['version']),
  address: row['address'] as string | null,
  state: row['state'] as WorkerReport['state'],
  facts: typeof row['facts'] === 'string' ? (JSON.parse(row['facts']) as WorkerFacts) : null,
  lastSeen: Number(row['seen_at']),
  isLost: row['is_lost'] === 1,
  isOutdated: row['is_outdated'] === 1,
});
