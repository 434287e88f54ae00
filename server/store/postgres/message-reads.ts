import type { Outcome } from '../../../contract/run.ts';
import type { StoredRun } from '../stored-run.ts';
import type { Database } from './connection.ts';
import { selectRuns } from './run-rows.ts';

interface Of {
  readonly process: string | null;
  readonly schedule: string | null;
}

/** The runs of a rule, by its process or schedule. */
const ofRule = `($3::text IS NULL OR run.process = $3) AND ($4::text IS NULL OR schedule.id = $4) AND run.trigger <> 'test'`;

// Runs as the rules of messages ask for them.
export function messageReads(db: Database) {
  return {
    async before(run: StoredRun, outcomes: readonly Outcome[], ofProcess: boolean): Promise<StoredRun | null> {
      const [column, value] = ofProcess ? ['process', run.process] : ['schedule', run.scheduleSeq];
      const found = await selectRuns(
        db,
        `WHERE run.${column} = $1 AND run.started_at IS NOT NULL AND run.seq < $2 AND run.trigger <> 'test'
         AND run.outcome = ANY($3) ORDER BY run.seq DESC LIMIT 1`,
        value,
        run.seq,
        outcomes,
      );
      return found[0] ?? null;
    },

    async outcomesBetween(
      from: number,
      to: number,
      of: Of,
    ): Promise<ReadonlyMap<string, ReadonlyMap<Outcome, number>>> {
      const found = new Map<string, Map<Outcome, number>>();
      const rows = await db.all(
        `SELECT run.process, run.outcome, count(*) AS n FROM run JOIN schedule ON schedule.seq = run.schedule
         WHERE run.ended_at >= $1 AND run.ended_at < $2 AND ${ofRule} GROUP BY run.process, run.outcome`,
        from,
        to,
        of.process,
        of.schedule,
      );
      for (const row of rows) {
        const process = String(row['process']);
        const outcomes = found.get(process) ?? new Map<Outcome, number>();
        found.set(process, outcomes.set(row['outcome'] as Outcome, Number(row['n'])));
      }
      return found;
    },

    endedBetween: (
      from: number,
      to: number,
      of: Of & { readonly outcomes: readonly Outcome[] },
      limit: number,
    ): Promise<StoredRun[]> =>
      selectRuns(
        db,
        `WHERE run.ended_at >= $1 AND run.ended_at < $2 AND ${ofRule} AND run.outcome = ANY($5)
         ORDER BY run.ended_at DESC LIMIT $6`,
        from,
        to,
        of.process,
        of.schedule,
        of.outcomes,
        limit,
      ),

    waitingSince: (dueBefore: number, limit: number): Promise<StoredRun[]> =>
      selectRuns(
        db,
        `WHERE run.status = 'queued' AND run.trigger = 'schedule' AND run.due_at <= $1 ORDER BY run.seq LIMIT $2`,
        dueBefore,
        limit,
      ),
  };
}
