import { rotaError, wholeSentence, RotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import type { RpaProcess } from '../../../contract/process.ts';
import type { Owner } from '../../domain/owner.ts';
import type { Reason } from '../../../contract/reasons.ts';
import type { Trigger } from '../../../contract/run.ts';
import { scheduleOptions, secretPlaceholder, type Plan } from '../../../contract/schedule.ts';
import type { UnderstoodStart } from '../../domain/start/start-body.ts';
import { heardBy } from '../../domain/run-end-trigger.ts';
import { nextDueTime, type DueTime, type Place } from '../../domain/time/plan-times.ts';
import { readValues } from '../../domain/values/values.ts';
import type { NewSchedule, StoredSchedule, Values } from '../../store/stored-schedule.ts';
import type { NewRun, StoredRun } from '../../store/stored-run.ts';
import { newRun, type EngineContext } from '../shared/engine-context.ts';
import type { Caller } from '../../people/caller.ts';
import type { Dispatcher } from './dispatcher.ts';
import { begunBy } from '../../people/owners.ts';

export interface StartDeps {
  core: EngineContext;
  timezone: () => string;
  /** Where calendars put the times of a schedule with these options. */
  placeByCalendars: (schedule: Pick<StoredSchedule, 'plan' | 'options'>) => Place;
  dispatcher: Pick<Dispatcher, 'reserve' | 'wake'>;
  wakeScheduler: () => void;
}

const neverFires = (plan: Plan): Reason | null =>
  plan.kind === 'never' ? { code: 'never-fires', params: { quartz: plan.quartz } } : null;

type ScheduleFacts = Pick<NewSchedule, 'name' | 'process' | 'plan' | 'values' | 'createdBy' | 'owner'> &
  Partial<NewSchedule>;

function scheduleOf(core: EngineContext, facts: ScheduleFacts): NewSchedule {
  const { plan } = facts;
  const isOver = plan.kind === 'now' || plan.kind === 'never';
  return {
    id: core.newId(),
    worker: null,
    state: isOver ? 'ended' : 'active',
    options: scheduleOptions.parse({}),
    due: null,
    cursor: null,
    reason: neverFires(plan),
    at: core.clock.now(),
    isFavourite: false,
    isListed: plan.kind !== 'now',
    ...facts,
  };
}

/** That nothing is to follow a further run; nothing if nothing would. */
export async function endOfChain(
  core: EngineContext,
  { id, process, options, owner }: StoredSchedule,
): Promise<Pick<NewRun, 'endsChain'>> {
  if (options.then?.length || core.processOf(process)?.then?.length) return { endsChain: true };
  const listeners = await core.store.triggers.listeners();
  return listeners.some((one) => heardBy(one, { process, schedule: id, owner }).length > 0) ? { endsChain: true } : {};
}

type Further = [trigger: Trigger, input: Values | null, caller: Caller, rerunOf: string | null];

/** The shared parts of every start: a process that may run, its checked values, a schedule, a queued run. */
export function startBasis(deps: StartDeps) {
  const { core } = deps;

  /** The first due time, after calendars; `due` is the plan's own, which may be this instant. */
  function firstDue({ plan, options, due }: UnderstoodStart): DueTime | null {
    if (due === null) return null;
    // Times that a clock change loses come earlier, and have their own rows.
    const after = Math.min(due, core.clock.now()) - 1;
    return nextDueTime(plan, after, after, deps.placeByCalendars({ plan, options })) ?? { due, cursor: due };
  }

  function usable(name: string) {
    const process = core.processOf(name);
    if (!process)
      throw wholeSentence(
        'PROCESS_NOT_FOUND',
        said`There is no process "${name}". Add it, or start another one.`,
        'process',
      );
    if (!process.enabled)
      throw wholeSentence('PROCESS_DISABLED', said`Process "${name}" is disabled: enable it first.`, 'process');
    return process;
  }

  /** Refuses values with references to the vault that cannot be followed. */
  function checkVault(process: RpaProcess, values: Values, owner: Owner): void {
    const [first, ...further] = core.vault.valueFaults({ process, owner }, values);
    if (first) throw new RotaError([first, ...further]);
  }

  /** Checked and encrypted. A secret left as its placeholder comes from `stored`. */
  async function checked(name: string, given: Values, { owner }: Caller, stored: Values = {}): Promise<Values> {
    const process = usable(name);
    const left = Object.keys(given).filter((key) => given[key] === secretPlaceholder && key in stored);
    const kept = core.openValues(Object.fromEntries(left.map((key) => [key, stored[key]])));
    const read = readValues(process.parameters, { ...given, ...kept }, { isStrict: false, takesKept: true });
    const [first, ...further] = read.errors;
    if (first) throw new RotaError([first, ...further]);
    checkVault(process, read.values, owner);
    return core.sealValues(process, await core.files.keep(process, read.values));
  }

  /** A further run of a schedule, at the head of the queue. */
  const queued = (
    { process, options, worker: named }: StoredSchedule,
    ...[trigger, input, caller, rerunOf]: Further
  ): NewRun =>
    newRun(core, {
      ...{ process, trigger, options, input, rerunOf, named },
      ...begunBy(caller),
      dueAt: core.clock.now(),
      isHead: true,
    });

  const queue = (schedule: StoredSchedule, ...facts: Further): Promise<StoredRun> =>
    insert(schedule, queued(schedule, ...facts));

  async function insert(schedule: StoredSchedule, run: NewRun): Promise<StoredRun> {
    const kept = await core.store.runs.insert(schedule.seq, run);
    if (!kept) throw rotaError('CONFLICT', said`This run exists already.`);
    core.announcements.run(kept);
    deps.dispatcher.wake();
    return kept;
  }

  const newSchedule = (facts: ScheduleFacts) => scheduleOf(core, facts);
  return { newSchedule, firstDue, usable, checkVault, checked, queue, queued, insert };
}
