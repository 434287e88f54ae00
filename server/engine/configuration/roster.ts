import type { Worker, WorkerEntry, WorkerGroup } from '../../../contract/worker.ts';
import { findTarget, freeName, nameTaken, type FoundTarget, type Roster as Names } from '../../domain/worker-names.ts';
import type { ConfigDocument, StoredFleet } from '../../store/config-document.ts';
import type { ConfigStore } from '../../store/config-store.ts';
import { anybody, type StartLimits } from '../../store/stored-run.ts';

export type KnownWorker = Worker & WorkerEntry;

/** The workers and groups that runs can be started for, as the configuration has them: in memory, the same on every computer of a fleet. */
export interface Roster {
  readonly isFleet: boolean;
  /** This computer. */
  own(): KnownWorker;
  /** This computer and, in a fleet, the others. */
  all(): readonly KnownWorker[];
  groups(): readonly WorkerGroup[];
  names(): Names;
  find(given: string): FoundTarget;
  /** Whom this computer takes runs for, as they are stored. */
  targets(): readonly string[];
  /** The target of a run whose schedule names this worker or group; null = anybody. */
  targetOf(named: string | null): string | null;
  /** A stored worker as it is exported: by its name, because IDs mean nothing elsewhere; null for this computer where it is alone. */
  exportedName(stored: string | null): string | null;
  limitOf(target: string | null): StartLimits['ofGroup'];
  /** Enters this computer among the workers of its fleet, under a name that is free there. Resolves to it. */
  enter(): Promise<KnownWorker>;
}

export function createRoster({ config, isFleet }: { config: ConfigStore; isFleet: boolean }): Roster {
  let seen: ConfigDocument | null = null;
  let targets: readonly string[] = [];

  const own = () => ownIn(config.get());
  const all = () => workersIn(config.get(), isFleet);
  const groups = () => config.get().fleet.groups;
  const names = () => namesIn(config.get(), isFleet);
  return {
    isFleet,
    own,
    all,
    groups,
    names,
    find: (given) => findTarget(given, names()),
    targets() {
      const document = config.get();
      if (document !== seen) {
        const { id, groups: mine } = ownIn(document);
        seen = document;
        targets = [anybody, id, ...mine];
      }
      return targets;
    },
    targetOf(named) {
      if (named === null || isFleet) return named;
      // Alone, a name that is none of its groups means nothing: it runs here, as everything does.
      return groups().some(({ name }) => name === named) ? named : null;
    },
    exportedName(stored) {
      if (stored === config.get().worker.id && !isFleet) return null;
      return all().find(({ id }) => id === stored)?.name ?? stored;
    },
    limitOf(target) {
      const limit = target === null ? null : (groups().find(({ name }) => name === target)?.limit ?? null);
      return target === null || limit === null ? null : { name: target, most: limit };
    },
    async enter() {
      const { id } = config.get().worker;
      if (!isFleet || Object.hasOwn(config.get().fleet.workers, id)) return own();
      await config.update((document) => withEntry(document, id, entryFor(document)));
      return own();
    },
  };
}

const noEntry = { groups: [], mode: null };

function ownIn({ worker, fleet }: ConfigDocument): KnownWorker {
  const entry = Object.hasOwn(fleet.workers, worker.id) ? fleet.workers[worker.id] : undefined;
  return { ...noEntry, ...entry, ...worker };
}

export function workersIn(document: ConfigDocument, isFleet: boolean): readonly KnownWorker[] {
  const own = ownIn(document);
  const others = isFleet
    ? Object.entries(document.fleet.workers).flatMap(([id, entry]) => (id === own.id ? [] : [{ id, ...entry }]))
    : [];
  return [own, ...others];
}

export const namesIn = (document: ConfigDocument, isFleet: boolean): Names => ({
  workers: workersIn(document, isFleet),
  groups: document.fleet.groups.map(({ name }) => name),
});

/** The entry of this computer, with names that nobody else has. */
export function entryFor(document: ConfigDocument): WorkerEntry {
  const { id, name, aliases } = document.worker;
  const others = namesIn(document, true);
  return {
    ...noEntry,
    name: freeName(name, others, id),
    aliases: aliases.filter((alias) => nameTaken(alias, others, { worker: id }) === null),
  };
}

/** The document with that entry; the names of this computer are also where they stand without a fleet. */
export function withEntry(document: ConfigDocument, id: string, entry: WorkerEntry): ConfigDocument {
  const fleet: StoredFleet = { ...document.fleet, workers: { ...document.fleet.workers, [id]: entry } };
  const { name, aliases } = entry;
  return { ...document, fleet, worker: id === document.worker.id ? { id, name, aliases } : document.worker };
}
