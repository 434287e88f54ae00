import { rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import type { Plan } from '../../../contract/schedule.ts';
import type { UnderstoodStart } from '../../domain/start/start-body.ts';
import { dueToRun } from '../../domain/time/plan-times.ts';
import type { MissedStart, StoredRun } from '../../store/stored-run.ts';
import type { StoredSchedule, Values, NewSchedule } from '../../store/stored-schedule.ts';
import type { AuditLine } from '../../store/record-store.ts';
import { whoIs } from '../shared/audit-and-notices.ts';
import { newRun } from '../shared/engine-context.ts';
import type { Caller } from '../../people/caller.ts';
import { begunBy, madeBy } from '../../people/owners.ts';
import { askedOptions, type AskedOptions } from './asked-options.ts';
import { startsAsItIs } from './start-check.ts';
import { endOfChain, startBasis, type StartDeps } from './start-basis.ts';

/** An `Idempotency-Key` with its owner and a digest of what the body means. */
export interface Once {
  readonly client: string;
  readonly key: string;
  readonly body: string;
  /** The digest of the body as written, which builds of 2026 and before stored. */
  readonly bodyAsWritten: string;
}

/**
 * The result of storing a start. `earlier`: the same key came within 24 hours, with the same or another body; nothing was stored.
 */
export type SavedStart =
  { readonly id: string; readonly due: number | null } | { readonly earlier: string; readonly isSameBody: boolean };

/** Creates the schedules and runs that callers ask for. Everything is durable once it resolves. */
export interface Starts {
  save(start: UnderstoodStart, caller: Caller, once: Once | null): Promise<SavedStart>;
  /** `worker`: the ID of one, or the name of a group; null = any. */
  startProcess(
    name: string,
    values: Values,
    how: AskedOptions & { readonly trigger: 'operator' | 'test'; readonly worker: string | null },
    caller: Caller,
  ): Promise<StoredRun>;
  /** Another run of a schedule, with its own or other values. */
  runNow(schedule: StoredSchedule, values: Values | undefined, caller: Caller): Promise<StoredRun>;
  /** A new schedule that runs once, now, with the process, values, options and worker of an old one; resolves to its id. */
  again(schedule: StoredSchedule, caller: Caller): Promise<{ id: string }>;
  /** The same process and values again, as a run linked to the old one. */
  rerun(run: StoredRun, values: Values | undefined, caller: Caller, withChain: boolean): Promise<StoredRun>;
  /**
   * Takes these runs off a notice and starts those of them that are still there, as `rerun` does: all, or if one cannot be started none.
   * Resolves to what was on the notice.
   */
  missed(notice: string, runIds: readonly string[], present: readonly StoredRun[], caller: Caller): Promise<string[]>;
}

export function createStarts(deps: StartDeps): Starts {
  const basis = startBasis(deps);
  return { ...firstStarts(deps, basis), ...furtherStarts(deps, basis) };
}

type StartBasis = ReturnType<typeof startBasis>;

/** Starts that create a schedule. */
function firstStarts(deps: StartDeps, basis: StartBasis): Pick<Starts, 'save' | 'startProcess'> {
  const { core } = deps;
  const { newSchedule, firstDue, usable, checkVault, checked } = basis;
  return {
    async save(start, caller, once) {
      const { process, plan, options } = start;
      checkVault(process, start.values, caller.owner);
      const first = firstDue(start);
      const schedule = newSchedule({
        name: process.name,
        process: process.name,
        worker: start.worker,
        plan,
        options,
        values: core.sealValues(process, await core.files.keep(process, start.values)),
        due: first?.due ?? null,
        cursor: first?.cursor ?? null,
        ...madeBy(caller),
      });
      const run = start.runNow
        ? newRun(core, {
            process: process.name,
            trigger: 'call',
            ...begunBy(caller),
            dueAt: schedule.at,
            options,
            isHead: true,
            named: start.worker,
          })
        : null;
      const fit = run === null ? null : startsAsItIs(core, process, schedule);
      const place = run && fit && deps.dispatcher.reserve(process, run.target);
      const begin = place && core.taking(process, core.clock.now(), run.target);
      const audit = lineOf(caller, schedule);
      const saved = await core.store.runs.start(schedule, run, once, { begin, audit }).catch((error: unknown) => {
        place?.leave();
        throw error;
      });
      const begun = 'run' in saved && saved.run?.status === 'running' ? saved.run : null;
      if (begun && place) {
        // Announces every state, also one that lasted no time.
        core.announcements.run({ ...begun, status: 'queued', attempt: 0, startedAt: null });
        place.launch(begun, fit);
      } else place?.leave();
      if ('replay' in saved) return { earlier: saved.replay, isSameBody: saved.sameBody };
      if (saved.run && !begun) {
        core.announcements.run(saved.run);
        deps.dispatcher.wake();
      }
      if (schedule.isListed) core.announcements.schedule(schedule.id);
      if (schedule.due !== null || options.triggers !== undefined) deps.wakeScheduler();
      return { id: schedule.id, due: dueToRun(plan, schedule.due) };
    },

    async startProcess(name, values, { trigger, worker, ...asked }, caller) {
      const process = usable(name);
      const options = await askedOptions(core, process, asked, caller);
      const input = await checked(name, values, caller);
      const plan: Plan = { kind: 'now', timezone: deps.timezone() };
      const schedule = newSchedule({
        name: process.title ?? process.name,
        process: name,
        plan,
        worker,
        values: input,
        options,
        ...madeBy(caller),
      });
      const run = newRun(core, {
        ...{ process: name, trigger, named: worker, isHead: true },
        ...{ ...begunBy(caller), dueAt: schedule.at, options, isAskedToWait: options.conditions !== undefined },
      });
      const saved = await core.store.runs.start(schedule, run, null);
      if (!('seq' in saved) || !saved.run) throw rotaError('CONFLICT', said`This run exists already.`);
      core.announcements.run(saved.run);
      deps.dispatcher.wake();
      return saved.run;
    },
  };
}

/** Starts of something that already ran, or runs. */
function furtherStarts(deps: StartDeps, basis: StartBasis): Omit<Starts, keyof ReturnType<typeof firstStarts>> {
  const { core } = deps;
  const { newSchedule, usable, checked, queue, queued, insert } = basis;
  return {
    async runNow(schedule, values, caller) {
      const given = values ?? core.openValues(schedule.values);
      const input = await checked(schedule.process, given, caller, values === undefined ? {} : schedule.values);
      return queue(schedule, 'operator', values === undefined ? null : input, caller, null);
    },

    async again(old, caller) {
      await checked(old.process, core.openValues(old.values), caller);
      const plan: Plan = { kind: 'now', timezone: old.plan.timezone };
      const { name, process, values, options, worker } = old;
      const schedule = newSchedule({ name, process, plan, values, options, worker, ...madeBy(caller) });
      const rerunOf = (await core.store.runs.latestOf(old.seq))?.id ?? null;
      const run = newRun(core, {
        process,
        trigger: 'rerun',
        ...begunBy(caller),
        dueAt: schedule.at,
        options,
        isHead: true,
        named: worker,
        rerunOf,
      });
      const saved = await core.store.runs.start(schedule, run, null);
      if ('run' in saved && saved.run) core.announcements.run(saved.run);
      deps.dispatcher.wake();
      return { id: schedule.id };
    },

    async rerun(run, values, caller, withChain) {
      const { schedule, input } = await againOf(run, values, caller);
      const ends = withChain ? {} : await endOfChain(core, schedule);
      return insert(schedule, { ...queued(schedule, 'rerun', input, caller, run.id), ...ends });
    },

    async missed(notice, runIds, present, caller) {
      const starts: MissedStart[] = [];
      for (const run of present) {
        const { schedule, input } = await againOf(run, undefined, caller);
        starts.push({ of: run.id, schedule: schedule.seq, run: queued(schedule, 'rerun', input, caller, run.id) });
      }
      const { taken, started } = await core.store.runs.startMissed(notice, runIds, starts);
      for (const run of started) core.announcements.run(run);
      if (started.length > 0) deps.dispatcher.wake();
      return taken;
    },
  };

  async function againOf(run: StoredRun, values: Values | undefined, caller: Caller) {
    usable(run.process);
    const schedule = await core.store.schedules.getEver(run.scheduleId);
    if (schedule === null || schedule === 'purged')
      throw rotaError('GONE', said`Run "${run.id}" was removed by retention.`);
    const own = await core.store.runs.inputOf(run);
    const input = values === undefined ? own : await checked(run.process, values, caller, own ?? schedule.values);
    // The schedule may use another process by now.
    return { schedule: { ...schedule, process: run.process }, input };
  }
}

/** The audit line of a start. */
const lineOf = (caller: Caller, { id, at, plan, process }: NewSchedule): AuditLine => ({
  at,
  who: whoIs(caller),
  owner: caller.owner,
  action: plan.kind === 'now' ? 'run started' : 'schedule created',
  what: `${process} (${id})`,
});
