import type { ProcessRow } from '../../contract/console.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { checkValues } from '../values/check-values.ts';
import { defaultValues } from '../values/field-kind.ts';
import { createSpeech } from '../words/words.tsx';

const speech = createSpeech('en');

/** Whether a schedule cannot run with the values it has: then they are asked for first. */
export function needsValues(row: ScheduleRow, processes: readonly ProcessRow[]): boolean {
  const schema = processes.find(({ process }) => process.name === row.process)?.process.parameters;
  if (!schema) return false;
  return Object.keys(checkValues(schema, { ...defaultValues(schema), ...row.values }, speech)).length > 0;
}
