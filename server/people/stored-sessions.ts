import type { Log } from '../log.ts';
import type { RecordStore } from '../store/record-store.ts';
import { sessionsFact } from '../store/facts.ts';

/**
 * Stores browsers' sessions, so that they survive a restart. Storing never rejects. `worker`: the ID of this computer in a fleet, whose
 * database holds the sessions of all of them; null: alone.
 */
export async function storedSessions(
  records: Pick<RecordStore, 'fact' | 'setFact'>,
  log: Log,
  worker: string | null = null,
) {
  const name = worker === null ? sessionsFact : `${sessionsFact} ${worker}`;
  return {
    // Older builds had one place for a whole fleet.
    kept: (await records.fact(name)) ?? (await records.fact(sessionsFact)),
    keep: (text: string) =>
      records.setFact(name, text).catch((error: unknown) => log.warn('sessions are not kept', { error })),
  };
}
