import type { Plan, ScheduleOptions } from '../../contract/schedule.ts';
import type { Row } from '../store/rows/rows.ts';
import { storedJson } from '../store/stored-json.ts';
import type { Values } from '../vault/secret-box.ts';
import type { BroughtConfig } from './bring-config.ts';
import { followKeys } from './follow-keys.ts';
import { resealedValues, type Reseal } from './reseal.ts';

export interface Bringing {
  readonly reseal: Reseal;
  readonly names: BroughtConfig['names'];
  /** Where schedules run that named no worker: this computer, as before; null: on any. */
  readonly worker: string | null;
}

const resealedText = (text: unknown, reseal: Reseal, { keys }: Bringing['names']): string | null =>
  text === null
    ? null
    : JSON.stringify(
        resealedValues(storedJson<Values>(text), { ...reseal, change: (value) => followKeys(value, keys) }),
      );

/** The row of a schedule as the fleet has it: what SQL asks of plan and options is in columns of its own. */
export function scheduleRow(row: Row, { reseal, names, worker }: Bringing): Row {
  const options = storedJson<ScheduleOptions>(row['options']);
  const plan = storedJson<Plan>(row['plan']);
  const inFleet = (calendar: string): string => names.calendars.get(calendar) ?? calendar;
  const calendars = options.calendars.map((one) => ({ ...one, calendar: inFleet(one.calendar) }));
  const process = String(row['process']);
  return {
    ...row,
    process: names.processes.get(process) ?? process,
    worker: row['worker'] ?? (row['is_listed'] === 1 ? worker : null),
    kind: plan.kind,
    plan:
      'calendar' in plan
        ? JSON.stringify({ ...plan, calendar: plan.calendar && inFleet(plan.calendar) })
        : row['plan']!,
    options: JSON.stringify({ ...options, calendars, ...withoutOldFiles(options), ...thenOf(options, names) }),
    overlap: options.overlap,
    not_later_seconds: options.notLaterThanSeconds,
    calendars: [...new Set(calendars.map(({ calendar }) => calendar))] as unknown as string,
    input: resealedText(row['input'], reseal, names),
  };
}

/** Processes may have other names in the fleet; schedules keep their IDs. */
const thenOf = ({ then }: ScheduleOptions, { processes }: Bringing['names']): Pick<ScheduleOptions, 'then'> =>
  then === undefined
    ? {}
    : {
        then: then.map((one) =>
          one.then.kind === 'process'
            ? { ...one, then: { ...one.then, process: processes.get(one.then.process) ?? one.then.process } }
            : one,
        ),
      };

export function runRow(row: Row, { reseal, names }: Bringing): Row {
  const process = String(row['process']);
  return {
    ...row,
    process: names.processes.get(process) ?? process,
    input: resealedText(row['own_input'] ?? null, reseal, names),
  };
}

/** What triggers have read stays in the folder: files that are there when the fleet first looks have had their run. */
const withoutOldFiles = ({ triggers }: ScheduleOptions): Pick<ScheduleOptions, 'triggers'> =>
  triggers === undefined
    ? {}
    : { triggers: triggers.map((one) => ('existing' in one ? { ...one, existing: false } : one)) };
