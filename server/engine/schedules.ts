import { RotaError, rotaError } from '../../contract/errors.ts';
import { said } from '../../contract/translatable.ts';
import { isTimeZone, readQuartz, saidError } from '../../contract/quartz/index.ts';
import { scheduleOptions, secretPlaceholder, type ScheduleDraft, type ScheduleRow } from '../../contract/schedule.ts';
import { readScheduleDraft } from '../domain/schedule-draft.ts';
import { inIanaZone } from '../domain/time/zone-name.ts';
import { nextDueTime, upcomingInSteps, type Place } from '../domain/time/plan-times.ts';
import type { ScheduleChange } from '../store/schedule-rows.ts';
import type { StoredSchedule, Values } from '../store/rows.ts';
import { newRun, type EngineContext, type RunEnded } from './shared/engine-context.ts';
import type { AuditVerbs, Caller, ScheduleVerbs } from './engine.ts';
import { publicRow, publicRun } from './shared/public-rows.ts';
import { begunBy, madeBy } from './shared/owners.ts';
import { othersTurn, runInTurns } from './shared/slices.ts';
import type { PauseAll } from './time/pause-all.ts';
import type { Starts } from './runs/starts.ts';

interface ScheduleDeps {
  readonly core: EngineContext;
  readonly starts: Starts;
  readonly pauseAll: PauseAll;
  readonly audit: AuditVerbs['record'];
  readonly calendarNames: () => readonly string[];
  /** Where calendars put the times of a schedule with these options. */
  readonly placeOf: (schedule: Pick<StoredSchedule, 'plan' | 'options'>) => Place;
  readonly dispatch: () => void;
  readonly ended: RunEnded;
  /** Gives whatever is due by now its rows, before a plan is changed. */
  readonly settle: () => Promise<void>;
  readonly wakeScheduler: () => void;
}

const gone = (id: string) => rotaError('NOT_FOUND', said`There is no schedule "${id}". It may have been deleted.`);

export interface Schedules extends ScheduleVerbs {
  /** As `create`, for one of many: nobody is told but who asks, and the scheduler is not woken. */
  add(draft: Parameters<ScheduleVerbs['create']>[0], caller: Caller, isPaused: boolean): Promise<string>;
}

/** The verbs of the Scheduler screen. */
export function createSchedules(deps: ScheduleDeps): Schedules {
  const { core, starts, audit } = deps;
  const { store } = core;

  async function row(id: string): Promise<ScheduleRow> {
    const found = await store.lists.scheduleRow(id);
    if (!found) throw gone(id);
    return publicRow(core, found);
  }

  async function stored(id: string): Promise<StoredSchedule> {
    const found = await store.schedules.get(id);
    if (!found) throw gone(id);
    return found;
  }

  /** A secret left as the placeholder keeps the stored one; where none is stored it is not given. */
  async function read(draft: ScheduleDraft, present: Values) {
    const process = core.processOf(draft.process);
    const values = Object.fromEntries(
      Object.entries(draft.values).flatMap(([key, value]) => {
        if (value !== secretPlaceholder) return [[key, value]];
        return Object.hasOwn(present, key) ? [[key, present[key]]] : [];
      }),
    );
    const plan = inIanaZone(draft.plan);
    const place = deps.placeOf({ plan, options: draft.options });
    const answer = readScheduleDraft(
      { ...draft, plan, values },
      { now: core.clock.now(), process, calendarNames: deps.calendarNames(), place },
    );
    if (!answer.ok) throw new RotaError(answer.errors);
    return {
      ...answer,
      values: process ? core.sealValues(process, await core.files.keep(process, answer.values)) : answer.values,
    };
  }

  async function secretsToCopy({ copyOf, process, values }: Parameters<ScheduleVerbs['create']>[0]): Promise<Values> {
    const original = copyOf === undefined ? undefined : await store.schedules.get(copyOf);
    return original?.process === process ? staying(original, values) : {};
  }

  /** Only what stays is opened: a secret that no key opens any more can still be entered again. */
  const staying = (present: StoredSchedule, wanted: Values): Values =>
    core.openValues(
      Object.fromEntries(Object.entries(present.values).filter(([key]) => wanted[key] === secretPlaceholder)),
    );

  async function change(id: string, edit: ScheduleChange, version?: number): Promise<ScheduleRow> {
    const changed = await store.schedules.change(id, edit, core.clock.now(), version);
    if (changed === null) throw gone(id);
    if (changed === 'stale')
      throw rotaError(
        'VERSION_CONFLICT',
        said`It was changed elsewhere since you opened it. Review the newer version.`,
      );
    core.live.schedule(id);
    deps.wakeScheduler();
    return row(id);
  }

  async function add(
    draft: Parameters<ScheduleVerbs['create']>[0],
    caller: Caller,
    isPaused: boolean,
  ): Promise<string> {
    const { plan, values, next } = await read(draft, await secretsToCopy(draft));
    const schedule = {
      id: core.newId(),
      name: draft.name || (core.processOf(draft.process)?.title ?? draft.process),
      process: draft.process,
      worker: draft.worker,
      state: isPaused ? ('paused' as const) : ('active' as const),
      plan,
      options: draft.options,
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
          options: draft.options,
          isHead: true,
        })
      : null;
    const kept = store.runs.start(schedule, run, null);
    audit(caller, 'schedule created', schedule.name);
    if (isPaused) audit(caller, 'schedule paused', schedule.name);
    await kept;
    if (run) deps.dispatch();
    return schedule.id;
  }

  return {
    row,
    async list(query) {
      const rows: ScheduleRow[] = [];
      const total = await store.lists.listedCount();
      for (let before = query.before; ; await othersTurn()) {
        const limit = query.limit - rows.length;
        const page = await store.lists.scheduleRows({ ...query, limit, before });
        for (const one of page.rows) rows.push(publicRow(core, one));
        if (page.next === null || rows.length >= query.limit) return { rows, total, next: page.next };
        before = page.next;
      }
    },

    async times({ plan: given, calendars, count }) {
      const plan = inIanaZone(given);
      if (!isTimeZone(plan.timezone))
        throw rotaError('BODY_INVALID', said`"${plan.timezone}" is no time zone`, 'plan.timezone');
      const parsed = plan.kind === 'cron' ? readQuartz(plan.quartz) : null;
      const fault = parsed?.ok === false ? parsed.errors[0] : undefined;
      if (fault) throw rotaError('BODY_INVALID', saidError(fault), 'plan.quartz');
      const place = deps.placeOf({ plan, options: { ...scheduleOptions.parse({}), calendars } });
      return runInTurns(upcomingInSteps(plan, core.clock.now(), count, place));
    },

    add,
    async create(draft, caller) {
      const id = await add(draft, caller, false);
      core.live.schedule(id);
      deps.wakeScheduler();
      return row(id);
    },

    async replace(id, version, draft, caller) {
      if (isDue(await stored(id))) await deps.settle();
      const present = await stored(id);
      const { plan, values, next } = await read(draft, staying(present, draft.values));
      const edited = await change(
        id,
        {
          name: draft.name || present.name,
          process: draft.process,
          worker: draft.worker,
          plan,
          options: draft.options,
          values,
          due: next?.due ?? null,
          cursor: next?.cursor ?? null,
          state: present.state === 'paused' ? 'paused' : 'active',
          reason: null,
          isFavourite: draft.isFavourite,
        },
        version,
      );
      audit(caller, 'schedule changed', edited.name);
      if (draft.runImmediately) await starts.runNow(await stored(id), undefined, caller);
      return edited;
    },

    async delete(id, caller) {
      const schedule = await stored(id);
      const reason = { code: 'deleted', params: {} } as const;
      if (!(await store.schedules.delete(id, reason, core.clock.now()))) throw gone(id);
      for (const run of await store.runs.activeOf(schedule.seq)) {
        const over = await store.runs.endWaiting(run.id, 'cancelled', reason, core.clock.now());
        if (!over) continue;
        core.live.run(over);
        deps.ended(over);
      }
      audit(caller, 'schedule deleted', schedule.name);
      core.live.schedule(id);
    },

    async runNow(id, values, caller) {
      const schedule = await stored(id);
      const run = await starts.runNow(schedule, values, caller);
      audit(caller, 'run started', schedule.name);
      return publicRun(run, core);
    },

    async pause(id, until, caller) {
      checkUntil(until);
      if (isDue(await stored(id))) await deps.settle();
      const schedule = await stored(id);
      if (schedule.state === 'ended')
        throw rotaError('CONFLICT', said`"${schedule.name}" has ended: there is nothing to pause.`);
      audit(caller, 'schedule paused', schedule.name);
      return change(id, {
        state: 'paused',
        pausedUntil: until,
        reason: { code: 'paused-by', params: { who: caller.name } },
      });
    },

    async resume(id, caller) {
      const schedule = await stored(id);
      audit(caller, 'schedule resumed', schedule.name);
      if (schedule.state !== 'paused') return row(id);
      const next = schedule.due === null ? nextOf(schedule) : null;
      return change(id, { state: 'active', pausedUntil: null, reason: null, ...(next ?? {}) });
    },

    async setFavourite(id, isFavourite) {
      return change(id, { isFavourite });
    },

    async pauseAll(until, caller) {
      checkUntil(until);
      await deps.pauseAll.pause(until, caller);
    },
    resumeAll: (caller) => deps.pauseAll.resume(caller),
    pausedAll: () => deps.pauseAll.state(),
  };

  function checkUntil(until: number | null): void {
    if (until !== null && until <= core.clock.now())
      throw rotaError('DATE_INVALID', said`this time has passed. Choose a later one, or none.`, 'until');
  }

  function isDue({ due }: StoredSchedule): boolean {
    return due !== null && due <= core.clock.now();
  }

  function nextOf(schedule: StoredSchedule) {
    const now = core.clock.now();
    return nextDueTime(schedule.plan, now, now, deps.placeOf(schedule));
  }
}
