import {
  mostLater,
  mostMarked,
  mostUnseen,
  type AttentionStore,
  type LaterSuccess,
  type UnseenRun,
  type WhichUnseen,
} from '../attention-store.ts';
import { isUnseen, laterColumns, toLater, toUnseen, unseenColumns } from '../rows/attention-rows.ts';
import type { Database } from './database.ts';

export function createAttentionStore(db: Database): AttentionStore {
  return {
    unseen() {
      const found = db.all(
        `SELECT ${unseenColumns} FROM run JOIN schedule ON schedule.seq = run.schedule WHERE ${isUnseen} AND schedule.deleted_at IS NULL
         ORDER BY run.seq DESC LIMIT ${mostUnseen + 1}`,
      );
      const runs = found.slice(0, mostUnseen).map(toUnseen);
      return Promise.resolve({ runs, successes: laterOf(db, runs), isMore: found.length > mostUnseen });
    },

    see: (which: WhichUnseen, at: number, by: string | null) =>
      db.write((sql) => {
        const [text, of] =
          'seqs' in which
            ? ['run.seq IN (SELECT value FROM json_each(?))', JSON.stringify(which.seqs)]
            : ['run.seq <= ?', which.upTo];
        return sql
          .all(
            `UPDATE run SET seen_at = ?, seen_by = ? WHERE seq IN (
               SELECT run.seq FROM run WHERE ${isUnseen} AND ${text} ORDER BY run.seq DESC LIMIT ${mostMarked}) RETURNING id`,
            at,
            by,
            of,
          )
          .map((row) => String(row['id']));
      }),

    unsee: (ids: readonly string[]) =>
      db.write(
        (sql) =>
          sql.run(
            `UPDATE run SET seen_at = NULL, seen_by = NULL WHERE id IN (SELECT value FROM json_each(?)) AND seen_at IS NOT NULL`,
            JSON.stringify(ids),
          ).changes,
      ),
  };
}

/** For each schedule its newest success since, and for each process the successes among its latest runs. */
function laterOf(db: Database, runs: readonly UnseenRun[]): LaterSuccess[] {
  const found: LaterSuccess[] = [];
  for (const [schedule, group] of Map.groupBy(
    runs.filter(({ isListed }) => isListed),
    (run) => run.schedule,
  )) {
    const row = db.get(
      `SELECT ${laterColumns} FROM run JOIN schedule ON schedule.seq = run.schedule WHERE run.schedule = ? AND run.seq > ?
       AND run.started_at IS NOT NULL AND run.outcome = 'succeeded' ORDER BY run.seq DESC LIMIT 1`,
      schedule,
      group.at(-1)!.seq,
    );
    if (row !== undefined) found.push(toLater(row));
  }
  for (const [process, group] of Map.groupBy(
    runs.filter(({ own }) => own !== null),
    (run) => run.process,
  )) {
    const rows = db.all(
      `SELECT * FROM (SELECT ${laterColumns} FROM run JOIN schedule ON schedule.seq = run.schedule WHERE run.process = ? AND run.seq > ?
         AND run.started_at IS NOT NULL ORDER BY run.seq DESC LIMIT ${mostLater}) WHERE outcome = 'succeeded'`,
      process,
      group.at(-1)!.seq,
    );
    found.push(...rows.map(toLater));
  }
  return found;
}
