import type {
  MessageChange,
  MessageStore,
  NewMessage,
  OpenMessage,
  Settled,
  StoredEvent,
  StoredMessage,
} from '../message-store.ts';
import { joinedMessages, toEvent, toMessage, toOpen } from '../rows/message-rows.ts';
import type { Database } from './connection.ts';
import { isWanted, setWanted } from './message-events.ts';
import { messageReads } from './message-reads.ts';
import type { Sql } from './sql.ts';

export const createMessageStore = (db: Database): MessageStore => ({
  isShared: true,
  ...eventRows(db),
  ...messageRows(db),
  ...deliveryRows(db),
  ...messageReads(db),
});

/** Undoes a transaction in which somebody else was quicker. */
class Overtaken extends Error {}

function eventRows(db: Database) {
  return {
    // Every start says it again: where it is so already, that is no write.
    setWanted: async (wanted: readonly string[]): Promise<void> => {
      if (!(await isWanted(db, wanted))) await db.write((sql) => setWanted(sql, wanted));
    },
    addEvent: (event: Omit<StoredEvent, 'seq'>, once: string | null) =>
      db.write(async (sql): Promise<boolean> => {
        if (once !== null && !(await putOnce(sql, once, event.at))) return false;
        await sql.run(
          'INSERT INTO message_event (kind, rule, run, at, facts) VALUES ($1, $2, $3, $4, $5)',
          event.kind,
          event.rule,
          event.run,
          event.at,
          event.facts === null ? null : JSON.stringify(event.facts),
        );
        return true;
      }),
    setOnce: (key: string, at: number | null) =>
      db.write(async (sql) => {
        if (at === null) await sql.run('DELETE FROM message_once WHERE key = $1', key);
        else await putOnce(sql, key, at);
      }),
    wasToldOnce: async (key: string) =>
      (await db.get('SELECT 1 AS one FROM message_once WHERE key = $1', key)) !== undefined,
    async events(limit: number): Promise<{ mark: number; events: StoredEvent[] }> {
      // The mark before everything that is read by it.
      const row = await db.get('SELECT settled FROM message_mark');
      const rows = await db.all('SELECT * FROM message_event ORDER BY seq LIMIT $1', limit);
      return { mark: Number(row?.['settled'] ?? 0), events: rows.map(toEvent) };
    },
  };
}

function messageRows(db: Database) {
  return {
    open: async (rule: string): Promise<OpenMessage[]> =>
      (
        await db.all(
          `SELECT seq, content FROM message WHERE rule = $1 AND closed_at IS NULL AND kind = 'events' ORDER BY seq`,
          rule,
        )
      ).map(toOpen),
    async lastSentAt(rule: string): Promise<number | null> {
      const row = await db.get(
        `SELECT max(closed_at) AS at FROM message WHERE rule = $1 AND closed_at IS NOT NULL AND kind = 'events'`,
        rule,
      );
      return (row?.['at'] ?? null) as number | null;
    },
    settle: (settled: Settled): Promise<boolean> =>
      db
        .write((sql) => settle(sql, settled))
        .then(
          () => true,
          (error: unknown) => {
            if (error instanceof Overtaken) return false;
            throw error;
          },
        ),
    add: (message: NewMessage, once: string) =>
      db.write(async (sql): Promise<boolean> => {
        if (!(await putOnce(sql, once, message.at))) return false;
        await insertMessage(sql, message);
        return true;
      }),
    close: (message: number, at: number) =>
      db.write(async (sql) => {
        await sql.run('UPDATE message SET closed_at = coalesce(closed_at, $2) WHERE seq = $1', message, at);
      }),
  };
}

async function settle(sql: Sql, { mark, events, made, joined }: Settled): Promise<void> {
  const first = await sql.run('UPDATE message_mark SET settled = settled + 1 WHERE settled = $1', mark);
  if (first === 0) throw new Overtaken();
  // By their numbers: one that began earlier may become visible later, with a smaller number.
  await sql.run('DELETE FROM message_event WHERE seq = ANY($1)', events);
  for (const { seq, content } of joined) {
    const count = await sql.run(
      'UPDATE message SET content = $2 WHERE seq = $1 AND closed_at IS NULL',
      seq,
      JSON.stringify(content),
    );
    if (count === 0) throw new Overtaken();
  }
  for (const message of made) await insertMessage(sql, message);
}

// Leases go by the clock of the database. What another computer is sending keeps its channel busy for all: one at a time.
const isFree = '(delivery.leased_until IS NULL OR delivery.leased_until <= now_ms())';
const isChannelFree = `NOT EXISTS (SELECT 1 FROM message_delivery AS other
  WHERE other.channel = delivery.channel AND other.leased_until > now_ms() AND other.next_at IS NOT NULL)`;

function deliveryRows(db: Database) {
  return {
    due: async (now: number, limit: number, notThrough: readonly string[]): Promise<StoredMessage[]> =>
      (
        await db.all(
          `${joinedMessages} WHERE delivery.next_at <= $1 AND delivery.channel <> ALL($2) AND ${isFree} AND ${isChannelFree}
           ORDER BY delivery.next_at, delivery.seq LIMIT $3`,
          now,
          notThrough,
          limit,
        )
      ).map(toMessage),
    async next(after: number): Promise<number | null> {
      const row = await db.get(
        `SELECT min(greatest(next_at, leased_until)) AS at FROM message_delivery
         WHERE next_at IS NOT NULL AND (next_at > $1 OR leased_until > $1)`,
        after,
      );
      return (row?.['at'] ?? null) as number | null;
    },
    lease: (id: string, now: number, forMs: number) =>
      db.note(
        async (sql) =>
          (await sql.run(
            `UPDATE message_delivery AS delivery SET leased_until = now_ms() + $3 WHERE id = $1 AND next_at <= $2 AND ${isFree}`,
            id,
            now,
            forMs,
          )) === 1,
      ),
    release: (id: string) =>
      db.note(async (sql) => void (await sql.run('UPDATE message_delivery SET leased_until = NULL WHERE id = $1', id))),
    update: (id: string, change: MessageChange) =>
      db.write(async (sql) => {
        await sql.run(
          `UPDATE message_delivery SET state = $2, attempts = $3, next_at = $4, last_error = $5, delivered_at = $6, leased_until = NULL
           WHERE id = $1`,
          id,
          change.state,
          change.attempts,
          change.nextAt,
          change.lastError === null ? null : JSON.stringify(change.lastError),
          change.deliveredAt,
        );
      }),
    async get(id: string): Promise<StoredMessage | null> {
      const row = await db.get(`${joinedMessages} WHERE delivery.id = $1`, id);
      return row === undefined ? null : toMessage(row);
    },
    async page(before: number | undefined, limit: number) {
      const rows = await db.all(
        `${joinedMessages} WHERE delivery.seq < $1 ORDER BY delivery.seq DESC LIMIT $2`,
        before ?? Number.MAX_SAFE_INTEGER,
        limit + 1,
      );
      const entries = rows.slice(0, limit).map(toMessage);
      return { entries, next: rows.length > limit ? (entries.at(-1)?.seq ?? null) : null };
    },
  };
}

/** False if the key is there already. */
const putOnce = async (sql: Sql, key: string, at: number): Promise<boolean> =>
  (await sql.run('INSERT INTO message_once VALUES ($1, $2) ON CONFLICT DO NOTHING', key, at)) === 1;

async function insertMessage(sql: Sql, { rule, content, at, nextAt, deliveries }: NewMessage): Promise<void> {
  const row = await sql.get(
    'INSERT INTO message (rule, kind, content, created_at) VALUES ($1, $2, $3, $4) RETURNING seq',
    rule,
    content.kind,
    JSON.stringify(content),
    at,
  );
  for (const { id, channel } of deliveries)
    await sql.run(
      `INSERT INTO message_delivery (id, message, channel, state, created_at, next_at) VALUES ($1, $2, $3, 'waiting', $4, $5)`,
      id,
      Number(row?.['seq']),
      channel,
      at,
      nextAt,
    );
}
