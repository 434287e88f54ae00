import type { ProcessRow } from '../../../contract/console.ts';
import { rotaError, type RotaError } from '../../../contract/errors.ts';
import type { Announcement } from '../../../contract/events.ts';
import type { RpaProcess } from '../../../contract/process.ts';
import { said } from '../../../contract/translatable.ts';
import { createNameIndex, definitionOf, processNotFound, readDefinition } from '../../domain/catalogue-rules.ts';
import { foldCase } from '../../domain/name-matching.ts';
import type { ConfigStore } from '../../store/config-store.ts';
import type { ConfigDocument } from '../../store/config-document.ts';
import type { Audit } from '../shared/audit.ts';
import type { Caller, CatalogueVerbs } from '../engine.ts';
import { mapInSlices } from '../shared/slices.ts';
import { definitionWarnings } from '../../domain/definition-warnings.ts';
import { missingOnDisk, type ProgramPlaces } from './program-check.ts';
import { refuseIfChanged } from './unchanged.ts';

/** What the runs of a process say about it. */
export type ProcessStatistics = Pick<ProcessRow, 'schedules' | 'lastRun' | 'successRate' | 'usualMs'>;

export interface Catalogue extends CatalogueVerbs {
  /** As `find`, but throws PROCESS_NOT_FOUND with close names out of those the caller may know of. */
  get(name: string, caller?: Caller): RpaProcess;
  /** `base`: the folder that relative paths of the definition are meant from. */
  put(definition: unknown, onlyNew: boolean, caller: Caller, base?: string, was?: unknown): Promise<RpaProcess>;
  /** Takes a deleted process out of the box again; does nothing where it is there. */
  restore(name: string, caller: Caller): Promise<void>;
  isBundled(name: string): boolean;
  /** By exactly this name. */
  exact(name: string): RpaProcess | null;
  /** Many in one write; answers why some were refused. What they replace is not asked about. */
  putAll(definitions: readonly RpaProcess[], caller: Caller): Promise<ReadonlyMap<RpaProcess, RotaError>>;
}

/** All processes: those of the document, and those in the box unless edited (then they stand in the document) or deleted. */
export function createCatalogue(deps: {
  config: ConfigStore;
  bundled: readonly RpaProcess[];
  places: ProgramPlaces;
  audit: Audit;
  announce: (announcement: Announcement) => void;
  statistics: (names: readonly string[]) => Promise<ReadonlyMap<string, ProcessStatistics>>;
  /** Names of the schedules that need a process and have not ended. */
  schedulesOf: (process: string) => Promise<readonly string[]>;
}): Catalogue {
  const { config, bundled, audit, announce } = deps;
  let seen: {
    document: ConfigDocument;
    all: readonly RpaProcess[];
    exact: ReadonlyMap<string, RpaProcess>;
    find: (name: string) => RpaProcess | null;
  } | null = null;

  function present() {
    const document = config.get();
    if (seen?.document === document) return seen;
    const all = processesOf(document, bundled);
    const exact = new Map(all.map((one) => [one.name, one]));
    return (seen = { document, all, exact, find: createNameIndex(all) });
  }

  function get(name: string, caller?: Caller): RpaProcess {
    const found = present().find(name);
    const mayKnow = (process: string) => caller?.processes?.includes(process) ?? true;
    if (found !== null && mayKnow(found.name)) return found;
    throw processNotFound(
      name,
      present()
        .all.map((one) => one.name)
        .filter(mayKnow),
    );
  }

  const isBundled = (name: string) =>
    bundled.some((one) => one.name === name) && !config.get().processes.some((one) => one.name === name);

  return {
    find: (name) => present().find(name),
    get,
    all: () => present().all,
    exact: (name) => present().exact.get(name) ?? null,
    isBundled,
    async rows() {
      const { all } = present();
      const statistics = await deps.statistics(all.map(({ name }) => name));
      return all.map((one) => ({
        process: one,
        isBundled: isBundled(one.name),
        ...(statistics.get(one.name) ?? { schedules: 0, lastRun: null, successRate: null, usualMs: null }),
      }));
    },
    async put(definition, onlyNew, caller, base, was) {
      const added = definitionOf(definition, base ?? null);
      let isNew = true;
      await config.update((document) => {
        const all = processesOf(document, bundled);
        isNew = !all.some(({ name }) => name === added.name);
        const alike = all.find(({ name }) => foldCase(name) === foldCase(added.name));
        if (alike !== undefined && (onlyNew || isNew)) throw nameTaken(alike);
        refuseIfChanged(
          all.find(({ name }) => name === added.name),
          was,
        );
        const others = document.processes.filter(({ name }) => name !== added.name);
        const removedBundled = document.removedBundled.filter((name) => name !== added.name);
        return { ...document, removedBundled, processes: byName([...others, added]) };
      });
      audit(caller, isNew ? 'process added' : 'process replaced', added.name);
      announce({ type: 'process', name: added.name });
      return added;
    },
    async putAll(definitions, caller) {
      const refusals = new Map<RpaProcess, RotaError>();
      let before = new Set<string>();
      await config.update((document) => {
        refusals.clear();
        const all = processesOf(document, bundled);
        before = new Set(all.map(({ name }) => name));
        const alike = new Map(all.map((one) => [foldCase(one.name), one]));
        const next = new Map(document.processes.map((one) => [one.name, one]));
        for (const added of definitions) {
          const other = alike.get(foldCase(added.name));
          if (other !== undefined && other.name !== added.name) refusals.set(added, nameTaken(other));
          else {
            alike.set(foldCase(added.name), added);
            next.set(added.name, added);
          }
        }
        const removedBundled = document.removedBundled.filter((name) => !next.has(name));
        return { ...document, removedBundled, processes: byName([...next.values()]) };
      });
      await mapInSlices(definitions, (added) => {
        if (refusals.has(added)) return;
        audit(caller, before.has(added.name) ? 'process replaced' : 'process added', added.name);
        announce({ type: 'process', name: added.name });
      });
      return refusals;
    },
    async restore(name, caller) {
      if (present().all.some((one) => one.name === name)) return;
      if (!bundled.some((one) => one.name === name)) throw processNotFound(name, []);
      await config.update((document) => {
        const alike = processesOf(document, bundled).find((one) => foldCase(one.name) === foldCase(name));
        if (alike !== undefined && alike.name !== name) throw nameTaken(alike);
        return { ...document, removedBundled: document.removedBundled.filter((other) => other !== name) };
      });
      audit(caller, 'process restored', name);
      announce({ type: 'process', name });
    },
    async check(definition) {
      const read = readDefinition(definition, null);
      if (!read.ok)
        return read.details.map(({ field, message, said }) => ({
          field: field ?? 'process',
          message,
          ...(said && { said }),
        }));
      return [...definitionWarnings(read.process), ...(await missingOnDisk(read.process, deps.places))];
    },
    async delete(name, caller) {
      const gone = get(name);
      const needing = await deps.schedulesOf(gone.name);
      if (needing.length > 0) throw inUse(gone.name, needing);
      await config.update((document) => ({
        ...document,
        processes: document.processes.filter((other) => other.name !== gone.name),
        removedBundled: bundled.some((other) => other.name === gone.name)
          ? [...new Set([...document.removedBundled, gone.name])]
          : document.removedBundled,
      }));
      audit(caller, 'process deleted', gone.name);
      announce({ type: 'process', name: gone.name });
    },
  };
}

function processesOf(document: ConfigDocument, bundled: readonly RpaProcess[]): readonly RpaProcess[] {
  const own = new Set(document.processes.map(({ name }) => name));
  const box = bundled.filter(({ name }) => !own.has(name) && !document.removedBundled.includes(name));
  return byName([...document.processes, ...box]);
}

function byName(processes: readonly RpaProcess[]): RpaProcess[] {
  return processes.toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
}

const nameTaken = ({ name }: RpaProcess) => rotaError('NAME_TAKEN', said`there is a process "${name}" already`, 'name');

function inUse(name: string, schedules: readonly string[]) {
  const shown = schedules
    .slice(0, 5)
    .map((schedule) => `"${schedule}"`)
    .join(', ');
  const names = schedules.length > 5 ? said`${shown} and ${schedules.length - 5} more` : shown;
  return rotaError(
    'IN_USE',
    schedules.length === 1
      ? said`"${name}" is needed by the schedule ${names}: delete them or give them another process first`
      : said`"${name}" is needed by the schedules ${names}: delete them or give them another process first`,
  );
}
