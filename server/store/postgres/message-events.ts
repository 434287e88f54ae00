import type { Outcome } from '../../../contract/run.ts';
import type { Sql } from './sql.ts';

// What people may have to be told of, written inside the transaction of the change itself: a kill between the two loses nothing. Only
// what some rule asks for is written (`setWanted`), by every computer of the fleet.

const wantedFact = 'message:';

const note = (sql: Sql, kind: string, wanted: string, run: string, at: number): Promise<number> =>
  sql.run(
    `INSERT INTO message_event (kind, run, at) SELECT $1::text, $2::text, $3::bigint WHERE EXISTS (SELECT 1 FROM fact WHERE name = $4)`,
    kind,
    run,
    at,
    wantedFact + wanted,
  );

export const noteEnd = (sql: Sql, run: string, outcome: Outcome, at: number) => note(sql, 'ended', outcome, run, at);
export const noteStart = (sql: Sql, run: string, at: number) => note(sql, 'started', 'started', run, at);
export const noteLate = (sql: Sql, run: string, at: number) => note(sql, 'late', 'late', run, at);

/** Whether exactly this is written already. */
export async function isWanted(sql: Pick<Sql, 'all'>, wanted: readonly string[]): Promise<boolean> {
  const known = await sql.all('SELECT name FROM fact WHERE starts_with(name, $1)', wantedFact);
  const names = new Set(known.map(({ name }) => String(name)));
  return names.size === new Set(wanted).size && wanted.every((name) => names.has(wantedFact + name));
}

/** Names what is written from now on: outcomes, `started`, `late`. */
export async function setWanted(sql: Sql, wanted: readonly string[]): Promise<void> {
  const names = wanted.map((name) => wantedFact + name);
  await sql.run('DELETE FROM fact WHERE starts_with(name, $1) AND name <> ALL($2)', wantedFact, names);
  await sql.run(
    `INSERT INTO fact SELECT name, 'yes' FROM unnest($1::text[]) AS name ORDER BY name ON CONFLICT DO NOTHING`,
    names,
  );
}

/** Deletes old messages that are no longer on their way; resolves to the largest number of one kind. */
export async function removeMessages(sql: Sql, before: number, slice: number): Promise<number> {
  const messages = await sql.run(
    `DELETE FROM message WHERE seq IN (SELECT seq FROM message WHERE created_at < $1 AND NOT EXISTS
     (SELECT 1 FROM message_delivery WHERE message = message.seq AND state = 'waiting') ORDER BY created_at LIMIT $2)`,
    before,
    slice,
  );
  const told = await sql.run(
    'DELETE FROM message_once WHERE key IN (SELECT key FROM message_once WHERE at < $1 ORDER BY at LIMIT $2)',
    before,
    slice,
  );
  return Math.max(messages, told);
}
