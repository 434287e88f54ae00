import type { Outcome } from '../../../contract/run.ts';
import type { StoredRun } from '../stored-run.ts';
import type { Database } from './database.ts';
import { selectRuns } from './run-rows.ts';

interface Of {
  readonly process: string | null;
  readonly schedule: string | null;
}

/** The runs of a rule, by its process or schedule. */
const ofRule = `(?3 IS NULL OR run.process = ?3) AND (?4 IS NULL OR schedule.id = ?4) AND run.trigger <> 'test'`;

// Runs as the rules of messages ask for them.
export function messageReads(db: Database) {
  return {
    before(run: StoredRun, outcomes: readonly Outcome[], ofProcess: boolean): Promise<StoredRun | null> {
      const [column, value] = ofProcess ? ['process', run.process] : ['schedule', run.scheduleSeq];
      const found = selectRuns(
        db,
        `WHERE run.${column} = ? AND run.started_at IS NOT NULL AND run.seq < ? AND run.trigger <> 'test'
         AND run.outcome IN (SELECT value FROM json_each(?)) ORDER BY run.seq DESC LIMIT 1`,
        value,
        run.seq,
        JSON.stringify(outcomes),
      );
      return Promise.resolve(found[0] ?? null);
    },

    outcomesBetween(from: number, to: number, of: Of): Promise<ReadonlyMap<string, ReadonlyMap<Outcome, number>>> {
      const found = new Map<string, Map<Outcome, number>>();
      const rows = db.all(
        `SELECT run.process, run.outcome, count(*) AS n FROM run JOIN schedule ON schedule.seq = run.schedule
         WHERE run.ended_at >= ?1 AND run.ended_at < ?2 AND ${ofRule} GROUP BY run.process, run.outcome`,
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
      return Promise.resolve(found);
    },

    endedBetween: (
      from: number,
      to: number,
      of: Of & { readonly outcomes: readonly Outcome[] },
      limit: number,
    ): Promise<StoredRun[]> =>
      Promise.resolve(
        selectRuns(
          db,
          `WHERE run.ended_at >= ?1 AND run.ended_at < ?2 AND ${ofRule}
           AND run.outcome IN (SELECT value FROM json_each(?5)) ORDER BY run.ended_at DESC LIMIT ?6`,
          from,
          to,
          of.process,
          of.schedule,
          JSON.stringify(of.outcomes),
          limit,
        ),
      ),

    waitingSince: (dueBefore: number, limit: number): Promise<StoredRun[]> =>
      Promise.resolve(
        selectRuns(
          db,
          `WHERE run.status = 'queued' AND run.trigger = 'schedule' AND run.due_at <= ? ORDER BY run.seq LIMIT ?`,
          dueBefore,
          limit,
        ),
      ),
  };
}
