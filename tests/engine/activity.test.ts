import assert from 'node:assert/strict';
import test from 'node:test';
import { createRig, operator } from './rig.ts';

test('who reads what was done right after it was done misses the last thing', async (t) => {
  const rig = await createRig(t);
  await rig.settings({ theme: 'dark' });
  const { audit } = rig.engine();
  audit.record(operator, 'backup made', 'b-1');
  const { entries } = await audit.page({ limit: 10 });
  assert.deepEqual(
    entries.slice(0, 2).map(({ action }) => action),
    ['backup made', 'settings changed'],
  );
});
