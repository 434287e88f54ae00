import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import path from 'node:path';
import test from 'node:test';
import { seedSchedules } from '../bench/seed.ts';
import { createRig, hour, minute } from './rig.ts';

/** Copies the only run, a hundred times per instant. */
function copyRun(home: string, count: number, endedAt: number): void {
  const db = new DatabaseSync(path.join(home, 'rota.db'));
  const columns = db
    .prepare('PRAGMA table_info(run)')
    .all()
    .map(({ name }) => String(name))
    .filter((name) => !['seq', 'id', 'ended_at'].includes(name))
    .join(', ');
  db.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
    INSERT INTO run (id, ended_at, ${columns}) SELECT 'copy-' || i, ${endedAt} + (i / 100) * 1000, ${columns} FROM run, n`);
  db.close();
}

test('the Timeline reads thousands of runs and plans in pages: each is there once, also of those at one instant', async (t) => {
  const at = Date.UTC(2026, 10, 23, 9);
  const rig = await createRig(t, { at });
  await rig.addProcess();
  const id = await rig.start({});
  rig.launcher().end(id);
  await rig.stop();
  copyRun(rig.home, 4_950, at - hour);
  const plan = { kind: 'once', at: at + hour, timezone: 'UTC' } as const;
  await seedSchedules(rig.home, 450, {
    process: 'Robot',
    plan,
    due: (index) => at + hour + Math.floor(index / 300) * minute,
  });
  await rig.boot();
  const { lanes } = await rig.engine().views.timeline({ from: at - 2 * hour, to: at + 2 * hour });
  const sum = (marks: readonly { count: number }[]) => marks.reduce((all, { count }) => all + count, 0);
  assert.deepEqual(
    lanes.map(({ process, past, upcoming }) => [process, sum(past), sum(upcoming)]),
    [['Robot', 4_951, 450]],
  );
});
