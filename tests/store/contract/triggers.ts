import assert from 'node:assert/strict';
import test from 'node:test';
import type { TriggerStart } from '../../../server/store/trigger-store.ts';
import { addSchedule, due, newRun, openRacers, rounds, succeeded, taking, type OpenStores } from './stores.ts';

const start = (key: string, moves = false): TriggerStart => ({
  mark: { key, path: `/in/${key}`, stamp: '1:2', at: due, moves },
  run: newRun({ trigger: 'file', startReason: { code: 'file-arrived', params: { file: key, at: due } } }),
});

/** What triggers have read, and the runs that come of it. */
export function triggersContract(open: OpenStores): void {
  test('a file that several look at makes more than one run, or none', async (t) => {
    const stores = await openRacers(open, t, 3);
    const schedule = await addSchedule(stores[0]!);
    for (const round of rounds) {
      const keys = [`a${round}`, `b${round}`];
      const made = await Promise.all(
        stores.map((store) =>
          store.triggers.start(
            schedule,
            'in',
            keys.map((key) => start(key)),
          ),
        ),
      );
      assert.deepEqual(made.flatMap((runs) => runs!.map((run) => run.startReason!.params['file'])).toSorted(), keys);
      assert.deepEqual([...(await stores[1]!.triggers.known(schedule.seq, 'in', [...keys, 'c']))].toSorted(), keys);
    }
    const [again] = await stores[2]!.runs.active();
    assert.equal(again?.startReason?.code, 'file-arrived');
    assert.deepEqual(await stores[0]!.triggers.start(schedule, 'other', [start('a0')]).then((runs) => runs?.length), 1);
  });

  test('a schedule that was paused, changed or deleted meanwhile runs, or marks what has not run', async (t) => {
    const [store] = await open(t, 1);
    const schedule = await addSchedule(store!, { options: { triggers: [{ id: 'in', kind: 'startup' }] } });
    assert.deepEqual(
      (await store!.triggers.schedules()).map(({ id }) => id),
      [schedule.id],
    );
    const changed = await store!.schedules.change(schedule.id, { state: 'paused' }, due);
    assert.ok(typeof changed === 'object' && changed !== null);
    assert.equal(await store!.triggers.start(schedule, 'in', [start('a')]), null);
    assert.equal(await store!.triggers.start(changed, 'in', [start('a')]), null);
    await store!.schedules.delete(schedule.id, { code: 'deleted', params: {} }, due);
    assert.equal(await store!.triggers.start(changed, 'in', [start('a')]), null);
    assert.deepEqual(await store!.triggers.schedules(), []);
    assert.deepEqual(await store!.triggers.known(schedule.seq, 'in', ['a']), new Set());
  });

  test('a file is moved before its run is over, or twice', async (t) => {
    const [store] = await open(t, 1);
    const schedule = await addSchedule(store!);
    const [run] = (await store!.triggers.start(schedule, 'in', [start('a', true), start('b')]))!;
    const toMove = () => store!.triggers.toMove(schedule.seq, '', 10);
    assert.deepEqual(await toMove(), []);
    await store!.runs.claim(run!.id, taking('one'), false);
    await store!.runs.endAttempt(run!.id, 1, succeeded());
    assert.deepEqual(await toMove(), [{ trigger: 'in', key: 'a', path: '/in/a', stamp: '1:2', outcome: 'succeeded' }]);
    await store!.triggers.moved(schedule.seq, 'in', ['a']);
    assert.deepEqual(await toMove(), []);
  });

  test('how far a mailbox was read is lost, or is that of another trigger', async (t) => {
    const [store] = await open(t, 1);
    const { seq } = await addSchedule(store!);
    assert.equal(await store!.triggers.place(seq, 'in'), null);
    for (const text of ['7:1', '7:18']) await store!.triggers.setPlace(seq, 'in', text);
    assert.equal(await store!.triggers.place(seq, 'in'), '7:18');
    assert.equal(await store!.triggers.place(seq, 'other'), null);
    assert.deepEqual(await store!.triggers.old(seq, 'in', due + 1, '', 10), []);
  });

  test('a mark is forgotten while its file may come back', async (t) => {
    const [store] = await open(t, 1);
    const schedule = await addSchedule(store!);
    await store!.triggers.mark(schedule.seq, 'in', [start('a').mark, { ...start('begin').mark, path: '' }]);
    const old = async () =>
      (await store!.triggers.old(schedule.seq, 'in', due + 1, '', 10)).map((one) => [one.key, one.goneAt]);
    assert.deepEqual(await old(), [['a', null]]);
    await store!.triggers.gone(schedule.seq, 'in', ['a'], due);
    assert.deepEqual(await old(), [['a', due]]);
    await store!.triggers.gone(schedule.seq, 'in', ['a'], null);
    assert.deepEqual(await old(), [['a', null]]);
    await store!.triggers.forget(schedule.seq, 'in', ['a']);
    assert.deepEqual(await old(), []);
    assert.deepEqual(await store!.triggers.known(schedule.seq, 'in', ['begin']), new Set(['begin']));
  });
}
