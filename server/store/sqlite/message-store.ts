import type { MessageDelivery } from '../../../contract/message-rules.ts';
import type { Translatable } from '../../../contract/translatable.ts';
import type {
  MessageChange,
  MessageStore,
  NewMessage,
  OpenMessage,
  StoredEvent,
  StoredMessage,
} from '../message-store.ts';
import type { Database, Row, Sql } from './database.ts';
import { isWanted, setWanted } from './message-events.ts';
import { messageReads } from './message-reads.ts';
import { storedJson } from '../stored-json.ts';

const joined = `SELECT delivery.*, message.rule, message.content, message.closed_at FROM message_delivery AS delivery
  JOIN message ON message.seq = delivery.message`;

export const createMessageStore = (db: Database): MessageStore => ({
  isKept: true,
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
    events: (limit: number): Promise<StoredEvent[]> =>
      Promise.resolve(db.all('SELECT * FROM message_event ORDER BY seq LIMIT ?', limit).map(toEvent)),
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
          .map((row) => ({ seq: Number(row['seq']), content: contentIn(row) as OpenMessage['content'] })),
      ),
    lastSentAt(rule: string): Promise<number | null> {
      const row = db.get(
        `SELECT max(closed_at) AS at FROM message WHERE rule = ? AND closed_at IS NOT NULL AND kind = 'events'`,
        rule,
      );
      return Promise.resolve((row?.['at'] ?? null) as number | null);
    },
    settle: (upTo: number, made: readonly NewMessage[], changed: readonly OpenMessage[]) =>
      db.write((sql) => {
        sql.run('DELETE FROM message_event WHERE seq <= ?', upTo);
        for (const { seq, content } of changed)
          sql.run('UPDATE message SET content = ? WHERE seq = ?', JSON.stringify(content), seq);
        for (const message of made) insertMessage(sql, message);
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
  return {
    due: (now: number, limit: number, notThrough: readonly string[]): Promise<StoredMessage[]> =>
      Promise.resolve(
        db
          .all(
            `${joined} WHERE delivery.next_at <= ? AND delivery.channel NOT IN (SELECT value FROM json_each(?))
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
      const row = db.get(`${joined} WHERE delivery.id = ?`, id);
      return Promise.resolve(row === undefined ? null : toMessage(row));
    },
    page(before: number | undefined, limit: number) {
      const rows = db.all(
        `${joined} WHERE delivery.seq < ? ORDER BY delivery.seq DESC LIMIT ?`,
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

const contentIn = (row: Row): StoredMessage['content'] => storedJson<StoredMessage['content']>(row['content']);

const toEvent = (row: Row): StoredEvent => ({
  seq: Number(row['seq']),
  kind: row['kind'] as StoredEvent['kind'],
  rule: row['rule'] as string | null,
  run: row['run'] as string | null,
  at: Number(row['at']),
  facts: row['facts'] === null ? null : storedJson<StoredEvent['facts']>(row['facts']),
});

const toMessage = (row: Row): StoredMessage => ({
  seq: Number(row['seq']),
  id: String(row['id']),
  message: Number(row['message']),
  rule: String(row['rule']),
  channel: String(row['channel']),
  content: contentIn(row),
  isClosed: row['closed_at'] !== null,
  state: row['state'] as MessageDelivery['state'],
  attempts: Number(row['attempts']),
  createdAt: Number(row['created_at']),
  nextAt: row['next_at'] as number | null,
  lastError: row['last_error'] === null ? null : storedJson<Translatable | string>(row['last_error']),
  deliveredAt: row['delivered_at'] as number | null,
});
