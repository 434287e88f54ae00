import type { FollowUp } from '../../../contract/follow-up.ts';
import type { ScheduleDraft } from '../../../contract/schedule.ts';
import { rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import type { Caller } from '../../people/caller.ts';
import type { Engine } from '../../engine/engine.ts';

// A person who is limited to the processes with some tags: others, their schedules and runs do not exist for them. What nobody is limited
// for costs nothing: these are asked only for such a caller.

/** Whether a process exists for this caller. */
export const sees = ({ processes }: Pick<Caller, 'processes'>, process: string): boolean =>
  processes === null || processes.includes(process);

/** Throws NOT_FOUND for a run of a process that the caller does not see. */
export async function checkRun(engine: Pick<Engine, 'runs'>, caller: Caller, id: string): Promise<void> {
  if (caller.processes === null) return;
  const { run } = await engine.runs.detail(id);
  checkSeen(caller, run);
}

export function checkSeen(caller: Caller, { id, process }: { readonly id: string; readonly process: string }): void {
  if (!sees(caller, process))
    throw rotaError('NOT_FOUND', said`There is no run "${id}". It may have been removed by retention.`);
}

export async function isRunSeen(engine: Pick<Engine, 'runs'>, caller: Caller, id: string): Promise<boolean> {
  return checkRun(engine, caller, id).then(
    () => true,
    () => false,
  );
}

/** Throws NOT_FOUND for a schedule of a process that the caller does not see. */
export async function checkSchedule(engine: Pick<Engine, 'schedules'>, caller: Caller, id: string): Promise<void> {
  if (caller.processes === null) return;
  const { process } = await engine.schedules.row(id);
  if (!sees(caller, process))
    throw rotaError('NOT_FOUND', said`There is no schedule "${id}". It may have been deleted.`);
}

/** Throws PROCESS_NOT_FOUND for a process that the caller does not see, by the name that it would be found by. */
export function checkProcess({ catalogue }: Pick<Engine, 'catalogue'>, caller: Caller, name: string): void {
  if (!sees(caller, catalogue.find(name)?.name ?? name)) throw unknownProcess(name);
}

const unknownProcess = (name: string) => rotaError('PROCESS_NOT_FOUND', said`there is no process "${name}"`, 'process');

/** What a schedule runs, and what follows it or is heard by it, must be seen. */
export async function checkDraft(
  engine: Pick<Engine, 'catalogue' | 'schedules'>,
  caller: Caller,
  { process, options }: Pick<ScheduleDraft, 'process' | 'options'>,
): Promise<void> {
  checkProcess(engine, caller, process);
  await checkThen(engine, caller, options.then ?? []);
  for (const trigger of options.triggers ?? [])
    if (trigger.kind === 'run-end') {
      if (trigger.of.kind === 'process') checkProcess(engine, caller, trigger.of.process);
      else await checkSchedule(engine, caller, trigger.of.schedule);
    }
  for (const condition of options.conditions?.list ?? [])
    if (condition.kind === 'schedule') await checkSchedule(engine, caller, condition.schedule);
}

export async function checkThen(
  engine: Pick<Engine, 'catalogue' | 'schedules'>,
  caller: Caller,
  list: readonly FollowUp[],
): Promise<void> {
  for (const { then, alsoAfter } of list) {
    if (then.kind === 'process') checkProcess(engine, caller, then.process);
    else await checkSchedule(engine, caller, then.schedule);
    for (const one of alsoAfter) await checkSchedule(engine, caller, one);
  }
}
