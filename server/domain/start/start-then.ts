import { followUps, type FollowUp } from '../../../contract/follow-up.ts';
import { issueDetails } from '../issue-details.ts';
import type { StartReading } from './start-fields.ts';
import { shown } from './start-options.ts';

/**
 * Reads the key `then`: a list of what follows each run, one alone, or the JSON text of either. Empty if it is absent or faulty. What it names
 * (processes, schedules, parameters) is checked by the engine.
 */
export function readThen({ keyed, fail }: StartReading): FollowUp[] {
  if (keyed.then === undefined) return [];
  const given = fromText(keyed.then);
  if (typeof given !== 'object' || given === null) {
    const example = '{"after": "success", "then": {"kind": "process", "process": "…"}}';
    fail('OPTION_INVALID', 'then', `${shown(keyed.then)} is not a list of follow-ups such as ${example}`);
    return [];
  }
  const read = followUps.safeParse(Array.isArray(given) ? given : [given]);
  if (read.success) return read.data;
  for (const { field, message } of issueDetails(read.error.issues, 'OPTION_INVALID')) {
    const place = field === null ? 'then' : `then${field}`;
    fail('OPTION_INVALID', place, field === null ? message : message.slice(`${field}: `.length));
  }
  return [];
}

/** The JSON of a text; anything else as it is. Null if it is no JSON. */
export function fromText(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}
