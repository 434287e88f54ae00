import type { PersonSettingsStore } from '../person-settings-store.ts';
import type { Database } from './database.ts';

export const createPersonSettingsStore = (db: Database): PersonSettingsStore => ({
  get(owner: string): Promise<string | null> {
    const row = db.get('SELECT text FROM person_settings WHERE owner = ?', owner);
    return Promise.resolve(row === undefined ? null : String(row['text']));
  },
  put: (owner: string, text: string, at: number) =>
    db.write((sql) => {
      sql.run(
        `INSERT INTO person_settings (owner, text, changed_at) VALUES (?, ?, ?)
         ON CONFLICT (owner) DO UPDATE SET text = excluded.text, changed_at = excluded.changed_at`,
        owner,
        text,
        at,
      );
    }),
  remove: (owner: string) => db.write((sql) => void sql.run('DELETE FROM person_settings WHERE owner = ?', owner)),
});
