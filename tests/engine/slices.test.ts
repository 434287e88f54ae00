import assert from 'node:assert/strict';
import test from 'node:test';
import { mapInSlices, runInSlices } from '../../server/engine/shared/slices.ts';
import { startRota } from '../support/server.ts';

/** How often the event loop had a turn meanwhile. */
async function turnsOf<T>(work: () => Promise<T>): Promise<{ turns: number; result: T }> {
  let turns = 0;
  let isOver = false;
  const count = () => {
    if (isOver) return;
    turns += 1;
    setImmediate(count);
  };
  setImmediate(count);
  const result = await work();
  isOver = true;
  return { turns, result };
}

const numbers = Array.from({ length: 1000 }, (_, index) => index);

test('a long list lets others have their turn all along, and comes out as it would in one go', async () => {
  const { turns, result } = await turnsOf(() => mapInSlices(numbers, (one) => one * 2));
  assert.deepEqual(
    result,
    numbers.map((one) => one * 2),
  );
  assert.ok(turns >= 40, `${turns} turns`);
});

test('work that can be left after each step is left again and again', async () => {
  function* steps(): Generator<void, string> {
    for (const _ of numbers) yield;
    return 'done';
  }
  const { turns, result } = await turnsOf(() => runInSlices(steps()));
  assert.equal(result, 'done');
  assert.ok(turns >= 40, `${turns} turns`);
});

test('a crontab of thousands of lines is understood line by line, and one of too many is refused by their number', async (t) => {
  const server = await startRota();
  t.after(() => server.stop());
  const crontab = (lines: number) =>
    Array.from({ length: lines }, (_, index) => `${index % 60} ${index % 24} * * * /opt/bin/job.sh ${index}`).join(
      '\n',
    );
  const ask = (lines: number) =>
    server.console<{ changes: { kind: string; change: string }[] }>('POST', '/api/import', {
      kind: 'crontab',
      document: crontab(lines),
      columns: 'user',
      cron: 'debian',
      isDryRun: true,
    });
  const { changes } = await ask(3000);
  assert.equal(changes.filter(({ kind, change }) => kind === 'schedule' && change === 'add').length, 3000);
  await assert.rejects(ask(10_001), /400 .*has 10001 entries; at most 10000 are taken in at once: split it/);
  await assert.rejects(
    server.console('POST', '/api/import', {
      kind: 'rota',
      document: { rota: 1, schedules: Array.from({ length: 250_001 }, () => ({})) },
    }),
    /400 .*has 250001 entries/,
  );
});
