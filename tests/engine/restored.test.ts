import assert from 'node:assert/strict';
import test from 'node:test';
import { createRig, hour, operator } from './rig.ts';

const evening = Date.UTC(2026, 10, 23, 22, 10);

test('what was due since a backup is called missed for another reason than a Rota that was off, reported once, and not again', async (t) => {
  const rig = await createRig(t, { at: evening });
  const { id } = await rig.schedule({ options: { misfire: 'skip' } });
  await rig.engine().backups.make(operator);
  const [backup] = (await rig.engine().backups.list(10)).backups;
  assert.equal(backup?.at, evening);
  await rig.clock.move(3 * hour);
  assert.deepEqual(await rig.told(id), Array<string>(3).fill('succeeded: done'));
  await rig.engine().backups.planRestore(backup.name, operator);
  await rig.stop();
  await rig.boot();
  await rig.clock.move(0);
  assert.deepEqual(await rig.told(id), Array<string>(3).fill('missed: restored'));
  const missed = async () => (await rig.engine().notices.all()).filter(({ kind }) => kind === 'missed');
  const [notice, ...further] = await missed();
  assert.deepEqual(further, []);
  assert.deepEqual(notice?.params, { from: evening, to: evening + 3 * hour, cause: 'restored', count: 3 });
  await rig.stop();
  rig.clock.leap(2 * hour);
  await rig.boot();
  await rig.clock.move(0);
  assert.deepEqual(await rig.told(id), [
    ...Array<string>(3).fill('missed: restored'),
    ...Array<string>(2).fill('missed: was-off'),
  ]);
});
