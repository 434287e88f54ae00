import { reasonIn } from '../../contract/words/reason-in.ts';
import type { Run } from '../../contract/run.ts';
import { statusOfRun } from './connector/connector-words.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long to wait after each failed delivery: quickly at first, then up to a day between two tries, over about five days. */
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

/** No receiver may ask for more than the longest pause between two tries. */
const longestAskedMs = 24 * hour;

/**
 * When to try again after so many failed attempts; null when it is over. `isGone`: the receiver said that it wants no more (410).
 * `notBefore` (epoch ms): it asked for that long a pause (Retry-After), and gets it.
 */
export function nextDelivery(attempts: number, isGone: boolean, now: number, notBefore: number | null): number | null {
  const delayMs = deliveryDelaysMs[attempts - 1];
  if (isGone || delayMs === undefined) return null;
  return Math.max(now + delayMs, Math.min(notBefore ?? 0, now + longestAskedMs));
}

/** The instant that a `Retry-After` means: seconds, or a date of HTTP (RFC 9110, 10.2.3). Null for none or another text. */
export function retryAfter(header: string | undefined, now: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return now + Number(text) * second;
  // Only dates with the name of a day are dates of HTTP; Date.parse takes much more.
  const at = /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? null : at;
}

/** The only event of a run that is not over. Kept with deliveries: do not rename. */
const startedEvent = 'run.started';

/** Larger outputs are left out: they can be fetched by the status call. */
const mostOutputBytes = 256 * 1024;

/** What is sent when a run is over, or (`isBegun`) has begun, after the form of Standard Webhooks: `type`, `timestamp`, `data`. */
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
