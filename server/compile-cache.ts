import { chmodSync, lstatSync, mkdirSync, rmSync, type Stats } from 'node:fs';
import { enableCompileCache } from 'node:module';
import path from 'node:path';

/** A folder for compiled code, or why no folder can be trusted. */
export type CompileCache = { readonly folder: string } | { readonly problem: string };

/**
 * The folder for compiled code in a data folder, for its owner only: its content is executed, so whoever can write there controls
 * Rota. Node's default is in the temporary folder that all users share. Created if missing; emptied if others could have written to
 * it; none if it, or the data folder, belongs to somebody else. The data folder itself is never created here.
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

/** Turns on the compile cache for this process if it is safe; else the process runs without. */
export function useOwnCompileCache(home: string): void {
  const cache = ownCompileCache(home);
  if ('folder' in cache) enableCompileCache(cache.folder);
}

function faultOf(found: Stats): string | null {
  if (!found.isDirectory()) return 'is not a folder';
  if (!isOurs(found)) return 'belongs to somebody else';
  return isOpenToOthers(found) ? 'can be written by others' : null;
}

// Windows has no such rights: a folder is as safe as its parent, which also contains the code that Rota runs.
const isOurs = ({ uid }: Stats): boolean => process.getuid === undefined || uid === process.getuid();

/** A group with the number of its user is that user's own (the default of Ubuntu and Fedora, where new folders are open to it). */
function isOpenToOthers({ mode, gid, uid }: Stats): boolean {
  if (process.getuid === undefined) return false;
  return (mode & 0o002) !== 0 || ((mode & 0o020) !== 0 && gid !== uid);
}
