import type { FollowBook } from '../followers.ts';
import type { Store } from '../store.ts';
import { createAttentionStore } from './attention-store.ts';
import { createClockStore } from './clock-store.ts';
import { openDatabase, type Database } from './database.ts';
import { createListStore } from './list-store.ts';
import { createLookStore } from './look-store.ts';
import { createMessageStore } from './message-store.ts';
import { createOwnerStore } from './owner-store.ts';
import { createPersonSettingsStore } from './person-settings-store.ts';
import { createQueueStore } from './queue-store.ts';
import { createRecordStore } from './record-store.ts';
import { createReportStore } from './report-store.ts';
import { createRetentionStore } from './retention-store.ts';
import { createRunStore } from './run-store.ts';
import { createScheduleStore } from './schedule-store.ts';
import { createStatisticsStore } from './statistics-store.ts';
import { createTriggerStore } from './trigger-store.ts';
import { createWorkerStore } from './worker-store.ts';

/** One file on this computer: it closes at once. */
export type FileStore = Omit<Store, 'close'> & { close(): void };

/** Opens or creates the database file. Throws STORAGE_UNAVAILABLE if it is damaged. */
export function openStore(file: string): FileStore {
  const db: Database = openDatabase(file);
  const follow: FollowBook = { planner: null };
  return {
    schedules: createScheduleStore(db, follow),
    runs: createRunStore(db, follow),
    queue: createQueueStore(db),
    lists: createListStore(db),
    statistics: createStatisticsStore(db),
    reports: createReportStore(file),
    records: createRecordStore(db),
    messages: createMessageStore(db),
    owners: createOwnerStore(db),
    retention: createRetentionStore(db, file),
    clock: createClockStore(db),
    workers: createWorkerStore(db),
    triggers: createTriggerStore(db),
    looks: createLookStore(db),
    attention: createAttentionStore(db),
    personSettings: createPersonSettingsStore(db),
    news: null,
    sharedFiles: null,
    lost: db.lost,
    onRefused: (listener) => db.onRefused(listener),
    close: () => db.close(),
  };
}
