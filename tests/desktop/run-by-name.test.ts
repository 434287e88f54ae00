import assert from 'node:assert/strict';
import test from 'node:test';
import { findByName } from '../../electron/run-by-name.ts';
import { createRig } from '../engine/rig.ts';

test('a schedule is found by its name however many others have that name within theirs', async (t) => {
  const rig = await createRig(t);
  const { id } = await rig.schedule({ name: 'Invoice' });
  for (let count = 0; count < 120; count += 1) await rig.schedule({ name: `Invoice ${count}` });
  const found = await findByName(rig.engine(), 'Invoice');
  assert.equal(found?.kind === 'schedule' && found.id, id);
  await rig.schedule({ name: 'Invoice' });
  assert.equal(await findByName(rig.engine(), 'Invoice'), null, 'which of the two is meant is not guessed');
});
