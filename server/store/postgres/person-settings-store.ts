import type { PersonSettingsStore } from '../person-settings-store.ts';
import type { Database } from './connection.ts';

export const createPersonSettingsStore = (db: Database): PersonSettingsStore => ({
  async get(owner: string): Promise<string | null> {
    const row = await db.get('SELECT text FROM person_settings WHERE owner = $1', owner);
    return row === undefined ? null : String(row['text']);
  },
  put: (owner: string, text: string, at: number) =>
    db.write(async (sql) => {
      await sql.run(
        `INSERT INTO person_settings (owner, text, changed_at) VALUES ($1, $2, $3)
         ON CONFLICT (owner) DO UPDATE SET text = excluded.text, changed_at = excluded.changed_at`,
        owner,
        text,
        at,
      );
    }),
  remove: (owner: string) =>
    db.write(async (sql) => void (await sql.run('DELETE FROM person_settings WHERE owner = $1', owner))),
});
