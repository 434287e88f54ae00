import { conditions, type Conditions } from '../../../contract/conditions.ts';
import { issueDetails } from '../issue-details.ts';
import type { StartReading } from './start-fields.ts';
import { shown } from './start-options.ts';
import { fromText } from './start-then.ts';

/**
 * Reads the key `conditions`: what must hold before a run starts, or only the list of it, one alone, or the JSON text of any of these. Null if
 * it is absent or faulty. The schedules that it names are looked for by the engine.
 */
export function readConditions({ keyed, fail }: StartReading): Conditions | null {
  if (keyed.conditions === undefined) return null;
  const given = fromText(keyed.conditions);
  if (typeof given !== 'object' || given === null) {
    const example = '{"kind": "port", "host": "…", "port": 443}';
    fail('OPTION_INVALID', 'conditions', `${shown(keyed.conditions)} is not a list of conditions such as ${example}`);
    return null;
  }
  const isWhole = !Array.isArray(given) && 'list' in given;
  const read = conditions.safeParse(isWhole ? given : { list: Array.isArray(given) ? given : [given] });
  if (read.success) return read.data;
  for (const { field, message } of issueDetails(read.error.issues, 'OPTION_INVALID')) {
    const text = field === null ? message : message.slice(`${field}: `.length);
    const inList = isWhole ? field && `.${field}` : field?.replace(/^list(?=\[|$)/, '');
    fail('OPTION_INVALID', `conditions${inList ?? ''}`, text);
  }
  return null;
}
