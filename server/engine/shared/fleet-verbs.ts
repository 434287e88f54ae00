import type { StartConditions } from '../../../contract/conditions.ts';
import type { DatabaseState } from '../../../contract/fleet.ts';
import type { FollowUp } from '../../../contract/follow-up.ts';
import type { FleetWorker, ShownGroup, WorkerChange, WorkerMode, WorkersAnswer } from '../../../contract/worker.ts';
import type { FoundTarget } from '../../domain/worker-names.ts';
import type { Caller } from '../../people/caller.ts';

/** Every worker and group, from any computer of a fleet; without one there is this computer. */
export interface FleetVerbs {
  /** Whether computers share a database. */
  readonly isFleet: boolean;
  database(): DatabaseState;
  list(): Promise<WorkersAnswer>;
  /** Whom a text means: the ID of a worker or the name of a group. */
  find(given: string): FoundTarget;
  /** Throws NOT_FOUND, NAME_TAKEN. A group that is not there yet is added. A worker may be named by ID, name or alias everywhere here. */
  change(id: string, wanted: WorkerChange, caller: Caller): Promise<FleetWorker>;
  /** null: back to work. */
  setMode(id: string, kind: WorkerMode['kind'] | null, caller: Caller): Promise<FleetWorker>;
  /** Throws CONFLICT if it is there, IN_USE if something waits for it, unless forced. */
  remove(id: string, isForced: boolean, caller: Caller): Promise<void>;
  /** Gives this computer a new ID. Throws CONFLICT unless another one reports under the same. */
  renewId(caller: Caller): Promise<void>;
  /** `limit`: how many of its runs run at once; null = any number. Throws NAME_TAKEN. */
  putGroup(name: string, limit: number | null, caller: Caller): Promise<ShownGroup[]>;
  /** What is for it follows. Throws NOT_FOUND, NAME_TAKEN. */
  renameGroup(name: string, to: string, caller: Caller): Promise<ShownGroup[]>;
  removeGroup(name: string, isForced: boolean, caller: Caller): Promise<void>;
}

/** `worker`: the ID, name or alias of one, or a group; throws WORKER_NOT_FOUND. */
export interface StartHow {
  readonly isTest: boolean;
  readonly worker?: string | undefined;
  readonly then?: readonly FollowUp[] | undefined;
  readonly conditions?: StartConditions | undefined;
}
