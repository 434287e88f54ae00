import assert from 'node:assert/strict';
import test from 'node:test';
import { createRig, hour, minute, operator, second } from './rig.ts';

const kinds = async (rig: Awaited<ReturnType<typeof createRig>>) =>
  (await rig.engine().notices.all()).map(({ kind }) => kind);

test('a run that takes far longer than its process usually does is reported once', async (t) => {
  const rig = await createRig(t);
  rig.launcher().answer(null);
  for (let count = 0; count < 5; count += 1) {
    await rig.start({});
    await rig.clock.move(20 * second);
    rig.launcher().end([...rig.launcher().active.keys()][0]!);
    await rig.clock.move(0);
  }
  const id = await rig.start({});
  await rig.clock.move(minute);
  assert.deepEqual(await kinds(rig), [], 'twice as long is nothing yet');
  await rig.clock.move(2 * minute);
  const [notice, ...further] = await rig.engine().notices.all();
  assert.deepEqual(further, []);
  assert.equal(notice?.kind, 'longer-than-usual');
  assert.deepEqual(notice.params, { process: 'Robot', usualMs: 20_000 });
  assert.deepEqual(
    notice.runIds,
    (await rig.runs(id)).map((run) => run.id),
  );
  rig.launcher().end([...rig.launcher().active.keys()][0]!);
  await rig.clock.move(minute);
  assert.deepEqual(await kinds(rig), [], 'it has ended: there is nothing left to know');
});

test('a second attempt is measured from its own start, not from that of the first', async (t) => {
  const rig = await createRig(t);
  rig.launcher().answer({ exitCode: 0 });
  for (let count = 0; count < 4; count += 1) await rig.start({});
  await rig.clock.move(0);
  rig.launcher().answer({ exitCode: 1 });
  await rig.start({ retryCount: 1, retryDelaySeconds: 590 });
  await rig.clock.move(0);
  rig.launcher().answer(null);
  await rig.clock.move(10 * minute);
  assert.equal(rig.launcher().active.size, 1);
  await rig.clock.move(20 * second);
  assert.deepEqual(await kinds(rig), []);
  await rig.clock.move(2 * minute);
  assert.deepEqual(await kinds(rig), ['longer-than-usual']);
});

test('who calls on weekdays only is not missed at the weekend, but on Tuesday', async (t) => {
  const rig = await createRig(t, { at: Date.UTC(2026, 10, 2, 9) }); // A Monday.
  for (let week = 0; week < 3; week += 1) {
    for (let weekday = 0; weekday < 5; weekday += 1) {
      await rig.start({});
      rig.clock.leap((weekday === 4 ? 3 : 1) * 24 * hour);
      await rig.clock.move(0);
      if (week > 0) await rig.clock.move(90 * second);
    }
  }
  assert.deepEqual(await kinds(rig), [], 'three weekends, and Monday’s call is still to come');
  rig.clock.leap(24 * hour);
  await rig.clock.move(90 * second);
  assert.deepEqual(await kinds(rig), ['did-not-run']);
  await rig.start({});
  await rig.clock.move(90 * second);
  assert.deepEqual(await kinds(rig), [], 'the calls have come again');
});

test('calls that used to come regularly and have stopped are reported once, also across a restart', async (t) => {
  const rig = await createRig(t);
  for (let count = 0; count < 8; count += 1) {
    await rig.start({});
    rig.clock.leap(hour);
  }
  await rig.clock.move(90 * second);
  assert.deepEqual(await kinds(rig), []);
  rig.clock.leap(hour);
  await rig.clock.move(90 * second);
  const [notice] = await rig.engine().notices.all();
  assert.equal(notice?.kind, 'did-not-run');
  await rig.engine().notices.dismiss(notice.id);
  await rig.stop();
  await rig.boot();
  await rig.clock.move(2 * minute);
  assert.deepEqual(await kinds(rig), []);
  await assert.rejects(rig.engine().runs.cancel('nothing', { force: false }, operator), { code: 'NOT_FOUND' });
});
