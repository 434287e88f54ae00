import type { AttentionStore } from './attention-store.ts';
import type { ClockStore } from './clock-store.ts';
import type { ListStore } from './list-store.ts';
import type { LookStore } from './look-store.ts';
import type { MessageStore } from './message-store.ts';
import type { NewsStore } from './news.ts';
import type { OwnerStore } from './owner-store.ts';
import type { PersonSettingsStore } from './person-settings-store.ts';
import type { QueueStore } from './queue-store.ts';
import type { RecordStore } from './record-store.ts';
import type { ReportStore } from './report-store.ts';
import type { RetentionStore } from './retention-store.ts';
import type { RunStore } from './run-store.ts';
import type { ScheduleStore } from './schedule-store.ts';
import type { SharedFileStore } from './shared-file-store.ts';
import type { StatisticsStore } from './statistics-store.ts';
import type { TriggerStore } from './trigger-store.ts';
import type { WorkerStore } from './worker-store.ts';

/** The stored schedules and runs. Every verb is a transaction of its own, durable once it resolves. */
export interface Store {
  readonly schedules: ScheduleStore;
  readonly runs: RunStore;
  readonly queue: QueueStore;
  readonly lists: ListStore;
  readonly statistics: StatisticsStore;
  readonly reports: ReportStore;
  readonly records: RecordStore;
  readonly messages: MessageStore;
  readonly owners: OwnerStore;
  readonly retention: RetentionStore;
  readonly clock: ClockStore;
  readonly workers: WorkerStore;
  readonly triggers: TriggerStore;
  readonly looks: LookStore;
  readonly attention: AttentionStore;
  readonly personSettings: PersonSettingsStore;
  /** Null where only this computer changes anything: nobody listens there. */
  readonly news: NewsStore | null;
  /** Null where every file lies on the only computer there is. */
  readonly sharedFiles: SharedFileStore | null;
  /** What the database has lost since it was last open; null if nothing. */
  readonly lost: Lost | null;
  /** Calls `listener` with the error of every change that the disk refused. */
  onRefused(listener: (error: unknown) => void): void;
  close(): void | Promise<void>;
}

/** A loss of data: something acknowledged between these instants is missing in the database. */
export interface Lost {
  readonly from: number;
  readonly to: number;
}
