import type { ExitFacts } from '../../contract/run.ts';
import { said, type Translatable } from '../../contract/translatable.ts';

/** What a computer had too little of for a run to begin. Nothing of the run has happened. */
export type Shortage =
  /** Open files, processes, memory: for further programs, or for what starts them. */
  | { readonly what: 'means'; readonly sentence: Translatable }
  /** The folder of the run cannot be written: no room, or not allowed. */
  | { readonly what: 'disk'; readonly code: string };

/** Words of the system for what it has too little of now. */
const shortOf: ReadonlySet<string> = new Set(['EAGAIN', 'ENOMEM', 'EMFILE', 'ENFILE']);
export const isShort = (code: string): boolean => shortOf.has(code);

const noWriting: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EROFS']);
/** The computer has too little, or the disk takes nothing: not a fault of the one file. */
export const isScarcity = (code: string): boolean => isShort(code) || noWriting.has(code);

/** The host that was to start it could not begin itself. */
const runnerFailed = 'RUNNER';

export const noMeans = said`the computer has no open files, processes or memory left now`;
export const noFiles = (code: string): Translatable => said`the computer lets Rota open no more files now (${code})`;

/** Null where the program ran, may have run, or is not to run any more. */
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
