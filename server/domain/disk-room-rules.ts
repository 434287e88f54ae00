/** The free space of a disk. */
export interface DiskSpace {
  readonly freeBytes: number;
  /** The reserve: below it nothing new is started. */
  readonly keptBytes: number;
  /** Free space divided by the reserve; under 1 is too little. */
  readonly share: number;
  /** Whether new files can be created; a disk may have bytes left but no inodes. */
  readonly hasNames: boolean;
}

/** On a small disk the reserve is at most this part of it. */
const mostPart = 0.1;
/** A disk counts as free again only with this many times the reserve, so that the state does not change with every run. */
const enough = 1.25;
const leastNames = 100;

/**
 * Computes the free space from the system's figures (statfs): `bavail` blocks are free for this user, `ffree` more files
 * can be created.
 */
export function roomOf(
  { bsize, blocks, bavail, files, ffree }: Readonly<Record<'bsize' | 'blocks' | 'bavail' | 'files' | 'ffree', number>>,
  keepFreeMegabytes: number,
): DiskSpace {
  const keptBytes = Math.min(keepFreeMegabytes * 1024 * 1024, Math.floor(blocks * bsize * mostPart));
  const freeBytes = bavail * bsize;
  // Some systems have no limit of files, and report zero.
  const hasNames = files === 0 || ffree >= leastNames;
  return { freeBytes, keptBytes, share: keptBytes === 0 ? Infinity : freeBytes / keptBytes, hasNames };
}

export const isFull = ({ share, hasNames }: DiskSpace, wasFull: boolean): boolean =>
  !hasNames || share < (wasFull ? enough : 1);
