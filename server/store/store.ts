import { createClockStore, type ClockStore } from './clock-store.ts';
import type { Lost } from './commit-mark.ts';
import { openDatabase, type Database } from './database.ts';
import { createListStore, type ListStore } from './list-store.ts';
import { createOwnerStore, type OwnerStore } from './owner-store.ts';
import { createQueueStore, type QueueStore } from './queue-store.ts';
import { createRecordStore, type RecordStore } from './record-store.ts';
import { createRetentionStore, type RetentionStore } from './retention-store.ts';
import { createRunStore, type RunStore } from './run-store.ts';
import { createScheduleStore, type ScheduleStore } from './schedule-store.ts';
import { createStatisticsStore, type StatisticsStore } from './statistics-store.ts';

/** Everything we remember of schedules and runs. Every verb is a transaction of its own, durable once it resolves. */
export interface Store {
  readonly schedules: ScheduleStore;
  readonly runs: RunStore;
  readonly queue: QueueStore;
  readonly lists: ListStore;
  readonly statistics: StatisticsStore;
  readonly records: RecordStore;
  readonly owners: OwnerStore;
  readonly retention: RetentionStore;
  readonly clock: ClockStore;
  /** What the database has lost since it was last open; null where it has all that was kept. */
  readonly lost: Lost | null;
  /** Told of every change that the disk did not take. */
  onRefused(listener: (error: unknown) => void): void;
  close(): void;
}

/** Opens or makes the database file. Throws STORAGE_UNAVAILABLE when it is damaged. */
export function openStore(file: string): Store {
  const db: Database = openDatabase(file);
  return {
    schedules: createScheduleStore(db),
    runs: createRunStore(db),
    queue: createQueueStore(db),
    lists: createListStore(db),
    statistics: createStatisticsStore(db),
    records: createRecordStore(db),
    owners: createOwnerStore(db),
    retention: createRetentionStore(db, file),
    clock: createClockStore(db),
    lost: db.lost,
    onRefused: (listener) => db.onRefused(listener),
    close: () => db.close(),
  };
}
