import type { ExitFacts } from '../../contract/run.ts';
import { said, type Translatable } from '../../contract/translatable.ts';

/** What the computer lacked to start a run. Nothing of the run has happened yet. */
export type Shortage =
  /** Open files, processes or memory: for the program, or for the host that starts it. */
  | { readonly what: 'means'; readonly sentence: Translatable }
  /** The folder of the run cannot be written: no room, or no permission. */
  | { readonly what: 'disk'; readonly code: string };

/** Error codes of the system for a lack of resources. */
const shortOf: ReadonlySet<string> = new Set(['EAGAIN', 'ENOMEM', 'EMFILE', 'ENFILE']);
export const isShort = (code: string): boolean => shortOf.has(code);

const noWriting: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EROFS']);
/** The computer lacks resources, or the disk accepts no writes: not the fault of this file. */
export const isScarcity = (code: string): boolean => isShort(code) || noWriting.has(code);

/** The host that should start the program could not start itself. */
const runnerFailed = 'RUNNER';

export const noMeans = said`the computer has no open files, processes or memory left now`;
export const noFiles = (code: string): Translatable => said`the computer lets Rota open no more files now (${code})`;

/** Null if the program ran, may have run, or shall not run any more. */
export function shortageOf({ spawnError, stoppedBy, wasLost }: ExitFacts): Shortage | null {
  if (spawnError === undefined || stoppedBy !== undefined || wasLost === true) return null;
  const { code, place, said: sentence } = spawnError;
  if (isShort(code)) {
    return {
      what: 'means',
      sentence: place === 'folder' ? noFiles(code) : said`the computer has no room for another program now (${code})`,
    };
  }
  if (place === 'folder') return { what: 'disk', code };
  return code === runnerFailed && sentence !== undefined ? { what: 'means', sentence } : null;
}
