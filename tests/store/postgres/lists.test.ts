import assert from 'node:assert/strict';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import type { z } from 'zod';
import { runsQuery, schedulesQuery } from '../../../contract/console.ts';
import { createSystemClock } from '../../../server/clock.ts';
import { silentLog } from '../../../server/log.ts';
import type { HistoryQuery } from '../../../server/store/list-store.ts';
import { readAddress } from '../../../server/store/postgres/address.ts';
import { openStore as openPostgres } from '../../../server/store/postgres/open-store.ts';
import { openStore as openSqlite } from '../../../server/store/sqlite/open-store.ts';
import type { Store } from '../../../server/store/store.ts';
import { cleanUpLater } from '../../support/cleanup.ts';
import { skipUnlessPostgres, startPostgres } from '../../support/postgres.ts';
import { due, minute, newRun, newSchedule, succeeded, taking } from '../contract/stores.ts';
import { temporaryFolder } from '../fixture.ts';

const skip = skipUnlessPostgres;
const postgres = skip === false ? await startPostgres() : null!;

/** The same history in both databases. */
async function both(t: TestContext): Promise<readonly [Store, Store]> {
  const sqlite = openSqlite(path.join(await temporaryFolder(t), 'rota.db'));
  cleanUpLater(t, () => sqlite.close());
  const fleet = await openPostgres(readAddress(await postgres.newDatabase()), silentLog, createSystemClock());
  cleanUpLater(t, () => fleet.close());
  for (const store of [sqlite, fleet]) await fill(store);
  return [sqlite, fleet];
}

const processes = ['Fatura İşle', 'fatura oku', 'Zed', 'alpha'];
const states = ['active', 'paused', 'ended'] as const;

async function fill(store: Store): Promise<void> {
  for (let at = 0; at < 40; at += 1) {
    const id = `s${at}`;
    const process = processes[at % 4]!;
    const files = at % 5 === 0 ? { file: { $file: `sum${at}` }, text: '"$file"' } : { text: 'a\0b' };
    const schedule = newSchedule({
      ...{ id, process, name: `Plan ${at} ${at % 2 === 0 ? 'Ğ' : 'x'}`, state: states[at % 3]!, values: files },
      ...{ at: due - 100 * minute + at, isListed: at % 7 !== 0, owner: at % 2 === 0 ? 'client:a' : 'client:b' },
    });
    const asked = newRun({ id: `r${at}`, process, at: due + at * minute, dueAt: due + at * minute, trigger: 'call' });
    await store.runs.start(schedule, at % 10 === 9 ? null : asked, null);
    if (at % 10 === 9 || at % 4 === 3) continue;
    const claimed = await store.runs.claim(asked.id, taking('one', {}, due + at * minute), false);
    assert.ok(typeof claimed === 'object' && claimed !== null);
    if (at % 4 === 2) continue;
    const good = succeeded(due + at * minute + 5000);
    const bad = {
      ...good,
      next: { outcome: 'failed', hasWarning: true, reason: { code: 'exit-code', params: { exitCode: 3 } } },
    } as const;
    await store.runs.endAttempt(asked.id, claimed.attempt, at % 8 === 1 ? bad : good);
  }
}

async function agree<T>(stores: readonly [Store, Store], ask: (store: Store) => Promise<T>, what: string): Promise<T> {
  const [one, other] = [await ask(stores[0]), await ask(stores[1])];
  assert.deepEqual(other, one, what);
  return one;
}

const runsOf = (query: Partial<z.input<typeof runsQuery>>) => runsQuery.parse(query);

test('pages of schedules and runs are others than on one computer', { skip }, async (t) => {
  const stores = await both(t);
  for (const filter of ['all', 'running', 'paused', 'failing', 'ended'] as const)
    for (const q of ['', 'ğ', 'FATURA', 'plan 1'])
      for (const process of [undefined, 'Zed'])
        for (const before of [undefined, '20']) {
          const query = schedulesQuery.parse({ filter, q, limit: '5', process, before });
          await agree(stores, (store) => store.lists.scheduleRows(query), JSON.stringify(query));
        }
  const all = await agree(stores, (store) => store.lists.runs(runsOf({ limit: '100' })), 'all runs');
  assert.equal(all.runs.length, 36);
  for (const query of [
    ...(['running', 'waiting', 'succeeded', 'failed'] as const).map((result) => ({ result })),
    { q: 'fatura' },
    { q: 'Ğ', limit: '3' },
    { q: 'R11' },
    { process: 'Zed', before: '30', limit: '2' },
    { schedule: 's4' },
    { schedule: 'nobody' },
    { trigger: 'call', status: 'queued' },
    { status: 'ended', tests: 'false' },
    { from: String(due + 10 * minute), to: String(due + 20 * minute) },
    { from: String(due + 1000 * minute) },
    { to: String(due - 1) },
  ] as Partial<z.input<typeof runsQuery>>[])
    await agree(stores, (store) => store.lists.runs(runsOf(query)), JSON.stringify(query));
  const none: HistoryQuery = {
    ...{ processes: null, owner: null, statuses: [], outcomes: [], from: null, to: null, limit: 7, before: null },
  };
  for (const question of [
    none,
    { ...none, processes: ['Zed'] },
    { ...none, processes: ['Zed', 'alpha', '\0'] },
    { ...none, owner: 'client:a', statuses: ['ended'] },
    { ...none, statuses: ['queued', 'running'] },
    { ...none, outcomes: ['failed'] },
    { ...none, from: due + 5 * minute, to: due + 15 * minute, before: 14 },
  ])
    await agree(stores, (store) => store.lists.history(question), JSON.stringify(question));
  await agree(stores, (store) => store.lists.scheduleNames(3, 9), 'names');
  await agree(stores, (store) => store.lists.scheduleRow('s3'), 'a row');
  assert.equal(await stores[1].lists.scheduleRow('no\0body'), null);
  await agree(stores, (store) => store.lists.listedCount(), 'count');
  await agree(stores, (store) => store.lists.stateCounts(), 'by state');
  assert.equal((await agree(stores, (store) => store.attention.unseen(), 'unseen')).runs.length > 0, true);
});

test('figures are others than on one computer', { skip }, async (t) => {
  const stores = await both(t);
  await agree(stores, (store) => store.statistics.latest('Zed', 3), 'latest');
  await agree(stores, (store) => store.statistics.countBetween(due, due + 30 * minute), 'counts');
  await agree(stores, (store) => store.statistics.times('fatura oku', 4), 'times');
  assert.equal((await agree(stores, (store) => store.statistics.calledProcesses(), 'called')).length, 4);
  await agree(stores, (store) => store.statistics.calls('alpha', 4), 'calls');
  await agree(stores, (store) => store.statistics.runsBetween(due, due + 9 * minute, 4), 'runs');
  await agree(stores, (store) => store.statistics.marksBetween(due, due + 30 * minute, 4, 2), 'marks');
});

test('retention takes others than on one computer, or leaves values whose files it takes', { skip }, async (t) => {
  const stores = await both(t);
  assert.equal((await agree(stores, (store) => store.retention.filesInUse(), 'files')).size, 8);
  await agree(stores, (store) => store.retention.kept(), 'kept');
  await agree(stores, (store) => store.retention.endedOf(['r0', 'r1', 'r2', '\0'], due + 2 * minute), 'ended');
  await agree(stores, (store) => store.retention.isKept('r1'), 'is kept');
  await agree(stores, (store) => store.retention.removeRuns(due + 9 * minute, 1000, 3, due), 'a slice by time');
  const most = await agree(stores, (store) => store.retention.removeRuns(due, 20, 1000, due), 'by number');
  assert.ok(most.length > 3);
  await agree(stores, (store) => store.retention.removeSchedules(due + minute, 0, 30, due), 'schedules');
  await agree(stores, (store) => store.retention.removeSchedules(due + minute, 30, 30, due), 'schedules, the rest');
  for (const id of ['s0', 's1', 's9', 's21', 's35'])
    await agree(stores, async (store) => (await store.schedules.getEver(id)) === 'purged', `purged ${id}`);
  await agree(stores, (store) => store.lists.runs(runsOf({ limit: '100' })), 'what is left');
  await agree(stores, (store) => store.retention.removeRecords(due + minute, due + minute, 10), 'records');
  await assert.rejects(stores[1].retention.backup('rota.db'), /back it up there, with pg_dump/);
});
