import type { TestContext } from 'node:test';
import { scheduleOptions } from '../../../contract/schedule.ts';
import type { Store } from '../../../server/store/store.ts';
import { anybody, type AttemptEnd, type Firing, type NewRun, type Taking } from '../../../server/store/stored-run.ts';
import type { NewSchedule, StoredSchedule } from '../../../server/store/stored-schedule.ts';

// What every database has to promise, as tests of an open store: each dialect's test file runs them all.

/** What of a store the suites ask for. */
export type Verbs = Pick<
  Store,
  | 'runs'
  | 'queue'
  | 'schedules'
  | 'records'
  | 'clock'
  | 'workers'
  | 'lists'
  | 'statistics'
  | 'reports'
  | 'messages'
  | 'retention'
  | 'news'
  | 'sharedFiles'
  | 'triggers'
  | 'looks'
  | 'attention'
  | 'personSettings'
>;

/** Opens so many stores on one new database, as so many processes would; they are closed after the test. */
export type OpenStores = (t: TestContext, count: number) => Promise<Verbs[]>;

/** The same, each with its connection made: what they are asked at one moment really meets. */
export async function openRacers(open: OpenStores, t: TestContext, count: number): Promise<Verbs[]> {
  const stores = await open(t, count);
  await Promise.all(stores.map((store, at) => store.records.setFact(`here-${at}`, 'yes')));
  return stores;
}

/** How often a race is run: one that is lost once in a while is lost in one of these. */
export const rounds = Array.from({ length: 5 }, (_, at) => at);

export const due = Date.UTC(2026, 10, 30, 9);
export const minute = 60_000;

let ids = 0;
/** An id that no other row of this test file has. */
export const newId = (kind: string): string => `${kind}-${(ids += 1)}`;

export const newSchedule = ({
  options,
  ...facts
}: Partial<Omit<NewSchedule, 'options'>> & { options?: object } = {}): NewSchedule => ({
  id: newId('schedule'),
  name: 'Every morning',
  process: 'Robot',
  worker: null,
  state: 'active',
  plan: { kind: 'cron', quartz: '0 0 9 * * ?', timezone: 'UTC', start: null, end: null },
  options: scheduleOptions.parse(options ?? {}),
  values: {},
  due,
  cursor: due,
  reason: null,
  owner: 'person:operator',
  createdBy: null,
  at: due - minute,
  isFavourite: false,
  isListed: true,
  ...facts,
});

export const newRun = (facts: Partial<NewRun> = {}): NewRun => ({
  id: newId('run'),
  process: 'Robot',
  trigger: 'operator',
  starter: null,
  startedBy: null,
  dueAt: due,
  at: due,
  maxAttempts: 3,
  rank: 0,
  expiresAt: null,
  input: null,
  rerunOf: null,
  worker: 'one',
  target: null,
  ended: null,
  ...facts,
});

/** `groups`: those that the worker belongs to. */
export const taking = (
  worker: string,
  limits: Partial<Taking['limits']> = {},
  at = due,
  groups: readonly string[] = [],
): Taking => ({
  worker,
  targets: [anybody, worker, ...groups],
  at,
  limits: { ofProcess: null, withoutAnyOf: [], ofGroup: null, ...limits },
});

/** One due time that is settled, and the next one an hour later. */
export const firing = (facts: Partial<Firing> = {}): Firing => ({
  next: { due: due + 60 * minute, cursor: due + 60 * minute, state: 'active', reason: null },
  runs: [newRun({ trigger: 'schedule' })],
  at: due,
  begin: null,
  ...facts,
});

export const succeeded = (at = due + minute): AttemptEnd => ({
  facts: { exitCode: 0, signal: null },
  at,
  outputs: { total: 12 },
  next: { outcome: 'succeeded', hasWarning: false, reason: { code: 'done', params: {} } },
});

/** The worker was lost: the run waits for its next attempt. */
export const lost = (at = due + minute): AttemptEnd => ({
  facts: { exitCode: null, signal: null, wasLost: true },
  at,
  outputs: {},
  next: { retryAt: at + minute, reason: { code: 'rota-died', params: {} } },
});

export async function addSchedule(
  store: Verbs,
  facts: Parameters<typeof newSchedule>[0] = {},
): Promise<StoredSchedule> {
  const schedule = newSchedule(facts);
  await store.runs.start(schedule, null, null);
  return (await store.schedules.get(schedule.id))!;
}

/** A run that waits, of a schedule of its own. */
export async function addQueued(store: Verbs, facts: Partial<NewRun> = {}, options: object = {}): Promise<string> {
  const schedule = await addSchedule(store, { options, due: null, cursor: null });
  const run = newRun(facts);
  await store.runs.insert(schedule.seq, run);
  return run.id;
}
