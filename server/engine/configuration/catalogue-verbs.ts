import type { ProcessRow } from '../../../contract/console.ts';
import type { RotaError } from '../../../contract/errors.ts';
import type { RpaProcess } from '../../../contract/process.ts';
import type { Caller } from '../../people/caller.ts';
import type { CatalogueVerbs } from '../engine.ts';

/** Figures of a process from its runs. */
export type ProcessStatistics = Pick<ProcessRow, 'schedules' | 'lastRun' | 'successRate' | 'usualMs'>;

export interface Catalogue extends CatalogueVerbs {
  /** As `find`, but throws PROCESS_NOT_FOUND with similar names that the caller may see. */
  get(name: string, caller?: Caller): RpaProcess;
  /** `base`: the folder that relative paths of the definition are resolved against. */
  put(definition: unknown, onlyNew: boolean, caller: Caller, base?: string, was?: unknown): Promise<RpaProcess>;
  /** Restores a deleted bundled process; does nothing if it is present. */
  restore(name: string, caller: Caller): Promise<void>;
  isBundled(name: string): boolean;
  /** By exactly this name. */
  exact(name: string): RpaProcess | null;
  /** Stores many in one write; returns why some were refused. Does not check for conflicting edits. */
  putAll(definitions: readonly RpaProcess[], caller: Caller): Promise<ReadonlyMap<RpaProcess, RotaError>>;
}
