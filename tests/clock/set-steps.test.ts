import assert from 'node:assert/strict';
import test, { describe } from 'node:test';
import { until } from '../support/until.ts';
import {
  assertEachOnce,
  at,
  day,
  hour,
  justBefore,
  minute,
  open,
  runOf,
  second,
  skip,
  succeeded,
} from './set-hands.ts';
import { clocksUnderLibrary, createWallClock, startSetServer } from './set-server.ts';

// The real server with its real timers, under a wall clock that is changed while it runs; the engine's own tests move a clock by hand.

describe('a wall clock that goes its own way', { concurrency: true, skip }, () => {
  test('under libfaketime only the wall clock is set, for Node, its timers and SQLite: these tests are worth something', async () => {
    const moved = clocksUnderLibrary(await createWallClock(Date.now()));
    const isNear = (a: number, b: number) => Math.abs(a - b) < 10 * second;
    assert.ok(
      isNear(moved.wall, moved.steady - hour) && moved.steady >= 299 && isNear(moved.sql, 0),
      JSON.stringify(moved),
    );
  });

  test('many small steps both ways, as of a clock that is slewed, lose no time, double none and alarm nobody', async (t) => {
    const server = await at(t, justBefore);
    const plan = await server.schedule('Quick', '* * * * * ?');
    let last = await succeeded(server, plan, 0);
    for (const step of [-0.3, -0.9, -0.9, -0.9, -0.9, 0.5, 0.9, -4, -4, 3, 2.5, -0.9, -0.5]) {
      server.clock.move(step * second);
      last = await succeeded(server, plan, last.dueAt);
    }
    assertEachOnce(await server.runs(plan), second, true);
    assert.deepEqual(
      (await server.runs(plan)).filter(({ outcome }) => outcome === 'missed'),
      [],
    );
    assert.deepEqual((await server.console<{ notices: unknown[] }>('GET', '/api/notices')).notices, []);
  });

  test('many small steps back that come to more than a jump are reported as one', async (t) => {
    const server = await at(t, justBefore);
    const plan = await server.schedule('Quick', '0/2 * * * * ?');
    await succeeded(server, plan, 0);
    for (let steps = 0; steps < 6; steps += 1) {
      server.clock.move(-4 * second);
      await server.console('GET', '/api/worker');
    }
    const { params } = await server.notice('clock-set-back');
    const seconds = Math.round((Number(params['from']) - Number(params['to'])) / second);
    assert.ok(seconds >= 20 && seconds <= 24, `${seconds} s`);
    await succeeded(server, plan, server.clock.now());
    assertEachOnce(await server.runs(plan), 2 * second, false);
  });

  test('a computer whose clock is ahead when it starts: what was planned then goes on by the right time', async (t) => {
    const clock = await createWallClock(justBefore + day);
    const server = await open(t, clock);
    const plan = await server.schedule('Quick', '0/2 * * * * ?');
    await succeeded(server, plan, 0);
    clock.move(-day);
    await server.notice('clock-set-back');
    await succeeded(server, plan, 0, justBefore + hour);
    assertEachOnce(await server.runs(plan), 2 * second, false);
  });

  test('a single time that a clock standing ahead called missed has not passed: it comes, once', async (t) => {
    const server = await at(t, justBefore);
    const when = Math.floor(server.clock.now() / second) * second + 10 * minute;
    const once = await server.schedule('Quick', { kind: 'once', at: when, timezone: 'UTC' }, { misfire: 'skip' });
    server.clock.move(day);
    await runOf(server, 'it was called missed', once, ({ outcome }) => outcome === 'missed');
    server.clock.move(-day);
    await server.notice('clock-set-back');
    await until('it goes on', async () => (await server.row(once)).state === 'active');
    assert.equal((await server.row(once)).due, when);
    server.clock.move(when - server.clock.now() - second);
    await succeeded(server, once, 0);
    assert.equal((await server.runs(once)).length, 1);
    assert.equal((await server.row(once)).state, 'ended');
  });

  test('a clock set back while Rota is dead, and again while it starts: said at the start, and everything goes on', async (t) => {
    const clock = await createWallClock(justBefore + hour);
    const first = await open(t, clock);
    const client = await first.addClient();
    const plan = await first.schedule('Quick', '0/2 * * * * ?');
    const retrying = await client.start({ name: 'Failing', retryCount: 1, retryDelaySeconds: 4 });
    await succeeded(first, plan, 0);
    await runOf(first, 'it is to be tried again', retrying, ({ status }) => status === 'retrying');
    await first.kill();
    clock.move(-hour);
    const starting = startSetServer(clock, { home: first.home });
    clock.move(-100 * second);
    const second_ = await starting;
    t.after(() => second_.stop());
    const { notices } = await second_.console<{ notices: { kind: string }[] }>('GET', '/api/notices');
    assert.ok(notices.some(({ kind }) => kind === 'clock-set-back'));
    await succeeded(second_, plan, 0, justBefore + hour - 50 * second);
    const found = await until('it was tried again', async () =>
      (await second_.runs(retrying)).find(({ status }) => status === 'ended'),
    );
    assert.deepEqual([found.outcome, found.attempt], ['failed', 2]);
    assertEachOnce(await second_.runs(plan), 2 * second, false);
  });

  test('what lasts for a while lasts that long by any clock: a key of a call, a link, a session', async (t) => {
    const server = await at(t, justBefore);
    const client = await server.addClient();
    const start = (key: string) =>
      client.call('process/start', { name: 'Quick' }, { headers: { 'idempotency-key': key } });
    const { body } = await start('a key');
    const token = new URL(server.signInLink.replace('/#', '')).searchParams.get('token');
    const signIn = () =>
      fetch(`${server.url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token }),
      });
    server.clock.move(30 * hour);
    assert.equal((await start('a key')).body['robustaSpid'], body['robustaSpid'], 'not started twice');
    const answer = await signIn();
    assert.equal(answer.status, 200);
    const cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!;
    server.clock.move(10 * day);
    assert.equal((await fetch(`${server.url}/api/session`, { headers: { cookie } })).status, 200);
    server.clock.move(-20 * day);
    assert.equal((await start('a key')).body['robustaSpid'], body['robustaSpid'], 'not started twice');
  });

  test('stopped and let go on: one late run, the rest missed with the true reason', async (t) => {
    const server = await at(t, justBefore);
    const plans = await Promise.all(
      (['once', 'skip'] as const).map((misfire) => server.schedule('Quick', '0/2 * * * * ?', { misfire })),
    );
    for (const plan of plans) await succeeded(server, plan, 0);
    const stopped = server.clock.now();
    server.child.kill('SIGSTOP');
    await until('it has stood still for long', () => server.clock.now() > stopped + 26 * second, minute);
    server.child.kill('SIGCONT');
    const notice = await server.notice('missed');
    const resumed = server.clock.now();
    assert.equal(notice.params['cause'], 'stalled');
    for (const plan of plans) {
      await succeeded(server, plan, resumed);
      const runs = await server.runs(plan);
      assertEachOnce(runs, 2 * second, true);
      // The late run stands for the last time that passed, which is at most 2 s before the end.
      const passed = runs.filter(({ dueAt }) => dueAt > stopped + 2 * second && dueAt < stopped + 24 * second);
      assert.ok(passed.length >= 10);
      assert.deepEqual(
        passed.filter(({ outcome, reason }) => outcome !== 'missed' || reason?.code !== 'stalled').length,
        0,
      );
    }
  });

  test('another zone of the system moves no schedule: each keeps the zone in which it was meant', async (t) => {
    const clock = await createWallClock(justBefore);
    const first = await open(t, clock, { env: { TZ: 'America/New_York' } });
    const client = await first.addClient();
    const daily = { name: 'Quick', quartzDef: '0 0 9 * * ?' };
    const before = await client.start(daily);
    const { due } = await first.row(before);
    assert.equal(due, Date.UTC(2026, 10, 23, 14));
    await first.stop({ keepHome: true });
    const next = await startSetServer(clock, { home: first.home, env: { TZ: 'Asia/Tokyo' } });
    t.after(() => next.stop());
    assert.equal((await next.row(before)).due, due);
  });
});
