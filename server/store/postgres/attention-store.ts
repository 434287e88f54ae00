import {
  mostLater,
  mostMarked,
  mostUnseen,
  type AttentionStore,
  type LaterSuccess,
  type UnseenRun,
  type WhichUnseen,
} from '../attention-store.ts';
import { attentionFact } from '../facts.ts';
import { isUnseen, laterColumns, toLater, toUnseen, unseenColumns } from '../rows/attention-rows.ts';
import type { Database, Sql } from './connection.ts';

/** The other computers hear of it: the count in their rails and trays is another one. */
const tell = (sql: Sql) => sql.run(`SELECT tell('fact ${attentionFact}')`);

export function createAttentionStore(db: Database): AttentionStore {
  return {
    async unseen() {
      const found = await db.all(
        `SELECT ${unseenColumns} FROM run JOIN schedule ON schedule.seq = run.schedule WHERE ${isUnseen} AND schedule.deleted_at IS NULL
         ORDER BY run.seq DESC LIMIT ${mostUnseen + 1}`,
      );
      const runs = found.slice(0, mostUnseen).map(toUnseen);
      return { runs, successes: await laterOf(db, runs), isMore: found.length > mostUnseen };
    },

    see: (which: WhichUnseen, at: number, by: string | null) =>
      db.write(async (sql) => {
        const [text, of] =
          'seqs' in which ? (['run.seq = ANY($3)', which.seqs] as const) : (['run.seq <= $3', which.upTo] as const);
        const rows = await sql.all(
          `UPDATE run SET seen_at = $1, seen_by = $2 WHERE seq IN (
             SELECT run.seq FROM run WHERE ${isUnseen} AND ${text} ORDER BY run.seq DESC LIMIT ${mostMarked}) AND seen_at IS NULL RETURNING id`,
          at,
          by,
          of,
        );
        if (rows.length > 0) await tell(sql);
        return rows.map((row) => String(row['id']));
      }),

    unsee: (ids: readonly string[]) =>
      db.write(async (sql) => {
        const changes = await sql.run(
          'UPDATE run SET seen_at = NULL, seen_by = NULL WHERE id = ANY($1) AND seen_at IS NOT NULL',
          ids,
        );
        if (changes > 0) await tell(sql);
        return changes;
      }),
  };
}

/** For each schedule its newest success since, and for each process the successes among its latest runs. */
async function laterOf(db: Database, runs: readonly UnseenRun[]): Promise<LaterSuccess[]> {
  const bySchedule = Map.groupBy(
    runs.filter(({ isListed }) => isListed),
    (run) => run.schedule,
  );
  const byProcess = Map.groupBy(
    runs.filter(({ own }) => own !== null),
    (run) => run.process,
  );
  const oldest = (groups: ReadonlyMap<unknown, readonly UnseenRun[]>) =>
    [...groups.values()].map((group) => group.at(-1)!.seq);
  const ofSchedules =
    bySchedule.size === 0
      ? []
      : await db.all(
          `SELECT found.* FROM unnest($1::bigint[], $2::bigint[]) AS given (schedule, since) CROSS JOIN LATERAL (
             SELECT ${laterColumns} FROM run JOIN schedule ON schedule.seq = run.schedule WHERE run.schedule = given.schedule
             AND run.seq > given.since AND run.started_at IS NOT NULL AND run.outcome = 'succeeded' ORDER BY run.seq DESC LIMIT 1) AS found`,
          [...bySchedule.keys()],
          oldest(bySchedule),
        );
  const ofProcesses =
    byProcess.size === 0
      ? []
      : await db.all(
          `SELECT found.* FROM unnest($1::text[], $2::bigint[]) AS given (process, since) CROSS JOIN LATERAL (
             SELECT ${laterColumns} FROM run JOIN schedule ON schedule.seq = run.schedule WHERE run.process = given.process
             AND run.seq > given.since AND run.started_at IS NOT NULL ORDER BY run.seq DESC LIMIT ${mostLater}) AS found
           WHERE found.outcome = 'succeeded'`,
          [...byProcess.keys()],
          oldest(byProcess),
        );
  return [...ofSchedules, ...ofProcesses].map(toLater);
}
