import { scheduleDraft } from '../../../contract/schedule.ts';
import type { RpaProcess } from '../../../contract/process.ts';
import { noteOfDetails } from '../../domain/import/detail-notes.ts';
import type { ImportedSchedule, ImportedSet } from '../../domain/import/import-set.ts';
import { foldCase } from '../../domain/name-matching.ts';
import type { CheckFollowUps, KnownSchedule } from '../shared/follow-up-ask.ts';
import type { Catalogue } from '../configuration/catalogue.ts';
import { refused, type Answered } from './import-step.ts';

/** What will be there once a document is imported. */
export interface AfterImport {
  readonly findProcess: (name: string) => RpaProcess | null;
  readonly processNames: () => readonly string[];
  /** Of the document alone. */
  readonly scheduleById: (id: string) => KnownSchedule | null;
  readonly schedulesCalled: (name: string) => readonly KnownSchedule[];
}

export interface ProcessThenDeps {
  readonly catalogue: Pick<Catalogue, 'all' | 'find'>;
  readonly followUps: (after: AfterImport) => CheckFollowUps;
}

interface Planned {
  readonly taken: RpaProcess | null;
  readonly step: Answered & { readonly wanted: RpaProcess | null };
}

/**
 * What follows the runs of processes, checked as when they are saved: its target is there or comes with the same document, with values that fit, and
 * nothing leads back to where it begins. One whose check fails is refused, and then what would follow it.
 */
export async function withThenChecked(
  planned: readonly Planned[],
  set: Pick<ImportedSet, 'schedules'>,
  deps: ProcessThenDeps,
): Promise<readonly Planned[]> {
  if (!planned.some(({ taken }) => taken?.then?.length)) return planned;
  const schedules = schedulesOf(set.schedules);
  for (let present = planned; ;) {
    const taken = present.flatMap((one) => one.taken ?? []);
    const check = deps.followUps({ ...processesWith(taken, deps.catalogue), ...schedules });
    const next: Planned[] = [];
    for (const one of present) next.push(await checkedOne(one, check));
    if (next.every((one, at) => one === present[at])) return next;
    present = next;
  }
}

async function checkedOne(one: Planned, check: CheckFollowUps): Promise<Planned> {
  const { taken } = one;
  if (!taken?.then?.length) return one;
  const ask = { field: 'then', process: taken, owner: null, processes: null, isOfProcess: true };
  const { errors } = await check(taken.then, ask);
  if (errors.length === 0) return one;
  const { apply: _apply, ...step } = refused('process', taken.name, noteOfDetails(errors));
  return { taken: null, step: { ...step, wanted: null } };
}

function processesWith(taken: readonly RpaProcess[], catalogue: ProcessThenDeps['catalogue']) {
  const exact = new Map(taken.map((one) => [one.name, one]));
  const folded = new Map(taken.map((one) => [foldCase(one.name), one]));
  return {
    findProcess: (name: string) => exact.get(name) ?? catalogue.find(name) ?? folded.get(foldCase(name)) ?? null,
    processNames: () => [...new Set([...exact.keys(), ...catalogue.all().map((one) => one.name)])],
  };
}

/** One without an ID is known by its name until it is stored. */
const idOf = ({ id, draft }: ImportedSchedule): string =>
  id ?? `new:${String(((draft ?? {}) as { readonly name?: unknown }).name)}`;

/** A document may hold very many: they are only read where something names them. */
function schedulesOf(given: readonly ImportedSchedule[]): Pick<AfterImport, 'scheduleById' | 'schedulesCalled'> {
  const byId = new Map<string, ImportedSchedule>();
  const byName = new Map<string, ImportedSchedule[]>();
  for (const one of given) {
    const { name } = (one.draft ?? {}) as { readonly name?: unknown };
    byId.set(idOf(one), one);
    if (typeof name !== 'string') continue;
    const alike = byName.get(name);
    if (alike === undefined) byName.set(name, [one]);
    else alike.push(one);
  }
  const read = (one: ImportedSchedule): KnownSchedule[] => {
    const { data } = scheduleDraft.safeParse(one.draft);
    if (data === undefined) return [];
    const { name, process, values, options } = data;
    return [{ id: idOf(one), name, process, values, options, owner: null }];
  };
  return {
    scheduleById: (id) => [byId.get(id)].flatMap((one) => (one ? read(one) : []))[0] ?? null,
    schedulesCalled: (name) => (byName.get(name) ?? []).flatMap(read),
  };
}
