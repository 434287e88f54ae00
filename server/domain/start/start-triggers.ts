import { triggers, type ScheduleTrigger } from '../../../contract/triggers.ts';
import { inEnglish } from '../../../contract/translatable.ts';
import { issueDetails } from '../issue-details.ts';
import { triggerFaults } from '../trigger-faults.ts';
import type { RpaProcess } from '../../../contract/process.ts';
import type { StartReading } from './start-fields.ts';
import { shown } from './start-options.ts';

/**
 * Reads the key `triggers`: a list of what starts it besides its plan, one alone, or the JSON text of either; those without an ID get one by
 * their place. Empty if it is absent or faulty. What they name is checked by the engine.
 */
export function readTriggers({ keyed, fail }: StartReading, process: RpaProcess | null): ScheduleTrigger[] {
  if (keyed.triggers === undefined) return [];
  const given = fromText(keyed.triggers);
  if (typeof given !== 'object' || given === null) {
    const example = '{"kind": "file", "folder": "/home/me/in"}';
    fail('OPTION_INVALID', 'triggers', `${shown(keyed.triggers)} is not a list of triggers such as ${example}`);
    return [];
  }
  const list: unknown[] = Array.isArray(given) ? given : [given];
  const read = triggers.safeParse(list.map((one, at) => withId(one, at)));
  if (!read.success) {
    for (const { field, message } of issueDetails(read.error.issues, 'OPTION_INVALID')) {
      const place = field === null ? 'triggers' : `triggers${field}`;
      fail('OPTION_INVALID', place, field === null ? message : message.slice(`${field}: `.length));
    }
    return [];
  }
  for (const { field, sentence } of triggerFaults(read.data, process))
    fail('OPTION_INVALID', inStart(field), inEnglish(sentence));
  return read.data;
}

/** `options.triggers.0.folder` as a field of a start: `triggers[0].folder`. */
export const inStart = (field: string): string =>
  field.replace(/^options\.triggers\.(\d+)/, (_, at: string) => `triggers[${at}]`);

function withId(one: unknown, at: number): unknown {
  if (typeof one !== 'object' || one === null || 'id' in one) return one;
  const { kind } = one as { readonly kind?: unknown };
  return { id: `${typeof kind === 'string' ? kind : 'trigger'}-${at + 1}`, ...one };
}

function fromText(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}
