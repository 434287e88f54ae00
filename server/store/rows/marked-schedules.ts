import type { ScheduleOptions } from '../../../contract/schedule.ts';
import type { MarkedSchedule } from '../list-store.ts';
import { storedJson } from '../stored-json.ts';
import type { Row } from './rows.ts';

/** How many schedules with tags or folders a search looks at. */
export const mostMarked = 50_000;

/** The marks of a row; nothing if what looked like marks was something else in its options. */
export function toMarked(row: Row): MarkedSchedule[] {
  const { tags = [], folder = '' } = storedJson<ScheduleOptions>(String(row['options'])) ?? {};
  if (tags.length === 0 && folder === '') return [];
  return [{ seq: Number(row['seq']), process: String(row['process']), tags, folder }];
}
