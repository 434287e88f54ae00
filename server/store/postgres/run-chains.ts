import { mostOfChain } from '../followers.ts';
import type { StoredRun } from '../stored-run.ts';
import type { Database } from './connection.ts';
import { selectRuns } from './run-rows.ts';

/** With retention's gaps a chain begins at the first run that is still there. */
const upAndDown = `WITH RECURSIVE
  up (id, follows, n) AS (
    SELECT id, follows, 0 FROM run WHERE id = $1 UNION ALL
    SELECT run.id, run.follows, n + 1 FROM up JOIN run ON run.id = up.follows WHERE n < 1000),
  top (id) AS (SELECT id FROM up ORDER BY n DESC LIMIT 1),
  down (id) AS (SELECT id FROM top UNION SELECT run.id FROM down JOIN run ON run.follows = down.id)`;

const down = `WITH RECURSIVE down (id) AS (SELECT $1::text UNION SELECT run.id FROM down JOIN run ON run.follows = down.id)`;

const endIt = `${down} UPDATE run SET ends_chain = 1 WHERE status <> 'ended' AND id IN (SELECT id FROM down) RETURNING id`;

// The runs that follow each other.
export function chainVerbs(db: Database) {
  return {
    async chain(id: string): Promise<StoredRun[]> {
      const rows = await db.all(`${upAndDown} SELECT id FROM down LIMIT ${mostOfChain + 1}`, id);
      const ids = rows.map((row) => String(row['id']));
      return selectRuns(db, 'WHERE run.id = ANY($1) ORDER BY run.seq', ids);
    },

    endChain: (id: string): Promise<StoredRun[]> =>
      db.write(async (sql) => {
        const ids = (await sql.all(endIt, id)).map((row) => String(row['id']));
        return selectRuns(sql, 'WHERE run.id = ANY($1) ORDER BY run.seq', ids);
      }),
  };
}
