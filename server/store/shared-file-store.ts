import type { Progress } from '../../contract/run.ts';
import type { Values } from './stored-schedule.ts';

/** A file of a run, as the computer that made it has told the others. */
export interface SharedFile {
  /** Below the folder of the run, with `/`. */
  readonly name: string;
  readonly bytes: number;
  /** Epoch ms. */
  readonly modifiedAt: number;
  /** The id of the worker on whose computer it lies. */
  readonly worker: string;
  /** Its content is in the database. If not it was too much, or is there no more. */
  readonly isShared: boolean;
}

/** What a run that is under way has said of itself. */
export interface Live {
  readonly run: string;
  readonly progress: Progress | null;
  readonly outputs: Values;
}

/**
 * Files that other computers of a fleet may want: logs and files of runs, and values that are files. They are kept in pieces and only
 * added to. None of these verbs waits for the changes that runs make, nor they for these; each may be repeated.
 */
export interface SharedFileStore {
  /** Adds bytes at an offset of a run's file; nothing if the run is gone, or they are there already. */
  add(run: string, name: string, at: number, body: Buffer): Promise<void>;
  /** Puts other bytes in the place of all there are. */
  replace(run: string, name: string, body: Buffer): Promise<void>;
  /** Up to `most` bytes of a run's file from an offset on, as far as they follow without a gap. */
  read(run: string, name: string, from: number, most: number): Promise<Buffer>;
  /** How many bytes of a run's file are there. */
  size(run: string, name: string): Promise<number>;
  /** Says which files a run has left: what was said before of others stays. */
  tell(run: string, files: readonly SharedFile[]): Promise<void>;
  filesOf(run: string): Promise<SharedFile[]>;
  /** Takes away the content of what was told or added before an instant; what is known of the files stays. Resolves to the number of files. */
  removeOld(before: number, slice: number): Promise<number>;

  /** Says to the others, and keeps, what a run says of itself. */
  setLive(live: Live): Promise<void>;
  /** Without `run` of all that are under way. */
  live(run?: string): Promise<Live[]>;

  /** A value that is a file, by the digest of its bytes: adds a piece; once `isLast` the others can have it. */
  addValue(digest: string, at: number, body: Buffer, isLast: boolean): Promise<void>;
  readValue(digest: string, from: number): Promise<Buffer>;
  /** Whether it is there, whole; it then counts as new. */
  touchValue(digest: string): Promise<boolean>;
  /** Values that were neither added nor touched since an instant. */
  oldValues(before: number, slice: number): Promise<string[]>;
  removeValues(digests: readonly string[], before: number): Promise<void>;
}
