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
import type { Database, Sql } from './database.ts';
import { isWanted, setWanted } from './message-events.ts';
import { messageReads } from './message-reads.ts';

export const createMessageStore = (db: Database): MessageStore => ({
  isShared: false,
  ...eventRows(db),
  ...messageRows(db),
  ...deliveryRows(db),
  ...messageReads(db),
});

function eventRows(db: Database) {
  return {
    // Every start says it again: where it is so already, that is no write.
    setWanted: (wanted: readonly string[]): Promise<void> =>
      isWanted(db, wanted) ? Promise.resolve() : db.write((sql) => setWanted(sql, wanted)),
    addEvent: (event: Omit<StoredEvent, 'seq'>, once: string | null) =>
      db.write((sql): boolean => {
        if (once !== null && !putOnce(sql, once, event.at)) return false;
        sql.run(
          'INSERT INTO message_event (kind, rule, run, at, facts) VALUES (?, ?, ?, ?, ?)',
          event.kind,
          event.rule,
          event.run,
          event.at,
          event.facts === null ? null : JSON.stringify(event.facts),
        );
        return true;
      }),
    setOnce: (key: string, at: number | null) =>
      db.write((sql) => {
        if (at === null) sql.run('DELETE FROM message_once WHERE key = ?', key);
        else putOnce(sql, key, at);
      }),
    wasToldOnce: (key: string) =>
      Promise.resolve(db.get('SELECT 1 FROM message_once WHERE key = ?', key) !== undefined),
    events: (limit: number) =>
      Promise.resolve({
        mark: 0,
        events: db.all('SELECT * FROM message_event ORDER BY seq LIMIT ?', limit).map(toEvent),
      }),
  };
}

function messageRows(db: Database) {
  return {
    open: (rule: string): Promise<OpenMessage[]> =>
      Promise.resolve(
        db
          .all(
            `SELECT seq, content FROM message WHERE rule = ? AND closed_at IS NULL AND kind = 'events' ORDER BY seq`,
            rule,
          )
          .map(toOpen),
      ),
    lastSentAt(rule: string): Promise<number | null> {
      const row = db.get(
        `SELECT max(closed_at) AS at FROM message WHERE rule = ? AND closed_at IS NOT NULL AND kind = 'events'`,
        rule,
      );
      return Promise.resolve((row?.['at'] ?? null) as number | null);
    },
    settle: ({ events, made, joined }: Settled) =>
      db.write((sql): boolean => {
        // Only this process settles: nothing came in between.
        sql.run('DELETE FROM message_event WHERE seq IN (SELECT value FROM json_each(?))', JSON.stringify(events));
        for (const { seq, content } of joined)
          sql.run('UPDATE message SET content = ? WHERE seq = ?', JSON.stringify(content), seq);
        for (const message of made) insertMessage(sql, message);
        return true;
      }),
    add: (message: NewMessage, once: string) =>
      db.write((sql): boolean => {
        if (!putOnce(sql, once, message.at)) return false;
        insertMessage(sql, message);
        return true;
      }),
    close: (message: number, at: number) =>
      db.write((sql) => {
        sql.run('UPDATE message SET closed_at = coalesce(closed_at, ?) WHERE seq = ?', at, message);
      }),
  };
}

function deliveryRows(db: Database) {
  /** Under way: in memory, because only this process sends. */
  const leased = new Map<string, number>();
  return {
    lease(id: string, now: number, forMs: number): Promise<boolean> {
      const row = db.get('SELECT 1 FROM message_delivery WHERE id = ? AND next_at <= ?', id, now);
      const isFree = row !== undefined && (leased.get(id) ?? now) <= now;
      if (isFree) leased.set(id, now + forMs);
      return Promise.resolve(isFree);
    },
    release: (id: string) => Promise.resolve(void leased.delete(id)),
    due: (now: number, limit: number, notThrough: readonly string[]): Promise<StoredMessage[]> =>
      Promise.resolve(
        db
          .all(
            `${joinedMessages} WHERE delivery.next_at <= ? AND delivery.channel NOT IN (SELECT value FROM json_each(?))
             ORDER BY delivery.next_at, delivery.seq LIMIT ?`,
            now,
            JSON.stringify(notThrough),
            limit,
          )
          .map(toMessage),
      ),
    next(after: number): Promise<number | null> {
      const row = db.get('SELECT min(next_at) AS at FROM message_delivery WHERE next_at > ?', after);
      return Promise.resolve((row?.['at'] ?? null) as number | null);
    },
    update: (id: string, change: MessageChange) =>
      db.write((sql) => {
        leased.delete(id);
        sql.run(
          'UPDATE message_delivery SET state = ?, attempts = ?, next_at = ?, last_error = ?, delivered_at = ? WHERE id = ?',
          change.state,
          change.attempts,
          change.nextAt,
          change.lastError === null ? null : JSON.stringify(change.lastError),
          change.deliveredAt,
          id,
        );
      }),
    get(id: string): Promise<StoredMessage | null> {
      const row = db.get(`${joinedMessages} WHERE delivery.id = ?`, id);
      return Promise.resolve(row === undefined ? null : toMessage(row));
    },
    page(before: number | undefined, limit: number) {
      const rows = db.all(
        `${joinedMessages} WHERE delivery.seq < ? ORDER BY delivery.seq DESC LIMIT ?`,
        before ?? Number.MAX_SAFE_INTEGER,
        limit + 1,
      );
      const entries = rows.slice(0, limit).map(toMessage);
      return Promise.resolve({ entries, next: rows.length > limit ? (entries.at(-1)?.seq ?? null) : null });
    },
  };
}

/** False if the key is there already. */
const putOnce = (sql: Sql, key: string, at: number): boolean =>
  sql.run('INSERT OR IGNORE INTO message_once VALUES (?, ?)', key, at).changes === 1;

function insertMessage(sql: Sql, { rule, content, at, nextAt, deliveries }: NewMessage): void {
  const message = sql.run(
    'INSERT INTO message (rule, kind, content, created_at) VALUES (?, ?, ?, ?)',
    rule,
    content.kind,
    JSON.stringify(content),
    at,
  ).lastInsertRowid;
  for (const { id, channel } of deliveries)
    sql.run(
      `INSERT INTO message_delivery (id, message, channel, state, created_at, next_at) VALUES (?, ?, ?, 'waiting', ?, ?)`,
      id,
      message,
      channel,
      at,
      nextAt,
    );
}
