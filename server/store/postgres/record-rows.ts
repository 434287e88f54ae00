import type { AuditLine } from '../record-store.ts';
import type { Sql } from './sql.ts';
import { storedJson } from '../stored-json.ts';

// Rows of records that are written together with others, inside the caller's transaction.

export const insertAudit = (sql: Sql, { at, who, owner, action, what }: AuditLine): Promise<number> =>
  sql.run(
    'INSERT INTO audit (at, who, owner, action, what) VALUES ($1, $2, $3, $4, $5)',
    at,
    who,
    owner,
    action,
    JSON.stringify(what),
  );

/** Takes runs off a notice, which is held until the transaction ends; those that were on it. One without runs goes. */
export async function takeNoticeRuns(sql: Sql, id: string, runIds: readonly string[] | undefined): Promise<string[]> {
  const row = await sql.get('SELECT run_ids FROM notice WHERE id = $1 FOR UPDATE', id);
  if (row === undefined) return [];
  const present = storedJson<string[]>(row['run_ids']);
  const taken = runIds === undefined ? present : present.filter((run) => runIds.includes(run));
  const left = present.filter((run) => !taken.includes(run));
  if (left.length === 0) await sql.run('DELETE FROM notice WHERE id = $1', id);
  else await sql.run('UPDATE notice SET run_ids = $2 WHERE id = $1', id, JSON.stringify(left));
  return taken;
}
