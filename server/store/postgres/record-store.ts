import type { AuditAction, AuditEntry } from '../../../contract/console.ts';
import type { Delivery } from '../../../contract/deliveries.ts';
import type { Notice } from '../../../contract/events.ts';
import type { Translatable } from '../../../contract/translatable.ts';
import { auditSearched, type Doer, type RecordStore, type StoredDelivery } from '../record-store.ts';
import { pageOf, textOf, toDelivery, toEntry, toNotice } from '../rows/record-rows.ts';
import type { Database } from './connection.ts';
import { insertAudit, takeNoticeRuns } from './record-rows.ts';

// Small records apart from schedules and runs: audit, notices, webhook deliveries, single facts.

export const createRecordStore = (db: Database): RecordStore => ({
  ...auditRecords(db),
  ...noticeRecords(db),
  ...deliveryChanges(db),
  ...deliveryReads(db),
  ...singleFacts(db),
});

function auditRecords(db: Database) {
  return {
    audit: (at: number, doer: Doer, action: AuditAction, what: Translatable | string) =>
      db.write(async (sql) => void (await insertAudit(sql, { at, ...doer, action, what }))),

    async auditPage(
      before: number | undefined,
      limit: number,
    ): Promise<{ entries: AuditEntry[]; next: number | null }> {
      const rows = await db.all(
        'SELECT * FROM audit WHERE seq < $1 ORDER BY seq DESC LIMIT $2',
        before ?? Number.MAX_SAFE_INTEGER,
        limit + 1,
      );
      return pageOf(rows.map(toEntry), limit);
    },

    async auditOf(what: string, actions: readonly AuditAction[], limit: number): Promise<AuditEntry[]> {
      const rows = await db.all(
        `SELECT * FROM audit WHERE seq > (SELECT coalesce(max(seq), 0) FROM audit) - ${auditSearched} AND what = $1
         AND action = ANY($2) ORDER BY seq DESC LIMIT $3`,
        JSON.stringify(what),
        actions,
        limit,
      );
      return rows.map(toEntry);
    },
  };
}

function noticeRecords(db: Database) {
  return {
    putNotice: (notice: Notice) =>
      db.write(async (sql) => {
        await sql.run(
          `INSERT INTO notice (id, kind, at, params, run_ids) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id)
           DO UPDATE SET kind = excluded.kind, at = excluded.at, params = excluded.params, run_ids = excluded.run_ids`,
          notice.id,
          notice.kind,
          notice.at,
          JSON.stringify(notice.params),
          JSON.stringify(notice.runIds),
        );
      }),
    notices: async (): Promise<Notice[]> =>
      (await db.all('SELECT * FROM notice ORDER BY at DESC LIMIT 100')).map(toNotice),
    async notice(id: string): Promise<Notice | null> {
      const row = await db.get('SELECT * FROM notice WHERE id = $1', id);
      return row === undefined ? null : toNotice(row);
    },
    takeNoticeRuns: (id: string, runIds: readonly string[] | undefined) =>
      db.write((sql) => takeNoticeRuns(sql, id, runIds)),
    removeNotice: (id: string) =>
      db.write(async (sql) => (await sql.run('DELETE FROM notice WHERE id = $1', id)) === 1),
  };
}

// Leases go by the clock of the database: nobody's own clock makes one longer.
const isFree = '(leased_until IS NULL OR leased_until <= now_ms())';

function deliveryChanges(db: Database) {
  return {
    insertDelivery: (delivery: Omit<StoredDelivery, 'seq'>) =>
      db.write(async (sql): Promise<StoredDelivery> => {
        const row = await sql.get(
          `INSERT INTO delivery (id, event, url, run, body, state, attempts, created_at, next_at, last_error, delivered_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING seq`,
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
        return { ...delivery, seq: Number(row?.['seq']) };
      }),
    updateDelivery: (
      id: string,
      change: Pick<Delivery, 'state' | 'attempts' | 'nextAt' | 'lastError' | 'deliveredAt'>,
    ) =>
      db.write(async (sql) => {
        await sql.run(
          'UPDATE delivery SET state = $2, attempts = $3, next_at = $4, last_error = $5, delivered_at = $6, leased_until = NULL WHERE id = $1',
          id,
          change.state,
          change.attempts,
          change.nextAt,
          textOf(change.lastError),
          change.deliveredAt,
        );
      }),
    leaseDelivery: (id: string, at: number, forMs: number) =>
      db.note(async (sql) => {
        const changes = await sql.run(
          `UPDATE delivery SET leased_until = now_ms() + $3 WHERE id = $1 AND next_at <= $2 AND ${isFree}`,
          id,
          at,
          forMs,
        );
        return changes === 1;
      }),
    releaseDelivery: (id: string) =>
      db.note(async (sql) => void (await sql.run('UPDATE delivery SET leased_until = NULL WHERE id = $1', id))),
  };
}

function deliveryReads(db: Database) {
  return {
    dueDeliveries: async (now: number, limit: number, notTo: readonly string[]): Promise<StoredDelivery[]> =>
      (
        await db.all(
          `SELECT * FROM delivery WHERE next_at <= $1 AND ${isFree} AND NOT EXISTS (SELECT 1 FROM unnest($3::text[]) AS server
           WHERE starts_with(url, server) AND substr(url, length(server) + 1, 1) IN ('', '/', '?', '#'))
           ORDER BY next_at LIMIT $2`,
          now,
          limit,
          notTo,
        )
      ).map(toDelivery),
    async nextDelivery(after: number): Promise<number | null> {
      const row = await db.get(
        `SELECT min(greatest(next_at, leased_until)) AS at FROM delivery
         WHERE next_at IS NOT NULL AND (next_at > $1 OR leased_until > $1)`,
        after,
      );
      return (row?.['at'] ?? null) as number | null;
    },
    async delivery(id: string): Promise<StoredDelivery | null> {
      const row = await db.get('SELECT * FROM delivery WHERE id = $1', id);
      return row ? toDelivery(row) : null;
    },
    async deliveryPage(
      before: number | undefined,
      limit: number,
    ): Promise<{ entries: StoredDelivery[]; next: number | null }> {
      const rows = await db.all(
        'SELECT * FROM delivery WHERE seq < $1 ORDER BY seq DESC LIMIT $2',
        before ?? Number.MAX_SAFE_INTEGER,
        limit + 1,
      );
      return pageOf(rows.map(toDelivery), limit);
    },
  };
}

function singleFacts(db: Database) {
  return {
    async fact(name: string): Promise<string | null> {
      return ((await db.get('SELECT value FROM fact WHERE name = $1', name))?.['value'] ?? null) as string | null;
    },
    setFact: (name: string, value: string | null) =>
      db.write(async (sql) => {
        if (value === null) await sql.run('DELETE FROM fact WHERE name = $1', name);
        else
          await sql.run(
            'INSERT INTO fact VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
            name,
            value,
          );
      }),
    swapFact: (name: string, was: string | null, value: string | null) =>
      db.write(async (sql): Promise<boolean> => {
        if (was === null) {
          if (value === null) return (await sql.get('SELECT 1 AS one FROM fact WHERE name = $1', name)) === undefined;
          return (await sql.run('INSERT INTO fact VALUES ($1, $2) ON CONFLICT DO NOTHING', name, value)) === 1;
        }
        const changes =
          value === null
            ? sql.run('DELETE FROM fact WHERE name = $1 AND value = $2', name, was)
            : sql.run('UPDATE fact SET value = $3 WHERE name = $1 AND value = $2', name, was, value);
        return (await changes) === 1;
      }),
  };
}
