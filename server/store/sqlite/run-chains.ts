import { mostOfChain } from '../followers.ts';
import type { StoredRun } from '../stored-run.ts';
import type { Database } from './database.ts';
import { selectRuns } from './run-rows.ts';

/** With retention's gaps a chain begins at the first run that is still there. */
const upAndDown = `WITH RECURSIVE
  up (id, follows, n) AS (
    SELECT id, follows, 0 FROM run WHERE id = ?1 UNION ALL
    SELECT run.id, run.follows, n + 1 FROM up JOIN run ON run.id = up.follows WHERE n < 1000),
  top (id) AS (SELECT id FROM up ORDER BY n DESC LIMIT 1),
  down (id) AS (SELECT id FROM top UNION SELECT run.id FROM down JOIN run ON run.follows = down.id LIMIT ${mostOfChain + 1})`;

const down = `WITH RECURSIVE down (id) AS (SELECT ?1 UNION SELECT run.id FROM down JOIN run ON run.follows = down.id)`;

const endIt = `${down} UPDATE run SET ends_chain = 1 WHERE status <> 'ended' AND id IN (SELECT id FROM down) RETURNING id`;

// The runs that follow each other.
export function chainVerbs(db: Database) {
  return {
    chain(id: string): Promise<StoredRun[]> {
      const ids = db.all(`${upAndDown} SELECT id FROM down`, id).map((row) => row['id']);
      return Promise.resolve(
        selectRuns(db, 'WHERE run.id IN (SELECT value FROM json_each(?)) ORDER BY run.seq', JSON.stringify(ids)),
      );
    },

    endChain: (id: string): Promise<StoredRun[]> =>
      db.write((sql) => {
        const ids = sql.all(endIt, id).map((row) => row['id']);
        return selectRuns(
          sql,
          'WHERE run.id IN (SELECT value FROM json_each(?)) ORDER BY run.seq',
          JSON.stringify(ids),
        );
      }),
  };
}
