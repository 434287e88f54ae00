/** What a disk has left. */
export interface DiskSpace {
  readonly freeBytes: number;
  /** What is kept free: below it nothing new is begun. */
  readonly keptBytes: number;
  /** Free space in parts of what is kept: under 1 is too little. */
  readonly share: number;
  /** New files can be made; a disk may have bytes left and no more of these. */
  readonly hasNames: boolean;
}

/** On a small disk not more than this part of it is kept. */
const mostPart = 0.1;
/** There is room again once so much more than what is kept is free: else it would come and go with every run. */
const enough = 1.25;
const leastNames = 100;

/** Of what the system says of a disk (statfs): `bavail` blocks are free for this user, `ffree` more files can be made. */
export function roomOf(
  { bsize, blocks, bavail, files, ffree }: Readonly<Record<'bsize' | 'blocks' | 'bavail' | 'files' | 'ffree', number>>,
  keepFreeMegabytes: number,
): DiskSpace {
  const keptBytes = Math.min(keepFreeMegabytes * 1024 * 1024, Math.floor(blocks * bsize * mostPart));
  const freeBytes = bavail * bsize;
  // Some systems know no bound of files, and say zero.
  const hasNames = files === 0 || ffree >= leastNames;
  return { freeBytes, keptBytes, share: keptBytes === 0 ? Infinity : freeBytes / keptBytes, hasNames };
}

export const isFull = ({ share, hasNames }: DiskSpace, wasFull: boolean): boolean =>
  !hasNames || share < (wasFull ? enough : 1);
