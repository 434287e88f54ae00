import type { Outcome } from '../../../contract/run.ts';
import type { Sql } from './database.ts';

// What people may have to be told of, written inside the transaction of the change itself: a kill between the two loses nothing. Only
// what some rule asks for is written (`setWanted`).

const wantedFact = 'message:';

const note = (sql: Sql, kind: string, wanted: string, run: string, at: number): unknown =>
  sql.run(
    'INSERT INTO message_event (kind, run, at) SELECT ?, ?, ? WHERE EXISTS (SELECT 1 FROM fact WHERE name = ?)',
    kind,
    run,
    at,
    wantedFact + wanted,
  );

export const noteEnd = (sql: Sql, run: string, outcome: Outcome, at: number) => note(sql, 'ended', outcome, run, at);
export const noteStart = (sql: Sql, run: string, at: number) => note(sql, 'started', 'started', run, at);
export const noteLate = (sql: Sql, run: string, at: number) => note(sql, 'late', 'late', run, at);

/** Whether exactly this is written already. */
export function isWanted(sql: Pick<Sql, 'all'>, wanted: readonly string[]): boolean {
  const known = sql.all(`SELECT name FROM fact WHERE substr(name, 1, ${wantedFact.length}) = ?`, wantedFact);
  const names = new Set(known.map(({ name }) => name));
  return names.size === new Set(wanted).size && wanted.every((name) => names.has(wantedFact + name));
}

/** Names what is written from now on: outcomes, `started`, `late`. */
export function setWanted(sql: Sql, wanted: readonly string[]): void {
  sql.run(`DELETE FROM fact WHERE substr(name, 1, ${wantedFact.length}) = ?`, wantedFact);
  for (const name of wanted) sql.run('INSERT INTO fact VALUES (?, ?)', wantedFact + name, 'yes');
}

/** Deletes old messages that are no longer on their way; returns the largest number of one kind. */
export function removeMessages(sql: Sql, before: number, slice: number): number {
  const messages = sql.run(
    `DELETE FROM message WHERE seq IN (SELECT seq FROM message WHERE created_at < ? AND NOT EXISTS
     (SELECT 1 FROM message_delivery WHERE message = message.seq AND state = 'waiting') ORDER BY created_at LIMIT ?)`,
    before,
    slice,
  );
  const told = sql.run(
    'DELETE FROM message_once WHERE key IN (SELECT key FROM message_once WHERE at < ? ORDER BY at LIMIT ?)',
    before,
    slice,
  );
  return Math.max(messages.changes, told.changes);
}
