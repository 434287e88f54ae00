import type { ConfigDocument } from '../config-document.ts';
import { partNames, printPart, type PartName, type Seal } from './config-parts.ts';
import type { Database, Sql } from './connection.ts';

/** The row that only counts changes: of two computers that change something at once, one finds it as it was read. */
const counter = '*';
/** Heard by every computer; the payload is the name of a part. */
export const configChannel = 'rota_config';

export interface StoredPart {
  readonly name: string;
  readonly body: string;
}

/** What was changed after a version, and the newest version. One statement: nothing comes between. */
export async function partsSince(db: Sql, version: number): Promise<{ version: number; parts: StoredPart[] }> {
  const rows = await db.all('SELECT id, version, body FROM config WHERE version > $1', version);
  const newest = rows.find((row) => row['id'] === counter)?.['version'];
  return {
    version: Number(newest ?? version),
    parts: rows
      .filter((row) => row['id'] !== counter)
      .map((row) => ({ name: String(row['id']), body: String(row['body']) })),
  };
}

/** The fleet's first computer gives its configuration; the others find it. What an older Rota did not share yet is given by who comes first, too. */
export const giveFirst = (db: Database, document: () => ConfigDocument, seal: Seal): Promise<boolean> =>
  db.write(async (sql) => {
    const rows = await sql.all('SELECT id FROM config');
    const known = new Set(rows.map((row) => String(row['id'])));
    const missing = partNames.filter((name) => !known.has(name));
    if (missing.length === 0) return false;
    const first = document();
    const count = await sql.run(`INSERT INTO config VALUES ($1, 1, '') ON CONFLICT DO NOTHING`, counter);
    for (const name of missing)
      await sql.run('INSERT INTO config VALUES ($1, 1, $2) ON CONFLICT DO NOTHING', name, printPart(first, name, seal));
    return count === 1;
  });

/** Stores changed parts if nobody has changed any since `version`; resolves to the new version, or null. */
export const storeParts = (
  db: Database,
  version: number,
  changed: readonly { readonly name: PartName; readonly body: string }[],
): Promise<number | null> =>
  db.write(async (sql) => {
    sql.mustBeNewest();
    const count = await sql.run(
      'UPDATE config SET version = version + 1 WHERE id = $1 AND version = $2',
      counter,
      version,
    );
    if (count === 0) return null;
    for (const { name, body } of changed) {
      await sql.run(
        `INSERT INTO config (id, version, body) VALUES ($1, $2, $3)
         ON CONFLICT (id) DO UPDATE SET version = excluded.version, body = excluded.body`,
        name,
        version + 1,
        body,
      );
      await sql.get('SELECT pg_notify($1, $2)', configChannel, name);
    }
    return version + 1;
  });
