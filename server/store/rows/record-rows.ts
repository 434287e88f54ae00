import type { AuditEntry } from '../../../contract/console.ts';
import type { Delivery } from '../../../contract/deliveries.ts';
import type { Notice } from '../../../contract/events.ts';
import type { Translatable } from '../../../contract/translatable.ts';
import type { StoredDelivery } from '../record-store.ts';
import type { Row } from './rows.ts';
import { storedJson } from '../stored-json.ts';

// Conversion between rows of records and the types of the contract.

export const textOf = (told: Delivery['lastError']): string | null => (told === null ? null : JSON.stringify(told));

const toldIn = (text: Row[string] | undefined): Translatable | string => storedJson<Translatable | string>(text);

export const toEntry = (row: Row): AuditEntry => ({ ...(row as unknown as AuditEntry), what: toldIn(row['what']) });

export function toDelivery(row: Row): StoredDelivery {
  return {
    seq: Number(row['seq']),
    id: String(row['id']),
    event: String(row['event']),
    url: String(row['url']),
    runId: row['run'] as string | null,
    body: String(row['body']),
    state: row['state'] as Delivery['state'],
    attempts: Number(row['attempts']),
    createdAt: Number(row['created_at']),
    nextAt: row['next_at'] as number | null,
    lastError: row['last_error'] === null ? null : toldIn(row['last_error']),
    deliveredAt: row['delivered_at'] as number | null,
  };
}

export const toNotice = (row: Row): Notice => ({
  id: String(row['id']),
  kind: row['kind'] as Notice['kind'],
  at: Number(row['at']),
  params: storedJson(row['params']),
  runIds: storedJson(row['run_ids']),
});

/** A page of rows that were asked for with one more than fits. */
export function pageOf<T extends { seq: number }>(rows: T[], limit: number): { entries: T[]; next: number | null } {
  const entries = rows.slice(0, limit);
  return { entries, next: rows.length > limit ? (entries.at(-1)?.seq ?? null) : null };
}
