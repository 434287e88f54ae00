import type { FollowBook } from '../followers.ts';
import type { RunStore } from '../run-store.ts';
import { chainVerbs } from './run-chains.ts';
import type { Database } from './database.ts';
import { attemptChanges, waitingChanges } from './run-changes.ts';
import { runReads } from './run-reads.ts';
import { dueStarts, runStarts } from './run-starts.ts';

export const createRunStore = (db: Database, follow: FollowBook): RunStore => ({
  ...runReads(db),
  ...runStarts(db),
  ...dueStarts(db),
  ...attemptChanges(db, follow),
  ...waitingChanges(db, follow),
  ...chainVerbs(db),
  followBy: (planner) => void (follow.planner = planner),
});
