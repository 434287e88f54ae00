import { chmodSync, lstatSync, mkdirSync, rmSync, type Stats } from 'node:fs';
import { enableCompileCache } from 'node:module';
import path from 'node:path';

/** A folder for compiled code, or why there is none that could be trusted. */
export type CompileCache = { readonly folder: string } | { readonly problem: string };

/**
 * The folder for compiled code below a data folder, for its owner only: what is in it is run, so that whoever can write there decides
 * what Rota does. Node's own default lies in the temporary folder that all users share. Made where it is missing; emptied where others
 * could have written in it; none where it, or the data folder, belongs to somebody else. The data folder itself is never made here.
 */
export function ownCompileCache(home: string): CompileCache {
  const folder = path.join(home, 'compiled');
  try {
    const fault = faultOf(lstatSync(home));
    if (fault !== null) return { problem: `${home} ${fault}` };
    const found = lstatSync(folder, { throwIfNoEntry: false });
    if (found !== undefined) {
      if (!found.isDirectory()) return { problem: `${folder} is not a folder` };
      if (!isOurs(found)) return { problem: `${folder} belongs to somebody else` };
      if (isOpenToOthers(found)) rmSync(folder, { recursive: true });
    }
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    return { folder };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/** From here on this process keeps the code that it compiles, where that can be done safely; else it goes without. */
export function useOwnCompileCache(home: string): void {
  const cache = ownCompileCache(home);
  if ('folder' in cache) enableCompileCache(cache.folder);
}

function faultOf(found: Stats): string | null {
  if (!found.isDirectory()) return 'is not a folder';
  if (!isOurs(found)) return 'belongs to somebody else';
  return isOpenToOthers(found) ? 'can be written by others' : null;
}

// Windows has no such rights: there a folder is as safe as the one that it lies in, which holds what Rota runs, too.
const isOurs = ({ uid }: Stats): boolean => process.getuid === undefined || uid === process.getuid();

/** A group that bears its user's number is that user's own (the default of Ubuntu and Fedora, where new folders are open to it). */
function isOpenToOthers({ mode, gid, uid }: Stats): boolean {
  if (process.getuid === undefined) return false;
  return (mode & 0o002) !== 0 || ((mode & 0o020) !== 0 && gid !== uid);
}
