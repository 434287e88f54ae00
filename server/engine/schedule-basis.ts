import { RotaError, rotaError } from '../../contract/errors.ts';
import { said } from '../../contract/translatable.ts';
import type { RpaProcess } from '../../contract/process.ts';
import { secretPlaceholder, type ScheduleDraft, type ScheduleRow } from '../../contract/schedule.ts';
import type { TriggerLook } from '../../contract/triggers.ts';
import type { Owner } from '../domain/owner.ts';
import { isRunEnd } from '../domain/run-end-trigger.ts';
import { readScheduleDraft, type DraftContext } from '../domain/schedule-draft.ts';
import { inIanaZone } from '../domain/time/zone-name.ts';
import type { Place } from '../domain/time/plan-times.ts';
import type { ScheduleChange, StoredSchedule, Values } from '../store/stored-schedule.ts';
import type { CheckedFollowUps } from './shared/follow-up-ask.ts';
import type { EngineContext, RunEnded } from './shared/engine-context.ts';
import type { AuditVerbs } from './shared/audit-verbs.ts';
import { furtherTriggerFaults, isCheckedFurther } from './shared/trigger-checks.ts';
import { publicRow } from './shared/public-rows.ts';
import type { SearchDeps } from './shared/search-facts.ts';
import type { PauseAll } from './time/pause-all.ts';
import type { Starts } from './runs/starts.ts';
import type { ScheduleVerbs } from './engine.ts';
import { checkConditions } from './shared/condition-checks.ts';

export interface ScheduleDeps {
  readonly core: EngineContext;
  readonly starts: Starts;
  readonly pauseAll: PauseAll;
  readonly audit: AuditVerbs['record'];
  readonly calendarNames: () => readonly string[];
  readonly findWorker: DraftContext['findWorker'];
  readonly isOneComputer: NonNullable<DraftContext['isOneComputer']>;
  /** Where calendars put the times of a schedule with these options. */
  readonly placeByCalendars: (schedule: Pick<StoredSchedule, 'plan' | 'options'>) => Place;
  readonly dispatch: () => void;
  readonly ended: RunEnded;
  /** Settles everything that is due by now, before a plan is changed. */
  readonly settle: () => Promise<void>;
  readonly wakeScheduler: () => void;
  readonly testCondition: ScheduleVerbs['testCondition'];
  readonly search: SearchDeps;
  /** Looks at once for what its triggers wait for; null if that is not looked for here. */
  readonly lookNow: (schedule: number) => Promise<TriggerLook[] | null>;
}

export const gone = (id: string) =>
  rotaError('NOT_FOUND', said`There is no schedule "${id}". It may have been deleted.`);

export type ScheduleBasis = ReturnType<typeof scheduleBasis>;

/** The shared parts of all schedule verbs: finding a schedule, reading a draft, changing what is stored. */
export function scheduleBasis(deps: ScheduleDeps) {
  const { core } = deps;
  const { store } = core;
  const sealed = sealing(core);

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

  /** A secret left as the placeholder keeps the stored value; without one it counts as absent. `kept`: the worker, if it is not looked for. */
  async function read(
    draft: ScheduleDraft,
    present: Values,
    owner: Owner | null,
    kept: string | null = null,
    schedule?: Pick<StoredSchedule, 'id' | 'name'>,
  ) {
    const process = core.processOf(draft.process);
    const values = withKept(draft.values, present);
    const plan = inIanaZone(draft.plan);
    const place = deps.placeByCalendars({ plan, options: draft.options });
    const answer = readScheduleDraft(
      { ...draft, plan, values },
      {
        ...{ now: core.clock.now(), process, calendarNames: deps.calendarNames(), place },
        ...{ findWorker: deps.findWorker, isOneComputer: (target) => deps.isOneComputer(target ?? kept) },
      },
    );
    const then = process === null ? null : await checkThen(core, draft, process, owner, schedule);
    const wanted = await conditionsOf(core, draft, owner);
    const [first, ...further] = [...(answer.ok ? [] : answer.errors), ...(then?.errors ?? []), ...wanted.errors];
    if (first) throw new RotaError([first, ...further]);
    if (!answer.ok) throw new Error('a draft that cannot be read has errors');
    const options = { ...draft.options, ...checkedOptions(then), ...wanted.options };
    return { ...(await sealed(draft, answer, owner)), options };
  }

  /** Decrypts only the values that stay, so that a secret whose key is lost can be entered again. */
  const staying = (present: StoredSchedule, wanted: Values): Values =>
    core.openValues(
      Object.fromEntries(Object.entries(present.values).filter(([key]) => wanted[key] === secretPlaceholder)),
    );

  /**
   * Settles what is due, decides by what is stored then, and changes that: decides again if it has changed meanwhile, or throws
   * VERSION_CONFLICT if the caller has read a certain version.
   */
  async function change(id: string, decide: Decide, version?: number): Promise<ScheduleRow> {
    for (;;) {
      if (isDue(await stored(id), core.clock.now())) await deps.settle();
      const present = await stored(id);
      if (version !== undefined && present.version !== version)
        throw rotaError(
          'VERSION_CONFLICT',
          said`It was changed elsewhere since you opened it. Review the newer version.`,
        );
      const { due } = present;
      const edit = await decide(present);
      const changed = await store.schedules.change(id, edit, core.clock.now(), { version: present.version, due });
      if (changed === null) throw gone(id);
      if (changed === 'stale') continue;
      core.announcements.schedule(id);
      deps.wakeScheduler();
      return row(id);
    }
  }

  return { row, stored, read, sealed, staying, change };
}

/** What to change in a schedule, by what is stored of it. */
type Decide = (present: StoredSchedule) => ScheduleChange | Promise<ScheduleChange>;

/** Whether a schedule has due times to settle before its plan is changed. */
const isDue = ({ due }: StoredSchedule, now: number): boolean => due !== null && due <= now;

/** With the stored secrets that are left as their placeholder. */
const withKept = (given: Values, present: Values): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(given).flatMap(([key, value]) => {
      if (value !== secretPlaceholder) return [[key, value]];
      return Object.hasOwn(present, key) ? [[key, present[key]]] : [];
    }),
  );

/** What is to follow it, and what starts it besides its plan; null if there is nothing of it, so that nothing is asked. */
async function checkThen(
  core: EngineContext,
  { options: { then = [], triggers = [] }, values }: ScheduleDraft,
  process: RpaProcess,
  owner: Owner | null,
  schedule?: Pick<StoredSchedule, 'id' | 'name'>,
): Promise<Partial<CheckedFollowUps> | null> {
  // What stands on its process, or on schedules that listen, may lead back to it, too.
  // What is missing altogether is told at the values.
  const given = [...Object.keys(values), ...(process.parameters.required ?? [])];
  const faults = triggers.some(isCheckedFurther)
    ? await furtherTriggerFaults(core, triggers, { process, owner, given, schedule: schedule?.id })
    : [];
  const isAlone = faults.length === 0 && then.length === 0 && !process.then?.length && !triggers.some(isRunEnd);
  if (isAlone && (schedule === undefined || (await core.store.triggers.listeners()).length === 0)) return null;
  const ask = { field: 'options.then', process, owner, processes: null, triggers, given };
  const { errors, ...checked } = await core.checkFollowUps(then, { ...ask, ...(schedule && { schedule }) });
  return {
    errors: [...faults, ...errors],
    ...(then.length > 0 && { followUps: checked.followUps }),
    ...(triggers.length > 0 && { triggers: checked.triggers }),
  };
}

/** Options as they are stored. */
const checkedOptions = (checked: Partial<CheckedFollowUps> | null) => ({
  ...(checked?.followUps && { then: checked.followUps }),
  ...(checked?.triggers && { triggers: checked.triggers }),
});

/** What it waits for, with the IDs of schedules; nothing if it waits for nothing. */
async function conditionsOf(core: EngineContext, { options, process }: ScheduleDraft, owner: Owner | null) {
  if (options.conditions === undefined) return { options: {}, errors: [] };
  const ask = { field: 'options.conditions', owner, processes: null, process: core.processOf(process) };
  const { conditions, errors } = await checkConditions(core, options.conditions, ask);
  return { options: { conditions }, errors };
}

/** With its values as they are stored: secrets encrypted, files kept. `owner`: whose the schedule is, for the vault. */
const sealing = (core: EngineContext) =>
  async function sealed<T extends { readonly values: Values }>(
    { process: name }: ScheduleDraft,
    answer: T,
    owner: Owner | null,
  ): Promise<T> {
    const process = core.processOf(name);
    if (process === null) return answer;
    const [first, ...further] = core.vault.valueFaults({ process, owner }, answer.values);
    if (first) throw new RotaError([first, ...further]);
    return { ...answer, values: core.sealValues(process, await core.files.keep(process, answer.values)) };
  };
