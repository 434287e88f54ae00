import { calendar as calendarSchema, type Calendar } from '../../../contract/calendar.ts';
import { calendarOfPlan } from '../../../contract/interval-plans.ts';
import { secretNames, type RpaProcess } from '../../../contract/process.ts';
import { scheduleDraft, secretPlaceholder, type ScheduleDraft } from '../../../contract/schedule.ts';
import { readDefinition } from '../../domain/catalogue-rules.ts';
import { readScheduleDraft } from '../../domain/schedule-draft.ts';
import { inIanaZone } from '../../domain/time/zone-name.ts';
import { clockChangeNotes } from '../../domain/import/clock-change-notes.ts';
import { noteOfDetails } from '../../domain/import/detail-notes.ts';
import { noteOf, type ImportedSchedule, type ImportedSet } from '../../domain/import/import-set.ts';
import { inPlace } from '../../domain/time/plan-times.ts';
import {
  createThenLater,
  namesOthers,
  waitsForOthers,
  withNames,
  withoutOthers,
  type ThenLater,
} from './then-names.ts';
import type { Caller } from '../../people/caller.ts';
import { mapInSlices } from '../shared/slices.ts';
import { isCheckedFurther } from '../shared/trigger-checks.ts';
import { mailConditionFaults } from '../shared/mail-conditions.ts';
import { triggerSecretFaults } from '../shared/trigger-secrets.ts';
import { channelStep } from './channel-step.ts';
import { ruleStep } from './rule-step.ts';
import { draftOf, type ExchangeDeps } from './exchange-rows.ts';
import { nameIn, noteIn, refused, stepOf, wordsOf, type Answered, type Step } from './import-step.ts';
import { findPresent, type FindRow } from './present-rows.ts';
import { withThenChecked } from './process-then.ts';

/** A process of the set; `wanted` is its new definition, null if there is nothing to change. */
export interface ProcessStep extends Answered {
  readonly wanted: RpaProcess | null;
}

/** The steps of an import in their necessary order: calendars, processes, channels, schedules, which need the first two, then rules. */
export interface ImportPlan {
  readonly calendars: readonly Step[];
  readonly processes: readonly ProcessStep[];
  readonly channels: readonly Step[];
  readonly schedule: (given: ImportedSchedule) => Promise<Step>;
  /** What follows the schedules, once all of them are there. */
  readonly later: ThenLater;
  /** Once the others are there. */
  readonly rule: (given: unknown, isDryRun: boolean) => Promise<Step>;
}

export async function planImport(set: ImportedSet, deps: ExchangeDeps): Promise<ImportPlan> {
  const present = {
    calendars: byName(deps.calendars.all()),
    processes: byName(deps.catalogue.all()),
  };
  const calendars = await mapInSlices(set.calendars, (given) => planCalendar(given, present.calendars, deps));
  const planned = await mapInSlices(set.processes, (given) => planProcess(given, present.processes, deps));
  const processes = await withThenChecked(planned, set, deps);
  const taken = byName(processes.flatMap((one) => one.taken ?? []));
  const known = {
    process: (name: string) => taken.get(name) ?? deps.catalogue.find(name),
    calendarNames: [...deps.calendars.all(), ...calendars.flatMap((one) => one.taken ?? [])].map(({ name }) => name),
  };
  const channels = (set.channels ?? []).map((given) => channelStep(given, deps));
  const became = new Map(channels.flatMap(({ from, to }) => (from === null || to === null ? [] : [[from, to]])));
  /** By their ids in the document; without an id here until they are stored. */
  const schedules = new Map<string, { readonly id: string | null; readonly name: string }>();
  const tookSchedule: Known['tookSchedule'] = (from, id, name) => {
    if (from !== null) schedules.set(from, { id, name });
  };
  const later = createThenLater(deps);
  const find = await findPresent({ names: deps.names, row: (id) => deps.schedules.row(id) });
  return {
    calendars: calendars.map(({ step }) => step),
    processes: processes.map(({ step }) => step),
    channels: channels.map(({ step }) => step),
    schedule: (given) => planSchedule(given, find, { ...known, tookSchedule, later }, deps),
    later,
    rule: (given, isDryRun) =>
      ruleStep(given, deps, {
        channel: (id) => became.get(id) ?? deps.channels.exported().find((one) => one.id === id) ?? null,
        schedule: async (id) => {
          const taken = schedules.get(id);
          if (taken !== undefined && (isDryRun || taken.id !== null)) return { ...taken, id: taken.id ?? id };
          return deps.schedules.row(id).catch(() => null);
        },
        hasProcess: (name) => known.process(name) !== null,
        calendarNames: known.calendarNames,
      }),
  };
}

/** Maps names to entries; of duplicates, the first. */
const byName = <T extends { readonly name: string }>(entries: readonly T[]): ReadonlyMap<string, T> =>
  new Map(entries.toReversed().map((one) => [one.name, one]));

interface Known {
  readonly process: (name: string) => RpaProcess | null;
  readonly calendarNames: readonly string[];
  readonly tookSchedule: (from: string | null, id: string | null, name: string) => void;
  readonly later: ThenLater;
}

function planCalendar(given: unknown, known: ReadonlyMap<string, Calendar>, { calendars }: ExchangeDeps) {
  const read = calendarSchema.safeParse(given);
  if (!read.success) return { taken: null, step: refused('calendar', nameIn(given), wordsOf(read.error)) };
  const taken = read.data;
  const present = known.get(taken.name);
  const apply = (caller: Caller) => calendars.put(taken.name, taken, caller);
  return { taken, step: stepOf('calendar', taken.name, present, taken, noteOf(null), apply) };
}

function planProcess(
  { process, ...note }: ImportedSet['processes'][number],
  known: ReadonlyMap<string, RpaProcess>,
  { vault }: Pick<ExchangeDeps, 'vault'>,
): { taken: RpaProcess | null; step: ProcessStep } {
  const read = readDefinition(process, null);
  const faults = read.ok ? vault.definitionFaults(read.process) : read.details;
  if (!read.ok || faults.length > 0) {
    const step = refused('process', nameIn(process), noteOfDetails(faults));
    return { taken: null, step: { ...answered(step), wanted: null } };
  }
  const taken = read.process;
  const present = known.get(taken.name);
  const step = answered(stepOf('process', taken.name, withoutDefaults(present), withoutDefaults(taken), note, null));
  return { taken, step: { ...step, wanted: step.change === 'same' ? null : withKeptDefaults(taken, present) } };
}

const answered = ({ apply: _apply, ...rest }: Step): Answered => rest;

async function planSchedule(given: ImportedSchedule, find: FindRow, known: Known, deps: ExchangeDeps): Promise<Step> {
  const read = scheduleDraft.safeParse(given.draft);
  if (!read.success) return refused('schedule', nameIn(given.draft), wordsOf(read.error));
  const target = read.data.worker === null ? null : deps.findWorker(read.data.worker);
  const worker = target?.ok ? deps.workerName(target.target) : read.data.worker;
  const found = { ...read.data, worker, plan: inIanaZone(read.data.plan) };
  const row = await find(given.id, found);
  const own = row === null ? null : draftOf(row, deps);
  const present = own === null ? null : await withNames(own, deps);
  const definition = known.process(found.process);
  const secrets = definition === null ? [] : secretNames(definition.parameters);
  const draft = withKeptSecrets(found, present, secrets);
  const label = draft.name || draft.process;

  const checked = readScheduleDraft(draft, {
    now: deps.clock.now(),
    process: definition,
    calendarNames: known.calendarNames,
    place: inPlace,
    findWorker: deps.findWorker,
  });
  // The value of a stored secret is not known here; the schedule's own check has seen it.
  const faults = checked.ok
    ? []
    : checked.errors.filter(
        ({ field }) => !secrets.some((name) => field === `values.${name}` && draft.values[name] === secretPlaceholder),
      );
  if (definition !== null) {
    const asker = { process: definition, owner: null };
    faults.push(...deps.vault.valueFaults(asker, draft.values));
    faults.push(...triggerSecretFaults(deps.vault, draft.options.triggers ?? [], asker));
    const waitsFor = draft.options.conditions?.list ?? [];
    faults.push(...mailConditionFaults(deps.vault, waitsFor, asker, 'options.conditions'));
  }
  if (faults.length > 0) return refused('schedule', label, noteOfDetails(faults));
  known.tookSchedule(given.id, row?.id ?? null, label);

  // Calendars move due times, and a kept secret is another value: then the draft is read again with them; so is one with triggers that name more.
  const hasCalendar = draft.options.calendars.length > 0 || calendarOfPlan(draft.plan) !== null;
  const hasMore = (draft.options.triggers ?? []).some(isCheckedFurther);
  const isSettled = !hasCalendar && !hasMore && !Object.values(draft.values).includes(secretPlaceholder);
  const settled = checked.ok && isSettled ? checked : undefined;
  const warnings = clockChangeNotes(draft.plan, deps.clock.now());
  const step = stepOf('schedule', label, present, draft, noteIn(given), async (caller) => {
    const isPaused = given.isPaused === true;
    const first = namesOthers(draft) ? withoutOthers(draft) : draft;
    // It must not run before it waits for what it has to wait for.
    const isKept = waitsForOthers(draft);
    if (row === null) {
      const id = await deps.schedules.add(first, caller, isPaused || isKept, settled);
      known.tookSchedule(given.id, id, label);
      if (first !== draft) known.later.add(id, draft, isKept && !isPaused);
      return;
    }
    const resumes = isKept && !isPaused && row.state === 'active';
    if (resumes) await deps.schedules.pause(row.id, null, caller);
    const { version } = resumes ? await deps.schedules.row(row.id) : row;
    const stored = await deps.schedules.replace(row.id, version, first, caller);
    if (first !== draft) known.later.add(row.id, draft, resumes);
    if (isPaused && stored.state === 'active') await deps.schedules.pause(stored.id, null, caller);
  });
  return warnings.length === 0 ? step : { ...step, warnings };
}

/** Documents contain no secrets: the present schedule's are kept. */
function withKeptSecrets(
  draft: ScheduleDraft,
  present: ScheduleDraft | null,
  secrets: readonly string[],
): ScheduleDraft {
  const kept = secrets.filter(
    (name) => !Object.hasOwn(draft.values, name) && present?.values[name] === secretPlaceholder,
  );
  return {
    ...draft,
    values: { ...draft.values, ...Object.fromEntries(kept.map((name) => [name, secretPlaceholder])) },
  };
}

type Properties = RpaProcess['parameters']['properties'];

function mapSecrets(
  given: RpaProcess,
  change: (name: string, parameter: Properties[string]) => Properties[string],
): RpaProcess {
  const secrets = new Set(secretNames(given.parameters));
  const properties = Object.entries(given.parameters.properties).map(
    ([name, parameter]) => [name, secrets.has(name) ? change(name, parameter) : parameter] as const,
  );
  return { ...given, parameters: { ...given.parameters, properties: Object.fromEntries(properties) } };
}

function withoutDefaults(given: RpaProcess | undefined): RpaProcess | undefined {
  return given && mapSecrets(given, (_, { default: _default, examples: _examples, ...rest }) => rest);
}

function withKeptDefaults(given: RpaProcess, present: RpaProcess | undefined): RpaProcess {
  return mapSecrets(given, (name, parameter) => {
    const kept = present?.parameters.properties[name]?.default;
    return kept === undefined || parameter.default !== undefined ? parameter : { ...parameter, default: kept };
  });
}
