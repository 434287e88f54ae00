import { failingOutcomes } from '../../../contract/attention.ts';
import type { ScheduleRow, ScheduleState } from '../../../contract/schedule.ts';
import { foldForSearch } from '../../../contract/search.ts';
import type { ListStore, SchedulesQuery } from '../list-store.ts';
import { mostMarked, toMarked } from '../rows/marked-schedules.ts';
import { toScheduleRow } from '../rows/rows.ts';
import type { Database } from './connection.ts';
import { namedSchedules, runLists } from './run-lists.ts';

// Pages of schedules and runs, by `seq <`, never by offset.

const isListed = 'schedule.is_listed = 1 AND schedule.deleted_at IS NULL';

const rowColumns = `SELECT schedule.*, last.id AS last_id, last.outcome AS last_outcome, last.reason AS last_reason,
    last.started_at AS last_started_at, last.ended_at AS last_ended_at,
    active.id AS active_id, active.status AS active_status, active.started_at AS active_started_at, active.reason AS active_reason
  FROM schedule
  LEFT JOIN run last ON last.seq = schedule.last_run
  LEFT JOIN run active ON active.seq = (SELECT min(seq) FROM run WHERE run.schedule = schedule.seq AND run.status <> 'ended')
  WHERE ${isListed}`;

const filters: Readonly<Record<SchedulesQuery['filter'], string>> = {
  all: '',
  running: 'AND active.seq IS NOT NULL',
  paused: `AND schedule.state = 'paused'`,
  failing: `AND last.outcome IN (${failingOutcomes.map((outcome) => `'${outcome}'`).join(', ')})`,
  ended: `AND schedule.state = 'ended'`,
};

/** Schedules that are read in one go. */
const mostRead = 500;

export const createListStore = (db: Database): ListStore => ({ ...scheduleLists(db), ...runLists(db) });

function scheduleLists(db: Database) {
  return {
    async scheduleRow(id: string): Promise<ScheduleRow | null> {
      const row = await db.get(`${rowColumns} AND schedule.id = $1`, id);
      return row === undefined ? null : toScheduleRow(row);
    },

    async scheduleRows(query: SchedulesQuery): Promise<{ rows: ScheduleRow[]; next: number | null }> {
      const needle = foldForSearch(query.q.trim());
      const before = query.before ?? Number.MAX_SAFE_INTEGER;
      const last = await db.get(
        `SELECT seq FROM schedule WHERE ${isListed} AND seq < $1 ORDER BY seq DESC LIMIT 1 OFFSET $2`,
        before,
        mostRead,
      );
      const low = Number(last?.['seq'] ?? -1);
      const found = await db.all(
        `${rowColumns} ${filters[query.filter]} AND ($3::text IS NULL OR schedule.process = $3) AND ($4::text IS NULL OR schedule.worker = $4)
         AND schedule.seq < $1 AND schedule.seq > $2 ORDER BY schedule.seq DESC`,
        before,
        low,
        query.process ?? null,
        query.worker ?? null,
      );
      const rows: ScheduleRow[] = [];
      for (const row of found) {
        const text = foldForSearch(`${String(row['name'])} ${String(row['process'])}`);
        if (needle !== '' && !text.includes(needle)) continue;
        if (rows.length === query.limit) return { rows, next: rows.at(-1)!.seq };
        rows.push(toScheduleRow(row));
      }
      return { rows, next: last === undefined ? null : low + 1 };
    },

    async scheduleNames(after: number, limit: number) {
      const rows = await db.all(
        `SELECT seq, id, name, process FROM schedule WHERE seq > $1 AND ${isListed} AND state <> 'ended'
         AND kind NOT IN ('now', 'never') ORDER BY seq LIMIT $2`,
        after,
        limit,
      );
      return rows.map(({ seq, id, name, process }) => ({
        seq: Number(seq),
        id: String(id),
        name: String(name),
        process: String(process),
      }));
    },

    async markedSchedules() {
      const rows = await db.all(
        'SELECT seq, process, options FROM schedule WHERE is_marked = 1 ORDER BY seq DESC LIMIT $1',
        mostMarked,
      );
      return rows.flatMap(toMarked);
    },

    schedulesNamed: (folded: string) => namedSchedules(db, folded),

    listedCount: async () => Number((await db.get(`SELECT count(*) AS n FROM schedule WHERE ${isListed}`))?.['n'] ?? 0),

    async stateCounts(): Promise<Record<ScheduleState, number>> {
      const rows = await db.all(`SELECT state, count(*) AS n FROM schedule WHERE ${isListed} GROUP BY state`);
      const counts: Record<ScheduleState, number> = { active: 0, paused: 0, ended: 0 };
      for (const { state, n } of rows) counts[state as ScheduleState] = Number(n);
      return counts;
    },
  };
}
