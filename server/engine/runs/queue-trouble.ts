import { RotaError } from '../../../contract/errors.ts';
import { isShort, noFiles, noMeans } from '../../domain/shortage.ts';
import type { EngineContext } from '../shared/engine-context.ts';
import { createToldOnce, type ToldOnce } from '../shared/told-once.ts';

/** That the queue could not be taken from: told once, and held against all runs where the cause would stop the others, too. */
export function createQueueTrouble(core: EngineContext): ToldOnce {
  const trouble = createToldOnce(core.log, {
    fails: 'taking runs from the queue failed; it is tried again until it works',
    isWell: 'runs are taken from the queue again',
  });
  return {
    well: () => trouble.well(),
    failed(error) {
      trouble.failed(error);
      noteScarcity(core, error);
    },
  };
}

function noteScarcity(core: EngineContext, error: unknown): void {
  if (error instanceof RotaError && error.code === 'OUT_OF_MEANS') return core.resources.noteShort(noMeans);
  const code = error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : null;
  if (code === null) return;
  if (isShort(code)) core.resources.noteShort(noFiles(code));
  else core.room.noteRefused(code);
}
