import assert from 'node:assert/strict';
import test, { describe } from 'node:test';
import { until } from '../support/until.ts';
import {
  assertEachOnce,
  at,
  day,
  ended,
  hour,
  justBefore,
  letGo,
  minute,
  runOf,
  second,
  skip,
  succeeded,
} from './set-hands.ts';
import type { SetServer } from './set-server.ts';

// The real server with its real timers, under a wall clock that is changed while it runs; the engine's own tests move a clock by hand.

/** One of each kind of waiting or running thing, each with a few seconds left. */
async function everythingWaits(server: SetServer, quartz: string, hasRun: boolean) {
  const client = await server.addClient();
  const plan = await server.schedule('Quick', quartz);
  const running = await client.start({ name: 'Held', timeoutSeconds: 300 });
  const blocker = await client.start({ name: 'Narrow' });
  const retrying = await client.start({ name: 'Failing', retryCount: 1, retryDelaySeconds: 6 });
  const paused = await server.schedule('Quick', '0/2 * * * * ?');
  const pausedUntil = server.clock.now() + 8 * second;
  await server.console('POST', `/api/schedules/${paused}/pause`, { until: pausedUntil });
  const soon = Math.floor(server.clock.now() / second) * second + 5 * second;
  const expiring = await server.schedule(
    'Narrow',
    { kind: 'once', at: soon, timezone: 'UTC' },
    { notLaterThanSeconds: 6 },
  );
  await Promise.all([
    runOf(server, 'it runs', running, ({ status }) => status === 'running'),
    runOf(server, 'it runs', blocker, ({ status }) => status === 'running'),
    runOf(server, 'it is to be tried again', retrying, ({ status }) => status === 'retrying'),
    runOf(server, 'it waits', expiring, ({ status }) => status === 'queued'),
    hasRun ? succeeded(server, plan, 0) : null,
  ]);
  return { client, plan, running, retrying, paused, expiring };
}

/** Waiting things wait no longer than planned, and running ones are not touched. */
async function everythingGoesOn(server: SetServer, ids: Awaited<ReturnType<typeof everythingWaits>>): Promise<void> {
  const ranBefore = new Set(server.seen(ids.paused).map(({ id }) => id));
  const [retried, expired] = await Promise.all([
    ended(server, ids.retrying),
    ended(server, ids.expiring),
    until('the pause is over', async () => (await server.row(ids.paused)).state === 'active', minute),
  ]);
  assert.deepEqual([retried.outcome, retried.attempt], ['failed', 2]);
  assert.deepEqual([expired.outcome, expired.reason], ['expired', { code: 'too-late', params: { seconds: 6 } }]);
  await runOf(
    server,
    'a run after the pause',
    ids.paused,
    ({ id, outcome }) => outcome === 'succeeded' && !ranBefore.has(id),
  );
  letGo(server);
  const { outcome, startedAt, endedAt } = await ended(server, ids.running);
  assert.equal(outcome, 'succeeded', 'its time limit is one of the steady clock');
  assert.ok(endedAt! >= startedAt! && endedAt! - startedAt! < 5 * minute, `it took ${endedAt! - startedAt!} ms`);
}

describe('a wall clock that is set', { concurrency: true, skip }, () => {
  for (const [words, by] of [
    ['100 seconds', 100 * second],
    ['an hour', hour],
    ['a day', day],
  ] as const) {
    test(`set back by ${words}: it is said, plans go on by the new clock, and nothing waits longer than it was told`, async (t) => {
      const server = await at(t, justBefore);
      const ids = await everythingWaits(server, '0/2 * * * * ?', true);
      const before = server.clock.now();
      const after = server.clock.move(-by);
      const notice = await server.notice('clock-set-back');
      assert.ok(
        Math.abs(Number(notice.params['from']) - Number(notice.params['to']) - by) < second,
        JSON.stringify(notice),
      );
      const again = await succeeded(server, ids.plan, 0, after + 30 * second);
      await succeeded(server, ids.plan, again.dueAt, after + 60 * second);
      await everythingGoesOn(server, ids);
      if (by > 100 * second) return assertEachOnce(await server.runs(ids.plan), 2 * second, false);
      // The clock is corrected: Rota continues, and each due time in between has its row.
      server.clock.move(by);
      await succeeded(server, ids.plan, before + 10 * second);
      assertEachOnce(await server.runs(ids.plan), 2 * second, true);
      assert.match(server.output() + '', /Rota is ready/);
    });
  }

  for (const [words, by, quartz, everyMs] of [
    ['100 seconds', 100 * second, '0/2 * * * * ?', 2 * second],
    ['an hour', hour, '0 * * * * ?', minute],
    ['a day', day, '0 0/30 * * * ?', 30 * minute],
  ] as const) {
    test(`set forward by ${words}: what it passed has its row, one late run stands for it, and what is over is over`, async (t) => {
      const server = await at(t, justBefore);
      const ids = await everythingWaits(server, quartz, everyMs < minute);
      const before = server.clock.now();
      const after = server.clock.move(by);
      // It is noticed within five seconds, and the latest due time by then is made up for.
      const late = await succeeded(server, ids.plan, before, after + 5 * second);
      const notice = await server.notice('missed');
      assert.equal(notice.params['cause'], 'clock-jumped');
      await everythingGoesOn(server, ids);
      const passed = (await server.runs(ids.plan)).filter(
        ({ dueAt }) => dueAt > before + second && dueAt <= late.dueAt,
      );
      assertEachOnce(await server.runs(ids.plan), everyMs, true);
      assert.deepEqual(
        passed.filter(({ outcome }) => outcome !== 'missed').map(({ id }) => id),
        [late.id],
        'one run for all of them',
      );
      for (const run of passed.slice(0, -1)) assert.equal(run.reason?.code, 'clock-jumped');

      // The clock was wrong and is corrected: times called missed too early are due again, and what ran does not run twice.
      const right = server.clock.move(-by);
      await server.notice('clock-set-back');
      const isNear = (due: number | null) => due !== null && due <= server.clock.now() + everyMs;
      await until('it is planned anew', async () => isNear((await server.row(ids.plan)).due));
      if (by > 100 * second) return;
      const missedBefore = await runOf(
        server,
        'what was called missed runs',
        ids.plan,
        ({ outcome, dueAt }) => outcome === 'succeeded' && dueAt > right && dueAt < late.dueAt,
      );
      assert.ok(passed.some(({ id, outcome }) => id === missedBefore.id && outcome === 'missed'));
      assertEachOnce(await server.runs(ids.plan), everyMs, true);
    });
  }
});
