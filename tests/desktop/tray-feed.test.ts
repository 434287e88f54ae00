import assert from 'node:assert/strict';
import test from 'node:test';
import { feedTray } from '../../electron/tray-feed.ts';
import type { TrayReport } from '../../electron/tray-gather.ts';
import { createRig, hour } from '../engine/rig.ts';

test('the tray is told each second without every process being read through', async (t) => {
  const rig = await createRig(t);
  const { name } = await rig.schedule({ name: 'Each hour', quartz: '0 0 * * * ?' });
  rig.launcher().answer({ exitCode: 1 });
  await rig.clock.move(hour);
  const engine = rig.engine();
  const overview = t.mock.method(engine.views, 'overview');
  const told = await new Promise<TrayReport>((resolve, reject) => {
    const feed = feedTray({
      engine,
      language: () => 'en',
      after: (ms, call) => rig.clock.after(ms, call),
      say: (message, error) => reject(new Error(message, { cause: error })),
      onState: resolve,
    });
    t.after(() => feed.stop());
  });
  assert.equal(overview.mock.callCount(), 0);
  assert.deepEqual([told.state.attention, told.state.next?.name], [1, name]);
  const whole = await engine.views.overview('24h');
  assert.deepEqual([(await engine.attention.list()).items.length, whole.next], [1, told.state.next]);
});
