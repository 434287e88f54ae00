import type { ClockStore } from './clock-store.ts';
import type { ListStore } from './list-store.ts';
import type { OwnerStore } from './owner-store.ts';
import type { QueueStore } from './queue-store.ts';
import type { RecordStore } from './record-store.ts';
import type { RetentionStore } from './retention-store.ts';
import type { RunStore } from './run-store.ts';
import type { ScheduleStore } from './schedule-store.ts';
import type { StatisticsStore } from './statistics-store.ts';

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

/** What a database has lost: between these instants something was kept that it does not know any more. */
export interface Lost {
  readonly from: number;
  readonly to: number;
}
