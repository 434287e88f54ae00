import type { Attempt } from '../../../contract/run.ts';
import type { Unsettled } from '../run-store.ts';
import type { StoredRun } from '../stored-run.ts';
import type { Values } from '../stored-schedule.ts';
import type { Database, Row } from './database.ts';
import { toAttempt } from '../rows/rows.ts';
import { activeOf, getRun, selectRuns } from './run-rows.ts';
import { storedJson } from '../stored-json.ts';

export function runReads(db: Database) {
  return {
    get: (id: string) => Promise.resolve(getRun(db, id)),
    some: (ids: readonly string[]) =>
      Promise.resolve(selectRuns(db, 'WHERE run.id IN (SELECT value FROM json_each(?))', JSON.stringify(ids))),
    lastEndedOf(schedule: number, of: { started: boolean; processes?: readonly string[] | null }) {
      const { started, processes = null } = of;
      const further = [
        started ? 'AND run.started_at IS NOT NULL' : '',
        processes === null ? '' : 'AND run.process IN (SELECT value FROM json_each(?))',
      ].join(' ');
      const where = `WHERE run.schedule = ? AND run.status = 'ended' ${further} ORDER BY run.seq DESC LIMIT 1`;
      const names = processes === null ? [] : [JSON.stringify(processes)];
      return Promise.resolve(selectRuns(db, where, schedule, ...names)[0] ?? null);
    },
    latestOf: (schedule: number) =>
      Promise.resolve(selectRuns(db, 'WHERE run.schedule = ? ORDER BY run.seq DESC LIMIT 1', schedule)[0] ?? null),
    dueAround(schedule: number, from: number, to: number) {
      const one = (where: string, ...params: readonly number[]) =>
        selectRuns(db, `WHERE run.schedule = ? AND run.trigger = 'schedule' AND ${where}`, schedule, ...params);
      return Promise.resolve({
        before: one('run.due_at < ? ORDER BY run.due_at DESC LIMIT 1', from)[0] ?? null,
        there: one('run.due_at >= ? AND run.due_at < ? ORDER BY run.due_at LIMIT 5', from, to),
        after: one('run.due_at >= ? ORDER BY run.due_at LIMIT 1', to)[0] ?? null,
      });
    },
    activeOf: (schedule: number) => Promise.resolve(activeOf(db, schedule)),
    active: () => Promise.resolve(selectRuns(db, `WHERE run.status <> 'ended' ORDER BY run.seq`)),
    attempts: (runSeq: number): Promise<Attempt[]> =>
      Promise.resolve(db.all('SELECT * FROM attempt WHERE run = ? ORDER BY number', runSeq).map(toAttempt)),

    inputOf(run: Pick<StoredRun, 'seq' | 'scheduleSeq' | 'input'>): Promise<Values | null> {
      if (run.input !== null) return Promise.resolve(run.input);
      const row = db.get(
        'SELECT input FROM old_input WHERE schedule = ? AND until_run >= ? ORDER BY until_run LIMIT 1',
        run.scheduleSeq,
        run.seq,
      );
      return Promise.resolve(row === undefined ? null : storedJson<Values>(row['input']));
    },

    endedUnannounced: (since: number) =>
      Promise.resolve(
        selectRuns(
          db,
          `WHERE run.ended_at > ?1 AND run.id NOT IN (SELECT run FROM delivery WHERE run IS NOT NULL AND event <> 'run.started' AND created_at > ?1) ORDER BY run.seq`,
          since,
        ),
      ),

    // All of them, by whatever id: the worker's id is another one where the configuration was lost.
    unsettled: (): Promise<Unsettled[]> =>
      Promise.resolve(
        selectRuns(db, `WHERE run.status <> 'ended' AND run.status IN ('running', 'cancelling') ORDER BY run.seq`).map(
          (run) => {
            const row: Row | undefined = db.get(
              'SELECT pid, mark FROM attempt WHERE run = ? AND number = ?',
              run.seq,
              run.attempt,
            );
            return {
              run,
              pid: (row?.['pid'] ?? null) as number | null,
              mark: (row?.['mark'] ?? null) as string | null,
              isForced: false,
            };
          },
        ),
      ),
  };
}
