import type { Log } from '../../log.ts';
import type { Store } from '../store.ts';
import type { DatabaseAddress } from './address.ts';
import { createClockStore } from './clock-store.ts';
import { openDatabase } from './connection.ts';
import { createQueueStore } from './queue-store.ts';
import { createRecordStore } from './record-store.ts';
import { createRunStore } from './run-store.ts';
import { createScheduleStore } from './schedule-store.ts';
import { createWorkerStore } from './worker-store.ts';

/** The groups that are there so far. */
export type FleetStore = Omit<Store, 'lists' | 'statistics' | 'owners' | 'retention' | 'close'> & {
  close(): Promise<void>;
};

/** Opens a fleet's database. Throws STORAGE_UNAVAILABLE with a sentence that says what to do. */
export async function openStore(address: DatabaseAddress, log: Log): Promise<FleetStore> {
  const db = await openDatabase(address, log);
  return {
    schedules: createScheduleStore(db),
    runs: createRunStore(db),
    queue: createQueueStore(db),
    records: createRecordStore(db),
    clock: createClockStore(db),
    workers: createWorkerStore(db),
    lost: null,
    onRefused: (listener) => db.onRefused(listener),
    close: () => db.close(),
  };
}
