import type { Condition, Conditions } from '../../../contract/conditions.ts';
import { errorDetail, type ErrorDetail } from '../../../contract/errors.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import type { RpaProcess } from '../../../contract/process.ts';
import type { Owner } from '../../domain/owner.ts';
import type { ScheduleStore } from '../../store/schedule-store.ts';
import type { StoredSchedule } from '../../store/stored-schedule.ts';
import type { EngineContext } from './engine-context.ts';
import { mailConditionFaults } from './mail-conditions.ts';

type Schedules = Pick<ScheduleStore, 'get' | 'called'>;

/** Who writes conditions. */
export interface ConditionAsk {
  /** How they are named in errors: `options.conditions`, `conditions`. */
  readonly field: string;
  readonly owner: Owner | null;
  /** The names of the processes that the caller may see; null = all. */
  readonly processes: readonly string[] | null;
  /** What is to run; null if it is not known. */
  readonly process: RpaProcess | null;
}

/** By its ID, else by a name that only one has, of those that the caller may see. */
export async function findNamed(
  schedules: Schedules,
  name: string,
  { owner, processes }: Pick<ConditionAsk, 'owner' | 'processes'>,
): Promise<StoredSchedule | Translatable> {
  const byId = await schedules.get(name);
  const all = byId === null ? await schedules.called(name) : [byId];
  const [one, ...others] = all.filter(
    (each) => processes === null || (processes.includes(each.process) && each.owner === owner),
  );
  if (one === undefined) return said`there is no schedule "${name}"`;
  return others.length > 0 ? said`several schedules are called "${name}": give the ID of one of them` : one;
}

/** Checks what conditions name; schedules get their IDs. All faults at once. */
export async function checkConditions(
  { store: { schedules }, vault }: Pick<EngineContext, 'store' | 'vault'>,
  { list, ...rest }: Conditions,
  ask: ConditionAsk,
): Promise<{ readonly conditions: Conditions; readonly errors: readonly ErrorDetail[] }> {
  const { process, owner } = ask;
  const asker = process && { process, owner };
  const errors: ErrorDetail[] = mailConditionFaults(vault, list, asker, ask.field);
  const checked: Condition[] = [];
  for (const [index, one] of list.entries()) {
    const field = `${ask.field}.list[${index}]`;
    if (one.kind === 'url' && one.statusTo < one.statusFrom)
      errors.push(errorDetail('OPTION_INVALID', `${field}.statusTo`, said`is less than the least status`));
    if (one.kind === 'url' && one.method === 'HEAD' && one.contains !== '')
      errors.push(errorDetail('OPTION_INVALID', `${field}.contains`, said`needs GET: with HEAD no text comes`));
    if (one.kind !== 'schedule') {
      checked.push(one);
      continue;
    }
    const found = await findNamed(schedules, one.schedule, ask);
    if ('words' in found) errors.push(errorDetail('OPTION_INVALID', `${field}.schedule`, found));
    else checked.push({ ...one, schedule: found.id });
  }
  return { conditions: { ...rest, list: checked }, errors };
}
