import assert from 'node:assert/strict';
import test from 'node:test';
import { turns } from './engine-clock.ts';
import { client, createRig, second } from './rig.ts';

test('a call that waits the most it may is answered before a proxy gives it up, with the state as it is then', async (t) => {
  const rig = await createRig(t);
  const id = await rig.start({ startDate: '2099-01-01 00:00:00' });
  let answered: string | null = null;
  const held = rig
    .engine()
    .connector.status(id, { waitMs: 60 * second, isNative: false }, client)
    .then(({ answer }) => (answered = String(answer.status)));
  await turns();
  await rig.clock.move(54 * second);
  assert.equal(answered, null, 'held while there is time');
  await rig.clock.move(second);
  assert.equal(await held, 'WAITING');
});
