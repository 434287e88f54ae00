import type { AttemptEnd, StoredRun } from '../../store/stored-run.ts';
import type { FoundArtifact } from './found-artifacts.ts';

type Whose = Pick<StoredRun, 'id' | 'queuedAt' | 'worker' | 'attempt' | 'status'>;

/** Files of runs that other computers of a fleet run or ran: brought into the folder of the run on this one, where every reader finds them. */
export interface Elsewhere {
  /** What there is of an attempt's log by now; of one that is over all of it, or after a moment what has come. */
  log(run: Whose, attempt: number): Promise<void>;
  /** The files that a run left, here and elsewhere. */
  artifacts(run: Whose): Promise<FoundArtifact[]>;
  /** One of them. Throws NOT_FOUND with a sentence if it lies on another computer and was not passed on. */
  artifact(run: Whose, name: string): Promise<void>;
  /** What the run says of itself while another computer runs it. */
  live(run: Whose): Promise<void>;
}

/** Values that are files, for the computers on which they were not given: a run may be started here and made there. */
export interface SharedValues {
  /** Others can have it once this resolves. */
  give(digest: string, file: string): Promise<void>;
  /** Brings it here; false if it is nowhere, or not what its digest says. */
  fetch(digest: string, file: string): Promise<boolean>;
  /** It is about to be used: it stays. */
  touch(digest: string, file: string): Promise<void>;
  /** Takes away what nothing has named since an instant. */
  sweep(before: number, inUse: () => Promise<ReadonlySet<string>>): Promise<void>;
}

/** The end of an attempt that the database has not taken yet. */
export interface KeptEnd {
  readonly run: string;
  readonly attempt: number;
  readonly end: AttemptEnd;
}

/** Ends of attempts while the database is away: on the disk of this computer, so that they outlive its Rota. */
export interface KeptEnds {
  /** Durable once it resolves. */
  keep(run: string, attempt: number, end: AttemptEnd): Promise<void>;
  forget(run: string, attempt: number): Promise<void>;
  all(): Promise<KeptEnd[]>;
}

/** The ways to what lies on other computers. */
export interface Others {
  readonly elsewhere: Elsewhere;
  readonly values: SharedValues;
  readonly keptEnds: KeptEnds;
}
