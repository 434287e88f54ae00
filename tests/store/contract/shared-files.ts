import assert from 'node:assert/strict';
import test from 'node:test';
import { addQueued, due, openRacers, succeeded, taking, type OpenStores } from './stores.ts';

/** Files of runs, for the computers on which they do not lie. `isFleet`: the database is one of several computers. */
export function sharedFilesContract(open: OpenStores, isFleet: boolean): void {
  if (!isFleet) {
    test('where there is only one computer files are passed on', async (t) => {
      const [store] = await open(t, 1);
      assert.equal(store!.sharedFiles, null);
    });
    return;
  }

  test('pieces of a log are kept twice, in another order, or with a gap', async (t) => {
    const [one, two] = await openRacers(open, t, 2);
    const id = await addQueued(one!);
    const [write, read] = [one!.sharedFiles!, two!.sharedFiles!];
    assert.equal((await read.read(id, 'a.log', 0, 1_000_000)).length, 0);
    const bytes = Buffer.from('one\0 two ş three');
    await write.add(id, 'a.log', 0, bytes.subarray(0, 5));
    await write.add(id, 'a.log', 0, Buffer.from('other'));
    await write.add(id, 'a.log', 9, bytes.subarray(9));
    assert.deepEqual(await read.read(id, 'a.log', 0, 1_000_000), bytes.subarray(0, 5));
    await write.add(id, 'a.log', 5, bytes.subarray(5, 9));
    for (const from of [0, 1, 5, 7, bytes.length - 1, bytes.length])
      assert.deepEqual(await read.read(id, 'a.log', from, 1_000_000), bytes.subarray(from), `from ${from}`);
    assert.equal(await read.size(id, 'a.log'), bytes.length);
    await write.replace(id, 'a.log', Buffer.from('anew'));
    assert.deepEqual(await read.read(id, 'a.log', 0, 1_000_000), Buffer.from('anew'));
    await write.add('nobody', 'a.log', 0, bytes);
    assert.equal(await read.size('nobody', 'a.log'), 0);
  });

  test('what is known of a file goes with its content, or stays when its run is gone', async (t) => {
    const [store] = await open(t, 1);
    const files = store!.sharedFiles!;
    const id = await addQueued(store!);
    const file = { name: 'artifacts/a', bytes: 3, modifiedAt: due, worker: 'one', isShared: true };
    await files.replace(id, file.name, Buffer.from('abc'));
    await files.tell(id, [
      { ...file, bytes: 1 },
      { ...file, name: 'artifacts/b', isShared: false },
    ]);
    await files.tell(id, [file]);
    assert.deepEqual(await files.filesOf(id), [file, { ...file, name: 'artifacts/b', isShared: false }]);
    assert.equal(await files.removeOld((await store!.workers.time()) - 60_000, 10), 0);
    assert.equal(await files.removeOld((await store!.workers.time()) + 60_000, 10), 1);
    assert.equal((await files.read(id, file.name, 0, 10)).length, 0);
    assert.deepEqual(await files.filesOf(id), [
      { ...file, isShared: false },
      { ...file, name: 'artifacts/b', isShared: false },
    ]);
    await files.add(id, 'a.log', 0, Buffer.from('abc'));
    await store!.runs.claim(id, taking('one'), false);
    await store!.runs.endAttempt(id, 1, succeeded());
    await store!.retention.removeRuns(Number.MAX_SAFE_INTEGER, 1, 10, due);
    assert.equal(await store!.runs.get(id), null);
    assert.deepEqual(await files.filesOf(id), []);
  });

  test('what a run says of itself outlives its attempt', async (t) => {
    const [store] = await open(t, 1);
    const files = store!.sharedFiles!;
    const id = await addQueued(store!);
    await store!.runs.claim(id, taking('one'), false);
    for (const percent of [1, 2])
      await files.setLive({ run: id, progress: { percent, text: 'x'.repeat(20_000) }, outputs: { n: percent } });
    const live = { run: id, progress: { percent: 2, text: 'x'.repeat(20_000) }, outputs: { n: 2 } };
    assert.deepEqual([await files.live(id), await files.live()], [[live], [live]]);
    await store!.runs.endAttempt(id, 1, succeeded());
    assert.deepEqual(await files.live(), []);
  });

  test('half a file counts as a value, or one that is used goes as old', async (t) => {
    const [store] = await open(t, 1);
    const files = store!.sharedFiles!;
    await files.addValue('digest', 0, Buffer.from('abc'), false);
    assert.equal(await files.touchValue('digest'), false);
    await files.addValue('digest', 3, Buffer.from('def'), true);
    assert.equal(await files.touchValue('digest'), true);
    assert.deepEqual(await files.readValue('digest', 0), Buffer.from('abcdef'));
    assert.equal((await files.readValue('digest', 6)).length, 0);
    const now = await store!.workers.time();
    await files.removeValues(['digest'], now - 60_000);
    assert.deepEqual(await files.oldValues(now - 60_000, 10), []);
    assert.deepEqual(await files.oldValues(now + 60_000, 10), ['digest']);
    await files.removeValues(['digest'], now + 60_000);
    assert.equal((await files.readValue('digest', 0)).length, 0);
  });
}
