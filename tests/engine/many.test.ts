import assert from 'node:assert/strict';
import test from 'node:test';
import { scheduleOptions } from '../../contract/schedule.ts';
import { openStore } from '../../server/store/sqlite/open-store.ts';
import path from 'node:path';
import { createRig, minute, second } from './rig.ts';
import { turns } from './engine-clock.ts';

/** Inserts many schedules into a folder that no server has open. */
async function addSchedules(home: string, count: number, due: number): Promise<void> {
  const store = openStore(path.join(home, 'rota.db'));
  const options = scheduleOptions.parse({});
  const added = Array.from({ length: count }, (_, index) =>
    store.runs.start(
      {
        id: `many-${index}`,
        name: `Schedule ${index}`,
        process: 'Robot',
        worker: null,
        state: 'active',
        plan: { kind: 'cron', quartz: '0 0 12 * * ?', timezone: 'Europe/Istanbul', start: null, end: null },
        options,
        values: {},
        due,
        cursor: due,
        reason: null,
        owner: 'person:operator',
        createdBy: null,
        at: 0,
        isFavourite: false,
        isListed: true,
      },
      null,
      null,
    ),
  );
  await Promise.all(added);
  store.close();
}

test('10,000 due at one instant all run, in their order, and the event loop is never blocked for long', async (t) => {
  const rig = await createRig(t, { at: Date.UTC(2026, 10, 23, 8, 59, 58) });
  await rig.settings({ runsAtOnce: 50 });
  await rig.stop();
  await addSchedules(rig.home, 10_000, Date.UTC(2026, 10, 23, 9));
  await rig.boot();
  const held: number[] = [];
  let last = performance.now();
  let isOver = false;
  const watch = () => {
    held.push(performance.now() - last);
    last = performance.now();
    if (!isOver) setImmediate(watch);
  };
  await rig.clock.move(second);
  last = performance.now();
  setImmediate(watch);
  await rig.clock.move(second);
  for (let waited = 0; rig.launcher().launched.length < 10_000 && waited < 20_000; waited += 1) await turns(1);
  isOver = true;
  await rig.clock.move(minute);
  const runs = await rig.runs();
  assert.equal(runs.length, 10_000);
  assert.deepEqual(new Set(runs.map(({ outcome }) => outcome)), new Set(['succeeded']));
  assert.deepEqual(
    runs.map(({ scheduleName }) => scheduleName),
    Array.from({ length: 10_000 }, (_, index) => `Schedule ${index}`),
  );
  const order = new Map(runs.map((run) => [run.id, run.seq]));
  const begun = rig.launcher().launched.map(({ runId }) => order.get(runId) ?? 0);
  assert.deepEqual(
    begun,
    begun.toSorted((a, b) => a - b),
    'none overtook another',
  );
  held.sort((a, b) => a - b);
  const [p99, most] = [held[Math.floor(held.length * 0.99)] ?? 0, held.at(-1) ?? 0];
  t.diagnostic(`the loop was held ${p99.toFixed(1)} ms (p99), ${most.toFixed(1)} ms at most`);
  // Usually under 50 ms; other programs on this computer count, too.
  assert.ok(most < 2000, `the loop was held for ${most} ms`);
});
