import { isLookedFor } from '../../contract/looked-for.ts';
import { rotaError } from '../../contract/errors.ts';
import { said, type Translatable } from '../../contract/translatable.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import type { Owner } from '../domain/owner.ts';
import type { StoredSchedule } from '../store/stored-schedule.ts';
import type { ScheduleVerbs } from './engine.ts';
import { gone, scheduleBasis, type ScheduleBasis, type ScheduleDeps } from './schedule-basis.ts';
import { scheduleMaking, type AddSchedule } from './schedule-making.ts';
import { schedulePreviews } from './schedule-previews.ts';
import { schedulePauses } from './schedule-pauses.ts';
import { scheduleQuestions } from './schedule-questions.ts';
import { publicRow, publicRun } from './shared/public-rows.ts';
import { askedFor, rowSearch } from './shared/search-facts.ts';
import { othersTurn } from './shared/slices.ts';

export interface Schedules extends ScheduleVerbs {
  /** As `create`, for one of many: only the caller learns of it, and the scheduler is not woken. */
  readonly add: AddSchedule;
  /** Changes a schedule by what is stored of it. */
  readonly change: ScheduleBasis['change'];
}

/** The verbs of the Scheduler screen. */
export function createSchedules(deps: ScheduleDeps): Schedules {
  const { core, starts, audit } = deps;
  const basis = scheduleBasis(deps);
  const { row, stored, change } = basis;
  const add = scheduleMaking(deps, basis);
  return {
    ...scheduleLists(deps),
    ...schedulePreviews(deps),
    ...scheduleRemoval(deps, basis),
    ...schedulePauses(deps, basis),
    ...scheduleQuestions(deps, basis),
    row,
    add,
    change,
    testCondition: deps.testCondition,
    async create(draft, caller) {
      const id = await add(draft, caller, false);
      core.announcements.schedule(id);
      deps.wakeScheduler();
      return row(id);
    },

    async replace(id, version, draft, caller) {
      const edited = await change(
        id,
        async (present) => {
          // One that is gone since does not keep anybody from changing the rest.
          const isKept = draft.worker === present.worker;
          const { plan, values, next, worker, options } = await basis.read(
            isKept ? { ...draft, worker: null } : draft,
            basis.staying(present, draft.values),
            present.owner as Owner | null,
            isKept ? present.worker : null,
            present,
          );
          return {
            name: draft.name || present.name,
            process: draft.process,
            worker: isKept ? present.worker : worker,
            plan,
            options,
            values,
            due: next?.due ?? null,
            cursor: next?.cursor ?? null,
            state: present.state === 'paused' ? 'paused' : 'active',
            reason: null,
            isFavourite: draft.isFavourite,
          };
        },
        version,
      );
      audit(caller, 'schedule changed', edited.name);
      if (draft.runImmediately) await starts.runNow(await stored(id), undefined, caller);
      return edited;
    },

    async runNow(id, { values, worker }, caller) {
      const schedule = asFor(await stored(id), worker, deps);
      const run = await starts.runNow(schedule, values, caller);
      audit(caller, 'run started', schedule.name);
      return publicRun(run, core);
    },

    async lookNow(id) {
      const schedule = await stored(id);
      const looks = await deps.lookNow(schedule.seq);
      if (looks === null) throw rotaError('CONFLICT', whyNotLooked(schedule, core));
      return looks;
    },

    async setFavourite(id, isFavourite) {
      return change(id, () => ({ isFavourite }));
    },
  };
}

function whyNotLooked({ name, state, worker, options }: StoredSchedule, core: ScheduleDeps['core']): Translatable {
  const triggers = options.triggers ?? [];
  if (!triggers.some(isLookedFor))
    return said`"${name}" has no trigger that looks for something: add one, or switch it on.`;
  if (state !== 'active') return said`"${name}" is not active: resume it, and it is looked again.`;
  const target = core.targetOf(worker);
  return target === core.workerId()
    ? said`"${name}" is not looked at yet: try again in a moment.`
    : said`Another computer looks for "${name}": ask there.`;
}

/** The schedule as one for a worker or group, by ID or name; null: for any. As it is where none is given. */
function asFor(
  schedule: StoredSchedule,
  worker: string | null | undefined,
  { findWorker }: Pick<ScheduleDeps, 'findWorker'>,
): StoredSchedule {
  if (worker === undefined) return schedule;
  const found = worker === null ? null : findWorker(worker);
  if (found?.ok === false) throw rotaError('WORKER_NOT_FOUND', found.problem, 'worker');
  return { ...schedule, worker: found?.target ?? worker };
}

/** The list of schedules. */
function scheduleLists(deps: ScheduleDeps): Pick<ScheduleVerbs, 'list'> {
  const { core } = deps;
  const { store } = core;
  return {
    async list(given) {
      const asked = askedFor(given.q, deps.search);
      const keeps = asked === null ? null : rowSearch(asked, deps.search);
      const query = keeps === null ? given : { ...given, q: '' };
      const rows: ScheduleRow[] = [];
      const { worker } = query;
      const whole = {
        total: await store.lists.listedCount(),
        ...(worker === undefined ? {} : { forWorker: await store.schedules.countForWorker(worker) }),
      };
      for (let before = query.before; ; await othersTurn()) {
        const limit = query.limit - rows.length;
        const page = await store.lists.scheduleRows({ ...query, limit, before });
        for (const one of page.rows) {
          const row = publicRow(core, one);
          if (keeps === null || keeps(row)) rows.push(row);
        }
        if (page.next === null || rows.length >= query.limit) return { rows, ...whole, next: page.next };
        before = page.next;
      }
    },
  };
}

function scheduleRemoval(deps: ScheduleDeps, { stored }: ScheduleBasis): Pick<ScheduleVerbs, 'delete'> {
  const { core, audit } = deps;
  const { store } = core;
  return {
    async delete(id, caller) {
      const schedule = await stored(id);
      const reason = { code: 'deleted', params: {} } as const;
      const cancelled = await store.schedules.delete(id, reason, core.clock.now());
      if (cancelled === null) throw gone(id);
      for (const run of cancelled) {
        core.announcements.run(run);
        deps.ended(run);
      }
      audit(caller, 'schedule deleted', schedule.name);
      core.announcements.schedule(id);
      deps.wakeScheduler();
    },
  };
}
