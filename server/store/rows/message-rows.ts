import type { MessageDelivery } from '../../../contract/message-rules.ts';
import type { Translatable } from '../../../contract/translatable.ts';
import type { OpenMessage, StoredEvent, StoredMessage } from '../message-store.ts';
import { storedJson } from '../stored-json.ts';
import type { Row } from './rows.ts';

// Conversion between rows of messages and what the store's verbs give.

/** Deliveries with what they tell. */
export const joinedMessages = `SELECT delivery.*, message.rule, message.content, message.closed_at FROM message_delivery AS delivery
  JOIN message ON message.seq = delivery.message`;

const contentIn = (row: Row): StoredMessage['content'] => storedJson<StoredMessage['content']>(row['content']);

export const toOpen = (row: Row): OpenMessage => ({
  seq: Number(row['seq']),
  content: contentIn(row) as OpenMessage['content'],
});

export const toEvent = (row: Row): StoredEvent => ({
  seq: Number(row['seq']),
  kind: row['kind'] as StoredEvent['kind'],
  rule: row['rule'] as string | null,
  run: row['run'] as string | null,
  at: Number(row['at']),
  facts: row['facts'] === null ? null : storedJson<StoredEvent['facts']>(row['facts']),
});

export const toMessage = (row: Row): StoredMessage => ({
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
