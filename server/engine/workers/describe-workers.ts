import type {
  ConnectorWorker,
  FleetWorker,
  ShownGroup,
  WorkersAnswer,
  WorkerStatus,
} from '../../../contract/worker.ts';
import { fleetStateOf, plainStateOf } from '../../domain/fleet-state.ts';
import type { SeenWorker, WorkerFacts, WorkerReport } from '../../store/worker-store.ts';
import type { KnownWorker, Roster } from '../configuration/roster.ts';
import type { Seen } from './seen-workers.ts';

/** What this computer knows of itself, before it has been reported. */
export interface Here {
  readonly report: Omit<WorkerReport, 'state'>;
  readonly isIdTaken: boolean;
  readonly isPaused: boolean;
  /** Its active runs. */
  readonly running: number;
}

const unknownFacts: WorkerFacts = {
  platform: '',
  runsAtOnce: 0,
  desktop: 'ready',
  hasRoom: true,
  cannotRun: [],
  clockDifferenceMs: null,
};

/** Every worker and group, from what was seen. */
export function describeWorkers(roster: Roster, { workers, load }: Seen, here: Here): WorkersAnswer {
  const own = roster.own();
  const seenOf = new Map(workers.map((worker) => [worker.id, worker]));
  const known = roster.all();
  // One that has reported and is not entered, for a moment after it was removed or before it has entered itself.
  const strangers = workers
    .filter(({ id }) => !known.some((one) => one.id === id))
    .map(({ id, name, aliases }): KnownWorker => ({ id, name, aliases, groups: [], mode: null }));
  const describe = (worker: KnownWorker): FleetWorker => {
    const isThis = worker.id === own.id;
    const seen = seenOf.get(worker.id) ?? null;
    const running = load.running.filter((run) => run.worker === worker.id);
    return {
      ...worker,
      ...factsOf(isThis ? here.report : seen),
      isThis,
      state: stateOf(worker, seen, isThis ? here : null, { running: running.length, isPaused: here.isPaused }),
      lastSeen: seen?.lastSeen ?? null,
      running: running.map(({ id, process, startedAt }) => ({ id, process, startedAt })),
      queued: load.waiting.get(worker.id) ?? 0,
    };
  };
  return {
    workers: [...known, ...strangers].map(describe).toSorted((one, other) => one.name.localeCompare(other.name, 'en')),
    groups: describeGroups(roster, load),
    isFleet: roster.isFleet,
  };
}

function factsOf(report: (Pick<WorkerReport, 'version' | 'address'> & { facts: WorkerFacts | null }) | null) {
  const facts = { ...unknownFacts, ...report?.facts };
  return {
    version: report?.version ?? '',
    address: report?.address ?? null,
    platform: facts.platform,
    runsAtOnce: facts.runsAtOnce,
    desktop: facts.desktop,
    hasRoom: facts.hasRoom,
    cannotRun: [...facts.cannotRun],
    clockDifferenceMs: facts.clockDifferenceMs,
  };
}

/** `here`: what this computer knows of itself counts more than what it reported. */
export function stateOf(
  worker: KnownWorker,
  seen: SeenWorker | null,
  here: Here | null,
  { running, isPaused }: { readonly running: number; readonly isPaused: boolean },
): FleetWorker['state'] {
  return fleetStateOf({
    isIdTaken: here?.isIdTaken ?? false,
    isKnown: here !== null || seen !== null,
    isStopped: here === null && seen?.state === 'stopped',
    isLost: here === null && (seen?.isLost ?? true),
    isOutdated: seen?.isOutdated ?? false,
    mode: worker.mode?.kind ?? null,
    isPaused,
    running: here?.running ?? running,
    desktop: (here?.report ?? seen)?.facts?.desktop ?? 'ready',
  });
}

function describeGroups(roster: Roster, { running, waiting }: Seen['load']): ShownGroup[] {
  const all = roster.all();
  return roster.groups().map(({ name, limit }) => ({
    name,
    limit,
    members: all.filter(({ groups }) => groups.includes(name)).map(({ id }) => id),
    running: running.filter(({ target }) => target === name).length,
    queued: waiting.get(name) ?? 0,
  }));
}

/** A worker as programs are told of it. `own`: what only this computer knows of itself. */
export function forPrograms(
  { state, running, queued, mode: _mode, cannotRun: _programs, ...worker }: FleetWorker,
  own: WorkerStatus,
): ConnectorWorker {
  const facts = { ...worker, condition: state };
  if (worker.isThis) return { ...facts, ...own };
  return { ...facts, state: plainStateOf(state), running: running.length, queued, queuedForDesktop: 0 };
}
