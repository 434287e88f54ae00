import { rotaError, wholeSentence } from '../../../contract/errors.ts';
import { inARow, said, type Translatable } from '../../../contract/translatable.ts';
import type { FleetWorker, WorkerMode, WorkersAnswer } from '../../../contract/worker.ts';
import type { Audit } from '../../people/audit.ts';
import { foldKey } from '../../domain/name-matching.ts';
import { findGroup, nameTaken } from '../../domain/worker-names.ts';
import type { ConfigDocument } from '../../store/config-document.ts';
import type { ConfigStore } from '../../store/config-store.ts';
import { entryFor, namesIn, withEntry, workersIn, type KnownWorker, type Roster } from '../configuration/roster.ts';
import type { FleetVerbs } from '../shared/fleet-verbs.ts';
import type { EngineContext } from '../shared/engine-context.ts';
import { describeWorkers, type Here } from './describe-workers.ts';
import type { SeenWorkers } from './seen-workers.ts';

interface WorkersDeps {
  readonly core: EngineContext;
  readonly config: ConfigStore;
  readonly roster: Roster;
  readonly audit: Audit;
  readonly seen: SeenWorkers;
  readonly here: () => Here;
  /** Names, groups or modes are other than before, here or on another computer. */
  readonly changed: () => void;
}

/** What can be asked and changed of every worker and group from any computer. */
export function createWorkers(deps: WorkersDeps): FleetVerbs {
  const { roster, audit, seen } = deps;
  const { isFleet } = roster;

  const list = async (): Promise<WorkersAnswer> => describeWorkers(roster, await seen.look(), deps.here());

  async function shown(id: string): Promise<FleetWorker> {
    const found = (await list()).workers.find((worker) => worker.id === id);
    if (found === undefined) throw noWorker(id);
    return found;
  }

  /** Changes the entry of a worker. Throws NOT_FOUND, and what `change` throws. */
  async function edit(id: string, change: (worker: KnownWorker, document: ConfigDocument) => Edited): Promise<void> {
    await deps.config.update((document) => {
      const worker = workersIn(document, isFleet).find((one) => one.id === id);
      if (worker === undefined) throw noWorker(id);
      const { entry, groups = document.fleet.groups } = change(worker, document);
      const { id: _id, ...whole } = { ...worker, ...entry };
      return withEntry({ ...document, fleet: { ...document.fleet, groups: [...groups] } }, id, whole);
    });
    deps.changed();
  }

  async function setMode(id: string, kind: WorkerMode['kind'] | null, by: string): Promise<void> {
    const mode = kind === null ? null : { kind, since: deps.core.clock.now(), by };
    await edit(id, (worker) => ({ entry: worker.mode?.kind === kind ? {} : { mode } }));
  }

  return {
    isFleet,
    database: () => deps.core.reach.state(),
    list,
    find: (given) => roster.find(given),
    ...groupVerbs(deps, list),
    ...leavingVerbs(deps, shown),

    async change(given, wanted, caller) {
      const id = idOf(roster, given);
      const before = roster.all().find((worker) => worker.id === id);
      await edit(id, (worker, document) => changed(worker, wanted, document, isFleet));
      const name = roster.all().find((worker) => worker.id === id)?.name ?? id;
      if (wanted.name !== undefined || wanted.aliases !== undefined) audit(caller, 'worker renamed', name);
      if (wanted.groups !== undefined && String(before?.groups) !== String(wanted.groups))
        audit(caller, 'worker groups changed', name);
      return shown(id);
    },

    async setMode(given, kind, caller) {
      const id = idOf(roster, given);
      await setMode(id, kind, caller.name);
      const worker = await shown(id);
      if (kind === null) audit(caller, 'worker put back to work', worker.name);
      else if (kind === 'drain') audit(caller, 'worker drained', worker.name);
      else audit(caller, 'worker put in maintenance', worker.name);
      return worker;
    },
  };
}

/** Workers that go, and the one that was copied. */
function leavingVerbs(
  deps: WorkersDeps,
  shown: (id: string) => Promise<FleetWorker>,
): Pick<FleetVerbs, 'remove' | 'renewId'> {
  const { roster, audit } = deps;
  return {
    async remove(given, isForced, caller) {
      const id = idOf(roster, given);
      const worker = await shown(id);
      if (worker.isThis || (worker.state !== 'away' && worker.state !== 'stopped'))
        throw wholeSentence(
          'CONFLICT',
          said`The worker "${worker.name}" is there: stop its Rota first, then remove it.`,
          'id',
        );
      if (!isForced) await refuseIfWanted(deps.core, id, worker.name, worker.queued);
      if (!(await deps.core.store.workers.remove(id)))
        throw wholeSentence(
          'CONFLICT',
          said`The worker "${worker.name}" has come back just now: it was not removed.`,
          'id',
        );
      await deps.config.update((document) => {
        const { [id]: _gone, ...workers } = document.fleet.workers;
        return { ...document, fleet: { ...document.fleet, workers } };
      });
      audit(caller, 'worker removed', worker.name);
      deps.changed();
    },

    async renewId(caller) {
      if (!deps.here().isIdTaken)
        throw rotaError('CONFLICT', said`No other computer reports under the ID of this one: it keeps it.`);
      const id = deps.core.newId();
      await deps.config.update((document) => {
        const renamed = { ...document, worker: { ...document.worker, id, aliases: [] } };
        return withEntry(renamed, id, entryFor(renamed));
      });
      audit(caller, 'worker id renewed', roster.own().name);
      deps.changed();
    },
  };
}

interface Edited {
  readonly entry: Partial<Omit<KnownWorker, 'id'>>;
  readonly groups?: ConfigDocument['fleet']['groups'];
}

/** Who is called so, if it is a worker; else the text itself, which may be the ID of one that has only reported. */
function idOf(roster: Roster, given: string): string {
  const found = roster.find(given);
  return found.ok && roster.all().some(({ id }) => id === found.target) ? found.target : given;
}

const noWorker = (id: string) => wholeSentence('NOT_FOUND', said`There is no worker "${id}".`, 'id');

/** Throws NAME_TAKEN if a name means something else already. */
function changed(
  worker: KnownWorker,
  { name, aliases, groups }: Parameters<FleetVerbs['change']>[1],
  document: ConfigDocument,
  isFleet: boolean,
): Edited {
  const names = namesIn(document, isFleet);
  const check = (field: string, given: string): string => {
    if (given === '') throw rotaError('BODY_INVALID', said`must not be empty`, field);
    const taken = nameTaken(given, names, { worker: worker.id });
    if (taken !== null) throw rotaError('NAME_TAKEN', said`${taken}; choose another name`, field);
    return given;
  };
  const present = document.fleet.groups;
  const wanted = groups?.map(
    (given) =>
      findGroup(
        given,
        present.map(({ name: one }) => one),
      ) ?? check('groups', given.trim()),
  );
  const fresh = (wanted ?? []).filter((one) => !present.some(({ name: known }) => known === one));
  return {
    entry: {
      ...(name === undefined ? {} : { name: check('name', name.trim()) }),
      ...(aliases === undefined ? {} : { aliases: distinct(aliases.map((alias) => check('aliases', alias.trim()))) }),
      ...(wanted === undefined ? {} : { groups: distinct(wanted) }),
    },
    groups: [...present, ...distinct(fresh).map((one) => ({ name: one, limit: null }))],
  };
}

/** Without a second one in another spelling. */
const distinct = (names: readonly string[]): string[] =>
  names.filter((name, at) => names.findIndex((one) => foldKey(one) === foldKey(name)) === at);

async function refuseIfWanted(core: EngineContext, target: string, name: string, waiting: number): Promise<void> {
  const schedules = await core.store.schedules.usersOfWorker(target);
  if (waiting === 0 && schedules.length === 0) return;
  const parts: Translatable[] = [
    ...(waiting === 0 ? [] : [said`runs that wait for it: ${waiting}`]),
    ...(schedules.length === 0 ? [] : [said`schedules that name it: ${schedules.map((one) => `"${one}"`).join(', ')}`]),
  ];
  throw wholeSentence(
    'IN_USE',
    said`"${name}" is still needed (${inARow(parts, '; ')}). Change or cancel these first, or remove it anyway: they wait until they are changed.`,
    'id',
  );
}

const withoutGroup = (document: ConfigDocument, name: string): ConfigDocument =>
  withGroups(
    document,
    (groups) => groups.filter((group) => group.name !== name),
    (groups) => groups.filter((one) => one !== name),
  );

/** Changes the groups themselves, and those of each worker. */
function withGroups(
  document: ConfigDocument,
  change: (groups: ConfigDocument['fleet']['groups']) => ConfigDocument['fleet']['groups'],
  ofWorker: (groups: readonly string[]) => readonly string[],
): ConfigDocument {
  const workers = Object.fromEntries(
    Object.entries(document.fleet.workers).map(([id, entry]) => [
      id,
      { ...entry, groups: [...ofWorker(entry.groups)] },
    ]),
  );
  return { ...document, fleet: { ...document.fleet, groups: [...change(document.fleet.groups)], workers } };
}

/** Groups are in the configuration; a worker says by its own entry to which it belongs. */
function groupVerbs(
  { core, config, roster, audit, changed: tell }: WorkersDeps,
  list: FleetVerbs['list'],
): Pick<FleetVerbs, 'putGroup' | 'renameGroup' | 'removeGroup'> {
  const present = () => roster.groups().map(({ name }) => name);
  function known(given: string): string {
    const name = findGroup(given, present());
    if (name === null) throw wholeSentence('NOT_FOUND', said`There is no group "${given}".`, 'name');
    return name;
  }
  return {
    async putGroup(given, limit, caller) {
      const name = findGroup(given, present()) ?? given.trim();
      if (name === '' || name.length > 100)
        throw rotaError('BODY_INVALID', said`a group has a name of 1 to 100 characters`, 'name');
      await config.update((document) => {
        const { groups } = document.fleet;
        const isNew = !groups.some((group) => group.name === name);
        const taken = isNew ? nameTaken(name, namesIn(document, roster.isFleet), {}) : null;
        if (taken !== null) throw rotaError('NAME_TAKEN', said`${taken}; choose another name`, 'name');
        const others = groups.filter((group) => group.name !== name);
        return { ...document, fleet: { ...document.fleet, groups: [...others, { name, limit }] } };
      });
      audit(caller, 'worker group changed', name);
      tell();
      return (await list()).groups;
    },

    async renameGroup(given, wanted, caller) {
      const name = known(given);
      const to = wanted.trim();
      if (to === name) return (await list()).groups;
      // Both are there until everything is for the new one: a crash in between leaves none without its group.
      await config.update((document) => {
        const taken = nameTaken(to, namesIn(document, roster.isFleet), { group: name });
        if (taken !== null) throw rotaError('NAME_TAKEN', said`${taken}; choose another name`, 'name');
        const same = document.fleet.groups.find((group) => group.name === name);
        return withGroups(
          document,
          (groups) => [...groups, { name: to, limit: same?.limit ?? null }],
          (groups) => (groups.includes(name) ? [...groups, to] : groups),
        );
      });
      await core.store.schedules.retarget(name, to, core.clock.now());
      await config.update((document) => withoutGroup(document, name));
      audit(caller, 'worker group renamed', `${name} → ${to}`);
      tell();
      return (await list()).groups;
    },

    async removeGroup(given, isForced, caller) {
      const name = known(given);
      const load = await core.store.workers.load();
      if (!isForced) await refuseIfWanted(core, name, name, load.waiting.get(name) ?? 0);
      await config.update((document) => withoutGroup(document, name));
      audit(caller, 'worker group removed', name);
      tell();
    },
  };
}
