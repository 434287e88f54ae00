import type { Log } from '../log.ts';
import type { RecordStore } from '../store/record-store.ts';
import { sessionsFact } from '../store/facts.ts';

/** Where browsers' sessions outlive the server: what was kept of them, and how they are kept. Keeping never rejects. */
export async function keptSessions(records: Pick<RecordStore, 'fact' | 'setFact'>, log: Log) {
  return {
    kept: await records.fact(sessionsFact),
    keep: (text: string) =>
      records.setFact(sessionsFact, text).catch((error: unknown) => log.warn('sessions are not kept', { error })),
  };
}
