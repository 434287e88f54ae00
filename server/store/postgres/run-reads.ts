import type { Attempt } from '../../../contract/run.ts';
import { toAttempt } from '../rows/rows.ts';
import type { Unsettled } from '../run-store.ts';
import type { StoredRun } from '../stored-run.ts';
import type { Values } from '../stored-schedule.ts';
import type { Database } from './connection.ts';
import { activeOf, getRun, selectRuns } from './run-rows.ts';
import { storedJson } from '../stored-json.ts';

const first = async (found: Promise<StoredRun[]>): Promise<StoredRun | null> => (await found)[0] ?? null;

export function runReads(db: Database) {
  return {
    get: (id: string) => getRun(db, id),
    some: (ids: readonly string[]) => selectRuns(db, 'WHERE run.id = ANY($1)', ids),
    lastEndedOf(schedule: number, of: { started: boolean; processes?: readonly string[] | null }) {
      const { started, processes = null } = of;
      const further = [
        started ? 'AND run.started_at IS NOT NULL' : '',
        processes === null ? '' : 'AND run.process = ANY($2)',
      ].join(' ');
      const where = `WHERE run.schedule = $1 AND run.status = 'ended' ${further} ORDER BY run.seq DESC LIMIT 1`;
      return first(selectRuns(db, where, schedule, ...(processes === null ? [] : [processes])));
    },
    latestOf: (schedule: number) =>
      first(selectRuns(db, 'WHERE run.schedule = $1 ORDER BY run.seq DESC LIMIT 1', schedule)),
    async dueAround(schedule: number, from: number, to: number) {
      const one = (where: string, ...params: readonly number[]) =>
        selectRuns(db, `WHERE run.schedule = $1 AND run.trigger = 'schedule' AND ${where}`, schedule, ...params);
      return {
        before: await first(one('run.due_at < $2 ORDER BY run.due_at DESC LIMIT 1', from)),
        there: await one('run.due_at >= $2 AND run.due_at < $3 ORDER BY run.due_at LIMIT 5', from, to),
        after: await first(one('run.due_at >= $2 ORDER BY run.due_at LIMIT 1', to)),
      };
    },
    activeOf: (schedule: number) => activeOf(db, schedule),
    active: () => selectRuns(db, `WHERE run.status <> 'ended' ORDER BY run.seq`),
    attempts: async (runSeq: number): Promise<Attempt[]> =>
      (await db.all('SELECT * FROM attempt WHERE run = $1 ORDER BY number', runSeq)).map(toAttempt),

    async inputOf(run: Pick<StoredRun, 'seq' | 'scheduleSeq' | 'input'>): Promise<Values | null> {
      if (run.input !== null) return run.input;
      const row = await db.get(
        'SELECT input FROM old_input WHERE schedule = $1 AND until_run >= $2 ORDER BY until_run LIMIT 1',
        run.scheduleSeq,
        run.seq,
      );
      return row === undefined ? null : storedJson<Values>(row['input']);
    },

    endedUnannounced: (since: number) =>
      selectRuns(
        db,
        `WHERE run.ended_at > $1 AND NOT EXISTS (SELECT 1 FROM delivery
           WHERE delivery.run = run.id AND delivery.event <> 'run.started' AND delivery.created_at > $1) ORDER BY run.seq`,
        since,
      ),

    async unsettled(worker: string): Promise<Unsettled[]> {
      const runs = await selectRuns(
        db,
        `WHERE run.status <> 'ended' AND run.status IN ('running', 'cancelling') AND run.worker = $1 ORDER BY run.seq`,
        worker,
      );
      const children = await db.all(
        `SELECT attempt.run, attempt.pid, attempt.mark, run.stop_force FROM attempt JOIN run ON run.seq = attempt.run AND run.attempt = attempt.number
         WHERE attempt.run = ANY($1)`,
        runs.map(({ seq }) => seq),
      );
      const childOf = new Map(children.map((row) => [Number(row['run']), row]));
      return runs.map((run) => {
        const child = childOf.get(run.seq);
        return {
          run,
          pid: (child?.['pid'] ?? null) as number | null,
          mark: (child?.['mark'] ?? null) as string | null,
          isForced: child?.['stop_force'] === 1,
        };
      });
    },
  };
}
