import type { Log } from '../log.ts';
import type { RecordStore } from '../store/record-store.ts';
import { sessionsFact } from '../store/facts.ts';

/** Stores browsers' sessions, so that they survive a restart. Storing never rejects. */
export async function storedSessions(records: Pick<RecordStore, 'fact' | 'setFact'>, log: Log) {
  return {
    kept: await records.fact(sessionsFact),
    keep: (text: string) =>
      records.setFact(sessionsFact, text).catch((error: unknown) => log.warn('sessions are not kept', { error })),
  };
}
