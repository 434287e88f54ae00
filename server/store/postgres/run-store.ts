import type { RunStore } from '../run-store.ts';
import type { Database } from './connection.ts';
import { attemptChanges, waitingChanges } from './run-changes.ts';
import { runReads } from './run-reads.ts';
import { dueStarts, runStarts } from './run-starts.ts';

export const createRunStore = (db: Database): RunStore => ({
  ...runReads(db),
  ...runStarts(db),
  ...dueStarts(db),
  ...attemptChanges(db),
  ...waitingChanges(db),
});
