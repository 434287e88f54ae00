import assert from 'node:assert/strict';
import test from 'node:test';
import { scheduleOptions } from '../../../contract/schedule.ts';
import type { RunMatch } from '../../../server/store/list-store.ts';
import { newRun, newSchedule, type OpenStores, type Verbs } from './stores.ts';

async function add(
  store: Verbs,
  process: string,
  options: object,
  name = process,
): Promise<{ seq: number; run: string }> {
  const schedule = newSchedule({ process, name, due: null, options: scheduleOptions.parse(options) });
  const run = newRun({ process, startedBy: process === 'A' ? 'ERP' : null });
  await store.runs.start(schedule, run, null, { begin: null, audit: null });
  return { seq: (await store.schedules.get(schedule.id))!.seq, run: run.id };
}

/** Tags and folders of schedules, and runs by what a search asks for. */
export function marksContract(open: OpenStores): void {
  test('a schedule with a tag or a folder is not found among the others, or one that only watches a folder is', async (t) => {
    const [store] = await open(t, 1);
    const tagged = await add(store!, 'A', { tags: ['Bank', 'Şube'] });
    const placed = await add(store!, 'A', { folder: 'Finance/Bank' });
    await add(store!, 'A', {});
    await add(store!, 'B', { triggers: [{ id: 'in', kind: 'file', folder: '/in', pattern: '*', valueName: null }] });
    const found = await store!.lists.markedSchedules();
    assert.deepEqual(
      found.sort((one, other) => one.seq - other.seq),
      [
        { seq: tagged.seq, process: 'A', tags: ['Bank', 'Şube'], folder: '' },
        { seq: placed.seq, process: 'A', tags: [], folder: 'Finance/Bank' },
      ],
    );
  });

  test('runs are found that a search does not ask for, or not those that it asks for', async (t) => {
    const [store] = await open(t, 1);
    const one = await add(store!, 'A', {}, 'Nightly');
    const two = await add(store!, 'A', {}, 'Gece raporu');
    const three = await add(store!, 'B', {}, 'Nightly too');
    const found = async (...matches: RunMatch[]) => {
      const { runs } = await store!.lists.runs({ result: 'all', limit: 10, matches });
      const names = new Map([
        [one.run, 1],
        [two.run, 2],
        [three.run, 3],
      ]);
      return runs.map(({ id }) => names.get(id)).sort();
    };
    assert.deepEqual(await found({ isNot: false, processes: ['A'] }), [1, 2]);
    assert.deepEqual(
      await found({ isNot: false, processes: ['A'], notSchedules: [two.seq], schedules: [three.seq] }),
      [1, 3],
    );
    assert.deepEqual(await found({ isNot: true, processes: ['A'], notSchedules: [two.seq] }), [2, 3]);
    assert.deepEqual(await found({ isNot: true, schedules: [one.seq] }, { isNot: false, processes: ['A'] }), [2]);
    assert.deepEqual(await found({ isNot: false }), [], 'nothing of a name that nothing has');
    assert.deepEqual(await found({ isNot: true }), [1, 2, 3]);
    assert.deepEqual(await found({ isNot: false, starters: ['nobody'], starterText: 'erp' }), [1, 2]);
    assert.deepEqual(await found({ isNot: true, starterText: 'erp' }), [3], 'nobody started it, so it was not him');
    assert.deepEqual(await found({ isNot: false, states: ['waiting', 'failed'] }), [1, 2, 3]);
    assert.deepEqual(await found({ isNot: false, states: ['failing'] }), []);
    assert.deepEqual(await found({ isNot: false, since: 0 }), [1, 2, 3]);
    assert.deepEqual(await found({ isNot: true, since: 0 }), []);
    assert.deepEqual(await found({ isNot: false, workers: ['no such worker'] }), []);
    const many = Array.from({ length: 40 }, (_, index) => `Other ${index}`);
    assert.deepEqual(await found({ isNot: false, processes: [...many, 'B'] }), [3]);
    assert.deepEqual(await store!.lists.schedulesNamed('nightly'), [one.seq, three.seq]);
    const { runs } = await store!.lists.runs({
      result: 'all',
      limit: 10,
      q: 'gece',
      matches: [{ isNot: false, processes: ['A'] }],
    });
    assert.deepEqual(
      runs.map(({ id }) => id),
      [two.run],
    );
  });
}
