import type { Warning } from '../../../contract/connector.ts';
import { foldKey } from '../name-matching.ts';

/** Every key a start body may have, the vendor's first. */
export const startKeys = [
  'name',
  'values',
  'runOnce',
  'runImmediately',
  'quartzDef',
  'plan',
  'startDate',
  'endDate',
  'retryCount',
  'worker',
  'timezone',
  'retryDelaySeconds',
  'retryDelayGrowth',
  'retryDelayMaxSeconds',
  'retryJitterPercent',
  'priority',
  'timeoutSeconds',
  'limits',
  'idleMinutes',
  'wakeComputer',
  'overlap',
  'misfire',
  'calendar',
  'clockChange',
  'callbackUrl',
  'callbackEvents',
  'then',
  'triggers',
  'conditions',
  'tags',
  'folder',
  'strict',
] as const;
export type StartKey = (typeof startKeys)[number];

export type KeyedBody = Readonly<Partial<Record<StartKey, unknown>>>;

const byFold = new Map<string, StartKey>(startKeys.map((key) => [foldKey(key), key]));
const exact = new Set<string>(startKeys);

/**
 * Finds the keys of a body: an exact match first, then ignoring case, blanks, `_` and `-`. `null` and `""` mean absent. Other
 * spellings and unknown keys are reported as warnings (`KEY_SPELLING`, `UNKNOWN_KEY`).
 */
export function readKeys(body: object, further: readonly string[] = []): { keyed: KeyedBody; warnings: Warning[] } {
  const keyed: Partial<Record<StartKey, unknown>> = {};
  const warnings: Warning[] = [];
  const entries = Object.entries(body);
  for (const [written, value] of entries) {
    if (exact.has(written) && !isAbsent(value)) keyed[written as StartKey] = value;
  }
  for (const [written, value] of entries) {
    if (exact.has(written) || further.includes(written)) continue;
    const key = byFold.get(foldKey(written));
    const name = shorten(written);
    if (key === undefined) warn('UNKNOWN_KEY', name, 'is not a key of this body and was ignored');
    else if (keyed[key] !== undefined) warn('UNKNOWN_KEY', name, `was ignored, because ${key} is given too`);
    else if (!isAbsent(value)) {
      keyed[key] = value;
      warn('KEY_SPELLING', name, `was read as ${key}`);
    }
  }
  function warn(code: string, field: string, message: string): void {
    warnings.push({ code, field, message: `${field}: ${message}` });
  }
  return { keyed, warnings };
}

const isAbsent = (value: unknown): boolean => value === null || value === undefined || value === '';

// A key can be as long as the body, and the answer repeats it.
const shorten = (key: string): string => (key.length > 60 ? `${key.slice(0, 60)}…` : key);
