import { readFlag } from '../values/flags.ts';
import { readKeys } from './start-keys.ts';

const flags = new Set(['runOnce', 'runImmediately', 'wakeComputer', 'strict']);
const numbers = new Set([
  ...['retryCount', 'retryDelaySeconds', 'retryDelayMaxSeconds', 'retryJitterPercent', 'idleMinutes'],
  ...['timeoutSeconds', 'worker'],
]);

/**
 * One text for all bodies with the same meaning: it ignores the order and spelling of keys, keys that are ignored or absent, and
 * whether values are an object or its JSON text. Starts with the same `Idempotency-Key` are compared by it. It leaves out what
 * depends on the moment or on the process (defaults, "now"), so that a later retry is still the same start.
 */
export function startFingerprint(body: unknown): string {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return JSON.stringify(body) ?? '';
  const { keyed } = readKeys(body);
  return inOrder(Object.fromEntries(Object.entries(keyed).map(([key, value]) => [key, asRead(key, value)])));
}

function asRead(key: string, value: unknown): unknown {
  if (flags.has(key)) return readFlag(value) ?? value;
  if (key === 'values') return valuesOf(value);
  if (numbers.has(key) && typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.trim() : value;
}

/** Absent values and an empty list (which PHP writes for an empty object) mean no values. */
function valuesOf(value: unknown): unknown {
  const read = typeof value === 'string' ? parsed(value) : value;
  if (Array.isArray(read) && read.length === 0) return {};
  if (typeof read !== 'object' || read === null || Array.isArray(read)) return read;
  return Object.fromEntries(Object.entries(read).filter(([, one]) => one !== null && one !== ''));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** JSON with sorted object keys; lists keep their order. */
function inOrder(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(
          Object.keys(one)
            .sort()
            .map((key) => [key, (one as Record<string, unknown>)[key]]),
        )
      : one,
  );
}
