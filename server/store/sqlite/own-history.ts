import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { said, TranslatableError } from '../../../contract/translatable.ts';
import type { OwnHistory, Row } from '../own-history.ts';
import { newestVersion } from './migrations.ts';

/** Null if there is no database in the folder yet. Throws a sentence if it is one of another Rota. */
export function openOwnHistory(file: string): OwnHistory | null {
  if (!existsSync(file)) return null;
  const db = new DatabaseSync(file, { readOnly: true });
  const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
  if (version !== newestVersion) {
    db.close();
    throw new TranslatableError(
      said`${file} was made by another version of Rota: leave the fleet, start this Rota once, join again.`,
    );
  }
  const schedules = db.prepare(
    'SELECT * FROM schedule WHERE seq > ? AND (is_listed = 1 OR ?) AND (deleted_at IS NULL OR ?) ORDER BY seq LIMIT ?',
  );
  const runs = db.prepare(
    `SELECT run.*, schedule.id AS schedule_id, coalesce(run.input, (SELECT old.input FROM old_input AS old
       WHERE old.schedule = run.schedule AND old.until_run >= run.seq ORDER BY old.until_run LIMIT 1)) AS own_input
     FROM run JOIN schedule ON schedule.seq = run.schedule WHERE run.seq > ? AND run.status = 'ended' ORDER BY run.seq LIMIT ?`,
  );
  const attempts = db.prepare('SELECT * FROM attempt WHERE run IN (SELECT value FROM json_each(?))');
  return {
    schedules: (after, limit, which) => {
      const all = which === 'all' ? 1 : 0;
      return schedules.all(after, all, all, limit) as Row[];
    },
    runs: (after, limit) => runs.all(after, limit) as Row[],
    attempts: (seqs) => attempts.all(JSON.stringify(seqs)) as Row[],
    counts() {
      const row = db.prepare(`SELECT count(*) AS n, sum(status = 'ended') AS ended FROM run`).get();
      const ended = Number(row?.['ended'] ?? 0);
      return { ended, open: Number(row?.['n'] ?? 0) - ended };
    },
    close: () => db.close(),
  };
}
