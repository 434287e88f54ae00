import type { OwnerStore, OwnersByName } from '../owner-store.ts';
import type { Database, Sql } from './database.ts';

/** Set by the migration of a database whose rows have only names; deleted once they have owners. */
const factName = 'owners-by-name';

/** Rows per transaction, so that other writes get their turn. */
const rowsATurn = 2_000;

const places = [
  { table: 'schedule', owner: 'owner', name: 'created_by', at: 'created_at', isAudit: false },
  { table: 'run', owner: 'starter', name: 'started_by', at: 'queued_at', isAudit: false },
  { table: 'audit', owner: 'owner', name: 'who', at: 'at', isAudit: true },
] as const;

export function createOwnerStore(db: Database): OwnerStore {
  function settleSome(sql: Sql, place: (typeof places)[number], after: number, by: OwnersByName) {
    const { table, owner, name, at, isAudit } = place;
    const rows = sql.all(
      `SELECT seq, ${name} AS name, ${at} AS at FROM ${table}
       WHERE seq > ? AND ${owner} IS NULL AND ${name} IS NOT NULL ORDER BY seq LIMIT ${rowsATurn}`,
      after,
    );
    for (const row of rows) {
      const [of, when] = [String(row['name']), Number(row['at'])];
      sql.run(
        `UPDATE ${table} SET ${owner} = ? WHERE seq = ?`,
        isAudit ? by.ownerOfAudit(of, when) : by.ownerOf(of, when),
        row['seq']!,
      );
    }
    return { count: rows.length, last: Number(rows.at(-1)?.['seq'] ?? after) };
  }

  return {
    async settle(by: OwnersByName): Promise<number> {
      if (db.get('SELECT 1 FROM fact WHERE name = ?', factName) === undefined) return 0;
      let settled = 0;
      for (const place of places) {
        for (let after = 0; ;) {
          const { count, last } = await db.write((sql) => settleSome(sql, place, after, by));
          settled += count;
          after = last;
          if (count < rowsATurn) break;
        }
      }
      await db.write((sql) => {
        for (const { from, to } of by.keys) {
          sql.run('UPDATE OR IGNORE idempotency SET client = ? WHERE client = ?', to, from);
        }
        // Keys of people, and of clients that are gone: nobody can send them again.
        sql.run(`DELETE FROM idempotency WHERE client NOT LIKE 'client:%' AND client NOT LIKE 'person:%'`);
        sql.run('DELETE FROM fact WHERE name = ?', factName);
      });
      return settled;
    },
  };
}
