import type { ReadDraft } from '../domain/schedule-draft.ts';
import type { ScheduleVerbs } from './engine.ts';
import type { Caller } from '../people/caller.ts';
import { whoIs } from './shared/audit-and-notices.ts';
import { newRun } from './shared/engine-context.ts';
import { begunBy, madeBy } from '../people/owners.ts';
import type { ScheduleBasis, ScheduleDeps } from './schedule-basis.ts';
import type { Values } from '../store/stored-schedule.ts';

export type AddSchedule = ReturnType<typeof scheduleMaking>;

/** What was found in a draft that was checked a moment ago, and holds for it without calendars and stored secrets. */
export type Checked = Extract<ReadDraft, { ok: true }>;

/** Creates a schedule from a draft: only the caller learns of it, and the scheduler is not woken. */
export function scheduleMaking(deps: ScheduleDeps, { read, sealed, staying }: ScheduleBasis) {
  const { core, audit } = deps;
  const { store } = core;

  async function secretsToCopy({ copyOf, process, values }: Parameters<ScheduleVerbs['create']>[0]): Promise<Values> {
    const original = copyOf === undefined ? undefined : await store.schedules.get(copyOf);
    return original?.process === process ? staying(original, values) : {};
  }

  return async function add(
    draft: Parameters<ScheduleVerbs['create']>[0],
    caller: Caller,
    isPaused: boolean,
    checked?: Checked,
  ): Promise<string> {
    // A process that was checked with its schedule may have been refused itself since, or deleted: then reading says so.
    const isKnown = checked !== undefined && core.processOf(draft.process) !== null;
    const { plan, values, next, worker, options } = isKnown
      ? { ...(await sealed(draft, checked, caller.owner)), options: draft.options }
      : await read(draft, await secretsToCopy(draft), caller.owner);
    const schedule = {
      id: core.newId(),
      name: draft.name || (core.processOf(draft.process)?.title ?? draft.process),
      process: draft.process,
      worker,
      state: isPaused ? ('paused' as const) : ('active' as const),
      plan,
      options,
      values,
      due: next?.due ?? null,
      cursor: next?.cursor ?? null,
      reason: isPaused ? ({ code: 'paused-by', params: { who: caller.name } } as const) : null,
      ...madeBy(caller),
      at: core.clock.now(),
      isFavourite: draft.isFavourite,
      isListed: true,
    };
    const run = draft.runImmediately
      ? newRun(core, {
          process: draft.process,
          trigger: 'operator',
          ...begunBy(caller),
          dueAt: schedule.at,
          options,
          isHead: true,
          named: worker,
        })
      : null;
    const { at, name: what } = schedule;
    const line = { at, who: whoIs(caller), owner: caller.owner, action: 'schedule created' as const, what };
    const kept = store.runs.start(schedule, run, null, { begin: null, audit: line });
    if (isPaused) audit(caller, 'schedule paused', schedule.name);
    await kept;
    if (run) deps.dispatch();
    return schedule.id;
  };
}
