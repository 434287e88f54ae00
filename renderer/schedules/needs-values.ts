import type { ProcessRow } from '../../contract/console.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { lacksValues } from '../values/lacks-values.ts';
import type { Speech } from '../words/words.tsx';

/** Whether a schedule lacks required values: then they are asked for first. */
export function needsValues(row: ScheduleRow, processes: readonly ProcessRow[], speech: Speech): boolean {
  const schema = processes.find(({ process }) => process.name === row.process)?.process.parameters;
  return schema !== undefined && lacksValues(schema, row.values, speech);
}
