import assert from 'node:assert/strict';
import test from 'node:test';
import { createDatabaseClock } from '../../server/database-clock.ts';
import { silentLog } from '../../server/log.ts';
import { createHandClock } from '../support/hand-clock.ts';
import { turns } from '../engine/engine-clock.ts';

const start = Date.UTC(2026, 10, 30, 9);

/** A computer whose clock is an hour ahead of the database's, and may be set. */
async function anHourAhead(wayMs = 0) {
  const hands = createHandClock(start);
  let setBy = 3_600_000;
  let slept = 0;
  let jumped = 0;
  const at: typeof hands.at = (instant, call) => hands.at(instant - setBy, call);
  /** What went by while answers were waited for. */
  let spent = 0;
  const own = {
    ...hands,
    now: () => hands.now() + spent + setBy,
    monotonic: () => hands.monotonic() + spent,
    uptime: () => hands.uptime() + spent + slept,
    at,
  };
  const database = () => hands.now() + spent + jumped;
  const ask = () => {
    spent += wayMs / 2;
    const answer = database();
    spent += wayMs / 2;
    return Promise.resolve(answer);
  };
  const asked = await createDatabaseClock(own, ask, silentLog);
  return {
    ...{ hands, database, asked },
    set: (by: number) => void (setBy += by),
    sleep: (ms: number) => void ((slept += ms), (jumped += ms)),
    jump: (ms: number) => void (jumped += ms),
  };
}

test('a computer whose own clock is wrong, or is set, has another time than the database', async () => {
  const { hands, database, asked, set } = await anHourAhead(10);
  assert.equal(asked.clock.now(), database());
  assert.equal(asked.ahead(), 3_600_000);
  hands.move(1_234);
  set(-7_200_000);
  assert.equal(asked.clock.now(), database());
  assert.equal(asked.ahead(), -3_600_000);
  asked.stop();
});

test('a computer that slept is late by its sleep', async () => {
  const { database, asked, sleep } = await anHourAhead();
  sleep(8 * 3_600_000);
  assert.equal(asked.clock.now(), database());
  asked.stop();
});

test('a drift, or a database whose clock was set, is never followed; a slow answer is taken for one', async () => {
  const { hands, database, asked, jump } = await anHourAhead(200);
  jump(90);
  hands.move(30_000);
  await turns();
  assert.equal(database() - asked.clock.now(), 90, 'less than the question took: nothing is known');
  jump(5_000);
  hands.move(30_000);
  await turns();
  assert.equal(asked.clock.now(), database());
  asked.stop();
});

test('what is to be called at an instant is called when this computer says that it has come, not the database', async () => {
  const { hands, asked } = await anHourAhead();
  let called = 0;
  asked.clock.at(start + 5_000, () => void (called += 1));
  hands.move(4_999);
  assert.equal(called, 0);
  hands.move(1);
  assert.equal(called, 1);
  asked.stop();
});
