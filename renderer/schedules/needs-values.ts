import type { ProcessRow } from '../../contract/console.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { checkValues } from '../values/check-values.ts';
import { defaultValues } from '../values/field-kind.ts';
import type { Speech } from '../words/words.tsx';

/** Whether a schedule cannot run with the values it has: then they are asked for first. */
export function needsValues(row: ScheduleRow, processes: readonly ProcessRow[], speech: Speech): boolean {
  const schema = processes.find(({ process }) => process.name === row.process)?.process.parameters;
  if (!schema) return false;
  return Object.keys(checkValues(schema, { ...defaultValues(schema), ...row.values }, speech)).length > 0;
}
