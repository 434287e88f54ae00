import { rotaError, RotaError, type ErrorDetail } from '../../../contract/errors.ts';
import type { Announcement } from '../../../contract/events.ts';
import type { RpaProcess } from '../../../contract/process.ts';
import { said } from '../../../contract/translatable.ts';
import { definitionOf, processNotFound } from '../../domain/catalogue-rules.ts';
import { foldCase } from '../../domain/name-matching.ts';
import type { ConfigStore } from '../../store/config-store.ts';
import type { Audit } from '../../people/audit.ts';
import { mapInSlices } from '../shared/slices.ts';
import type { Catalogue } from './catalogue-verbs.ts';
import { byName, processesOf, type KnownProcesses } from './known-processes.ts';
import type { Caller } from '../../people/caller.ts';
import type { CheckFollowUps } from '../shared/follow-up-ask.ts';
import { refuseIfChanged } from '../shared/unchanged.ts';

export interface CatalogueChangeDeps {
  config: ConfigStore;
  bundled: readonly RpaProcess[];
  audit: Audit;
  announce: (announcement: Announcement) => void;
  /** Why references to the vault in a definition cannot be followed. */
  vaultFaults: (process: RpaProcess) => readonly ErrorDetail[];
  checkFollowUps: CheckFollowUps;
  /** Names of the schedules that need a process and have not ended. */
  schedulesOf: (process: string) => Promise<readonly string[]>;
}

/** Adds and replaces processes, one or many. */
export function catalogueAdditions(deps: CatalogueChangeDeps): Pick<Catalogue, 'put' | 'putAll'> {
  const { config, bundled, audit, announce } = deps;
  return {
    async put(definition, onlyNew, caller, base, was) {
      const read = definitionOf(definition, base ?? null);
      const [fault, ...faults] = deps.vaultFaults(read).map((one) => ({ ...one, code: 'BODY_INVALID' as const }));
      if (fault !== undefined) throw new RotaError([fault, ...faults]);
      const added = await withFollowUps(read, deps, caller);
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
  };
}

/** With what follows its runs checked. What it names by its name stays so: a definition is read by people. */
async function withFollowUps(
  process: RpaProcess,
  { checkFollowUps }: CatalogueChangeDeps,
  caller: Caller,
): Promise<RpaProcess> {
  if (!process.then?.length) return process;
  const { owner, processes } = caller;
  const { errors } = await checkFollowUps(process.then, {
    field: 'then',
    process,
    owner,
    processes,
    isOfProcess: true,
  });
  const [first, ...further] = errors.map((one) => ({ ...one, code: 'BODY_INVALID' as const }));
  if (first !== undefined) throw new RotaError([first, ...further]);
  return process;
}

/** Deletes processes, and restores bundled ones. */
export function catalogueRemovals(
  deps: CatalogueChangeDeps,
  { present, get }: KnownProcesses,
): Pick<Catalogue, 'delete' | 'restore'> {
  const { config, bundled, audit, announce } = deps;
  return {
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
    async delete(name, caller) {
      const gone = get(name);
      const needing = await deps.schedulesOf(gone.name);
      if (needing.length > 0) throw inUse(gone.name, needing);
      const before = present().all.find((one) => one.name !== gone.name && names(one, gone.name));
      if (before !== undefined)
        throw rotaError(
          'IN_USE',
          said`"${gone.name}" follows the process "${before.name}": take it out of what follows there first`,
        );
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

/** Whether a process is among what follows another one. */
const names = ({ then = [] }: RpaProcess, process: string): boolean =>
  then.some(({ then: next }) => next.kind === 'process' && foldCase(next.process) === foldCase(process));

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
