import { reasonIn } from '../../contract/words/reason-in.ts';
import type { Run } from '../../contract/run.ts';
import { statusOfRun } from './connector/connector-words.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** The backoff after each failed delivery: short at first, then up to a day between two tries, over about five days. */
export const deliveryDelaysMs = [
  5 * second,
  30 * second,
  2 * minute,
  10 * minute,
  30 * minute,
  2 * hour,
  6 * hour,
  12 * hour,
  24 * hour,
  24 * hour,
  24 * hour,
  24 * hour,
] as const;

/** A receiver's Retry-After is limited to the longest pause between two tries. */
const longestAskedMs = 24 * hour;

/**
 * When to retry after this many failed attempts; null to give up. `isGone`: the receiver wants no more (410). `notBefore` (epoch
 * ms): the pause that it asked for (Retry-After).
 */
export function nextDelivery(attempts: number, isGone: boolean, now: number, notBefore: number | null): number | null {
  const delayMs = deliveryDelaysMs[attempts - 1];
  if (isGone || delayMs === undefined) return null;
  return Math.max(now + delayMs, Math.min(notBefore ?? 0, now + longestAskedMs));
}

/** The instant of a `Retry-After`: seconds, or an HTTP date (RFC 9110, 10.2.3). Null if there is none or it is another text. */
export function retryAfter(header: string | undefined, now: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return now + Number(text) * second;
  // An HTTP date begins with a weekday; Date.parse accepts much more.
  const at = /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? null : at;
}

/** The only event of a run that is not over. Stored with deliveries: do not rename. */
const startedEvent = 'run.started';

/** Larger outputs are left out: a status call can fetch them. */
const mostOutputBytes = 256 * 1024;

/** The event for a run that is over, or (`isBegun`) has started, in the form of Standard Webhooks: `type`, `timestamp`, `data`. */
export function runEvent(
  run: Run,
  outputs: Readonly<Record<string, unknown>>,
  now: number,
  { isBegun = false }: { readonly isBegun?: boolean } = {},
): { event: string; body: string } {
  const status = statusOfRun(run);
  const event = isBegun ? startedEvent : `run.${status.toLowerCase()}`;
  const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
  const isSmall = JSON.stringify(outputs).length <= mostOutputBytes;
  const reason = run.reason === null ? null : reasonIn('en', run.reason);
  const data = {
    robustaSpid: run.scheduleId,
    runId: run.id,
    name: run.process,
    status,
    outcome: run.outcome,
    reason,
    warning: run.hasWarning && run.outcome === 'succeeded' ? reason : null,
    trigger: run.trigger,
    startedBy: run.startedBy,
    attempts: run.attempt,
    dueAt: iso(run.dueAt),
    startedAt: iso(run.startedAt),
    endedAt: iso(run.endedAt),
    ...(isBegun ? {} : isSmall ? { outputs } : { outputsLeftOut: true }),
  };
  return { event, body: JSON.stringify({ type: event, timestamp: iso(now), data }) };
}

export function testEvent(now: number): { event: string; body: string } {
  const event = 'test';
  const data = { message: 'This is a test of webhooks from Rota' };
  return { event, body: JSON.stringify({ type: event, timestamp: new Date(now).toISOString(), data }) };
}
