import { said, type Translatable } from '../../contract/translatable.ts';

/** Why a folder cannot be looked at or written, and what to do. */
export function folderProblem(error: unknown, folder: string): Translatable {
  const { code } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return said`The folder ${folder} is not there: create it, or connect its drive. It is looked for again.`;
    case 'ENOTDIR':
      return said`${folder} is no folder: choose another one.`;
    case 'EACCES':
    case 'EPERM':
      return said`The folder ${folder} may not be used: give the user that Rota runs as the right to read and write it.`;
    case 'ENOSPC':
    case 'EDQUOT':
      return said`The disk of ${folder} is full: make room. It is tried again.`;
    case 'EROFS':
      return said`The folder ${folder} cannot be written: it is read-only.`;
    default:
      return said`The folder ${folder} cannot be used (${code ?? 'EIO'}): look whether its drive or network is there. It is tried again.`;
  }
}
