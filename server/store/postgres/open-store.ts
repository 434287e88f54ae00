import type { Log } from '../../log.ts';
import type { FollowBook } from '../followers.ts';
import type { Store } from '../store.ts';
import type { DatabaseAddress } from './address.ts';
import { createAttentionStore } from './attention-store.ts';
import { createClockStore } from './clock-store.ts';
import { openDatabase, type Database } from './connection.ts';
import { createHub, type Hub } from './hub.ts';
import { createListStore } from './list-store.ts';
import { createLookStore } from './look-store.ts';
import { createMessageStore } from './message-store.ts';
import { createNewsStore, newsChannel } from './news.ts';
import { createPersonSettingsStore } from './person-settings-store.ts';
import { createQueueStore } from './queue-store.ts';
import { createRecordStore } from './record-store.ts';
import { createReportStore } from './report-store.ts';
import { createRetentionStore } from './retention-store.ts';
import { createRunStore } from './run-store.ts';
import { createScheduleStore } from './schedule-store.ts';
import { createSharedFileStore } from './shared-file-store.ts';
import { createStatisticsStore } from './statistics-store.ts';
import { createTriggerStore } from './trigger-store.ts';
import { createWorkerStore } from './worker-store.ts';

/** Opens a fleet's database. Throws STORAGE_UNAVAILABLE with a sentence that says what to do. */
export async function openStore(
  address: DatabaseAddress,
  log: Log,
  { after }: { readonly after: (ms: number, call: () => void) => () => void },
): Promise<Store> {
  const db = await openDatabase(address, log);
  const hub = createHub(db, [newsChannel], { after, log });
  const store = storeOver(db, hub);
  return { ...store, close: () => hub.close().then(() => store.close()) };
}

/** The verbs over an open database; closing them closes it. */
export const storeOver = (db: Database, hub: Hub, follow: FollowBook = { planner: null }): Store => ({
  schedules: createScheduleStore(db, follow),
  runs: createRunStore(db, follow),
  queue: createQueueStore(db),
  lists: createListStore(db),
  statistics: createStatisticsStore(db),
  reports: createReportStore(db),
  records: createRecordStore(db),
  messages: createMessageStore(db),
  // No older build has written here: every row has its owner.
  owners: { settle: () => Promise.resolve(0) },
  retention: createRetentionStore(db),
  clock: createClockStore(db),
  workers: createWorkerStore(db),
  triggers: createTriggerStore(db),
  looks: createLookStore(db),
  attention: createAttentionStore(db),
  personSettings: createPersonSettingsStore(db),
  news: createNewsStore(hub, db.origin),
  sharedFiles: createSharedFileStore(db),
  lost: null,
  onRefused: (listener) => db.onRefused(listener),
  close: () => db.close(),
});
