import type { LaterSuccess, UnseenRun } from '../domain/attention.ts';

export type { LaterSuccess, UnseenRun };

/** Which runs: these, or all up to a sequence number. */
export type WhichUnseen = { readonly seqs: readonly number[] } | { readonly upTo: number };

/** How many runs are looked at, or marked, in one go. */
export const mostUnseen = 500;
export const mostMarked = 5000;
/** How many of the latest runs of a process are looked through for a success. */
export const mostLater = 300;

/** What failed or did not start, and whether a person has seen it. Test runs and those of deleted schedules are left out. */
export interface AttentionStore {
  /** The newest `mostUnseen` of them, newest first, with the successes after them; `isMore`: there are older ones. */
  unseen(): Promise<{ runs: UnseenRun[]; successes: LaterSuccess[]; isMore: boolean }>;
  /** Marks them as seen by somebody, null: they have succeeded since; resolves to the ids of those that were not seen, at most `mostMarked`. */
  see(which: WhichUnseen, at: number, by: string | null): Promise<string[]>;
  /** Takes it back; resolves to how many that were. */
  unsee(ids: readonly string[]): Promise<number>;
}
