import { auditSearched, type AuditLine, type Doer, type RecordStore, type StoredDelivery } from '../record-store.ts';
import type { AuditAction, AuditEntry } from '../../../contract/console.ts';
import type { Delivery } from '../../../contract/deliveries.ts';
import type { Notice } from '../../../contract/events.ts';
import type { Translatable } from '../../../contract/translatable.ts';
import { pageOf, textOf, toDelivery, toEntry, toNotice } from '../rows/record-rows.ts';
import type { Database, Sql } from './database.ts';

// Small records apart from schedules and runs: audit, notices, webhook deliveries, single facts.

type Page<T> = Promise<{ entries: T[]; next: number | null }>;

const page = <T extends { seq: number }>(rows: T[], limit: number): Page<T> => Promise.resolve(pageOf(rows, limit));

/** Runs inside the caller's transaction. */
export function insertAudit(sql: Sql, { at, who, owner, action, what }: AuditLine): void {
  sql.run(
    'INSERT INTO audit (at, who, owner, action, what) VALUES (?, ?, ?, ?, ?)',
    at,
    who,
    owner,
    action,
    JSON.stringify(what),
  );
}

export const createRecordStore = (db: Database): RecordStore => ({
  ...auditRecords(db),
  ...noticeRecords(db),
  ...deliveryRecords(db),
  ...singleFacts(db),
});

function auditRecords(db: Database) {
  return {
    audit: (at: number, doer: Doer, action: AuditAction, what: Translatable | string) =>
      db.write((sql) => insertAudit(sql, { at, ...doer, action, what })),

    auditPage(before: number | undefined, limit: number): Page<AuditEntry> {
      const rows = db.all(
        'SELECT * FROM audit WHERE seq < ? ORDER BY seq DESC LIMIT ?',
        before ?? Number.MAX_SAFE_INTEGER,
        limit + 1,
      );
      return page(rows.map(toEntry), limit);
    },

    auditOf(what: string, actions: readonly AuditAction[], limit: number): Promise<AuditEntry[]> {
      const rows = db.all(
        `SELECT * FROM audit WHERE seq > (SELECT coalesce(max(seq), 0) FROM audit) - ${auditSearched} AND what = ?
         AND action IN (SELECT value FROM json_each(?)) ORDER BY seq DESC LIMIT ?`,
        JSON.stringify(what),
        JSON.stringify(actions),
        limit,
      );
      return Promise.resolve(rows.map(toEntry));
    },
  };
}

function noticeRecords(db: Database) {
  return {
    putNotice: (notice: Notice) =>
      db.write((sql) => {
        sql.run(
          'INSERT OR REPLACE INTO notice (id, kind, at, params, run_ids) VALUES (?, ?, ?, ?, ?)',
          notice.id,
          notice.kind,
          notice.at,
          JSON.stringify(notice.params),
          JSON.stringify(notice.runIds),
        );
      }),
    notices: (): Promise<Notice[]> =>
      Promise.resolve(db.all('SELECT * FROM notice ORDER BY at DESC LIMIT 100').map(toNotice)),
    notice: (id: string): Promise<Notice | null> => {
      const row = db.get('SELECT * FROM notice WHERE id = ?', id);
      return Promise.resolve(row === undefined ? null : toNotice(row));
    },
    takeNoticeRuns: (id: string, runIds: readonly string[] | undefined) =>
      db.write((sql) => takeNoticeRuns(sql, id, runIds)),
    removeNotice: (id: string) => db.write((sql) => sql.run('DELETE FROM notice WHERE id = ?', id).changes === 1),
  };
}

/** Takes runs off a notice inside the caller's transaction; those that were on it. */
export function takeNoticeRuns(sql: Sql, id: string, runIds: readonly string[] | undefined): string[] {
  const row = sql.get('SELECT * FROM notice WHERE id = ?', id);
  if (row === undefined) return [];
  const present = toNotice(row).runIds;
  const taken = runIds === undefined ? present : present.filter((run) => runIds.includes(run));
  const left = present.filter((run) => !taken.includes(run));
  if (left.length === 0) sql.run('DELETE FROM notice WHERE id = ?', id);
  else sql.run('UPDATE notice SET run_ids = ? WHERE id = ?', JSON.stringify(left), id);
  return taken;
}

function deliveryRecords(db: Database) {
  /** Until when a delivery is taken. Only this process sends, so a restart may forget it. */
  const leases = new Map<string, number>();
  return {
    leaseDelivery(id: string, at: number, forMs: number): Promise<boolean> {
      const isFree = (leases.get(id) ?? -Infinity) <= at;
      if (isFree) leases.set(id, at + forMs);
      return Promise.resolve(isFree);
    },
    releaseDelivery: (id: string): Promise<void> => Promise.resolve(void leases.delete(id)),
    insertDelivery: (delivery: Omit<StoredDelivery, 'seq'>) =>
      db.write((sql): StoredDelivery => {
        const { lastInsertRowid } = sql.run(
          'INSERT INTO delivery (id, event, url, run, body, state, attempts, created_at, next_at, last_error, delivered_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
          delivery.id,
          delivery.event,
          delivery.url,
          delivery.runId,
          delivery.body,
          delivery.state,
          delivery.attempts,
          delivery.createdAt,
          delivery.nextAt,
          textOf(delivery.lastError),
          delivery.deliveredAt,
        );
        return { ...delivery, seq: lastInsertRowid };
      }),
    updateDelivery: (
      id: string,
      change: Pick<Delivery, 'state' | 'attempts' | 'nextAt' | 'lastError' | 'deliveredAt'>,
    ) =>
      db.write((sql) => {
        sql.run(
          'UPDATE delivery SET state = ?, attempts = ?, next_at = ?, last_error = ?, delivered_at = ? WHERE id = ?',
          change.state,
          change.attempts,
          change.nextAt,
          textOf(change.lastError),
          change.deliveredAt,
          id,
        );
        leases.delete(id);
      }),
    dueDeliveries(now: number, limit: number, notTo: readonly string[]) {
      for (const [id, until] of leases) if (until <= now) leases.delete(id);
      return Promise.resolve(
        db
          .all(
            `SELECT * FROM delivery WHERE next_at <= ?1 AND id NOT IN (SELECT value FROM json_each(?4)) AND NOT EXISTS (SELECT 1 FROM json_each(?3)
             WHERE substr(url, 1, length(value)) = value AND substr(url, length(value) + 1, 1) IN ('', '/', '?', '#'))
             ORDER BY next_at LIMIT ?2`,
            now,
            limit,
            JSON.stringify(notTo),
            JSON.stringify([...leases.keys()]),
          )
          .map(toDelivery),
      );
    },
    nextDelivery(after: number): Promise<number | null> {
      const row = db.get('SELECT min(next_at) AS at FROM delivery WHERE next_at > ?', after);
      return Promise.resolve((row?.['at'] ?? null) as number | null);
    },
    delivery(id: string): Promise<StoredDelivery | null> {
      const row = db.get('SELECT * FROM delivery WHERE id = ?', id);
      return Promise.resolve(row ? toDelivery(row) : null);
    },
    deliveryPage(before: number | undefined, limit: number): Page<StoredDelivery> {
      const rows = db.all(
        'SELECT * FROM delivery WHERE seq < ? ORDER BY seq DESC LIMIT ?',
        before ?? Number.MAX_SAFE_INTEGER,
        limit + 1,
      );
      return page(rows.map(toDelivery), limit);
    },
  };
}

function singleFacts(db: Database) {
  return {
    fact: (name: string) => Promise.resolve(factIn(db, name)),
    setFact: (name: string, value: string | null) => db.write((sql) => setFact(sql, name, value)),
    swapFact: (name: string, was: string | null, value: string | null) =>
      db.write((sql) => {
        if (factIn(sql, name) !== was) return false;
        setFact(sql, name, value);
        return true;
      }),
  };
}

const factIn = (sql: Sql, name: string): string | null =>
  (sql.get('SELECT value FROM fact WHERE name = ?', name)?.['value'] ?? null) as string | null;

function setFact(sql: Sql, name: string, value: string | null): void {
  if (value === null) sql.run('DELETE FROM fact WHERE name = ?', name);
  else sql.run('INSERT OR REPLACE INTO fact VALUES (?, ?)', name, value);
}
