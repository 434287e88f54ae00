import type { ProcessRow } from '../../../contract/console.ts';
import type { RotaError } from '../../../contract/errors.ts';
import type { RpaProcess } from '../../../contract/process.ts';
import type { Caller } from '../../people/caller.ts';
import type { CatalogueVerbs } from '../engine.ts';

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
