import type { Row } from '../rows/rows.ts';
import { lostAfterMs, type SeenWorker, type WorkerReport, type WorkerStore } from '../worker-store.ts';
import type { Database } from './connection.ts';
import { selectRuns } from './run-rows.ts';

// Who is there. Every instant is the database's own, so that no worker's clock matters.

/** With the time that one question takes, three in a row may be lost before a worker counts as lost. */
const beatMs = 2_000;

const isSeen = `seen_at > now_ms() - ${lostAfterMs}`;

export function createWorkerStore(db: Database): WorkerStore {
  let isKnown = false;
  return {
    beatMs,

    async beat(report: WorkerReport, boot: string): Promise<boolean> {
      const changes = await db.note((sql) =>
        sql.run(
          `INSERT INTO worker (id, boot, name, aliases, groups, version, address, state, seen_at, since)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now_ms(), now_ms())
           ON CONFLICT (id) DO UPDATE SET boot = excluded.boot, name = excluded.name, aliases = excluded.aliases, groups = excluded.groups,
             version = excluded.version, address = excluded.address, state = excluded.state, seen_at = excluded.seen_at,
             since = CASE WHEN worker.boot = excluded.boot AND worker.${isSeen} THEN worker.since ELSE excluded.since END
           WHERE worker.boot = excluded.boot OR NOT $9::boolean`,
          report.id,
          boot,
          report.name,
          JSON.stringify(report.aliases),
          JSON.stringify(report.groups),
          report.version,
          report.address,
          report.state,
          isKnown ? 'true' : 'false',
        ),
      );
      isKnown = true;
      return changes === 1;
    },

    time: async () => Number((await db.get('SELECT now_ms() AS now'))?.['now']),

    async all(): Promise<SeenWorker[]> {
      const rows = await db.all(`SELECT *, (NOT ${isSeen}) AS is_lost FROM worker ORDER BY lower(name), id`);
      return rows.map(toWorker);
    },

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
  groups: list(row['groups']),
  version: String(row['version']),
  address: row['address'] as string | null,
  state: row['state'] as WorkerReport['state'],
  lastSeen: Number(row['seen_at']),
  isLost: row['is_lost'] === 1,
});
