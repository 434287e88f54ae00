import assert from 'node:assert/strict';
import test from 'node:test';
import { silentLog } from '../../server/log.ts';
import { createDeliveryLoop, leased } from '../../server/messages/delivery-loop.ts';
import { createHandClock } from '../support/hand-clock.ts';

function rig(fill: (looks: number) => number | null) {
  const clock = createHandClock();
  let looks = 0;
  const loop = createDeliveryLoop<null>({
    clock,
    log: silentLog,
    words: { all: 'all', one: 'one' },
    fill: () => Promise.resolve(fill((looks += 1))),
  });
  return { clock, loop, looks: () => looks };
}

test('a look that failed is never made again, or nothing is due for ever after it', async () => {
  const { clock, loop, looks } = rig((count) => {
    if (count === 1) throw new Error('the database is busy');
    return null;
  });
  loop.look();
  await loop.quiet();
  clock.move(59_999);
  await loop.quiet();
  assert.equal(looks(), 1);
  clock.move(1);
  await loop.quiet();
  assert.equal(looks(), 2);
});

test('a loop without anything that waits keeps a timer, and one with a due time misses it', async () => {
  for (const [next, pass, expected] of [
    [null, 600_000, 1],
    [5000, 4999, 1],
    [5000, 5000, 2],
    [0, 49, 1],
    [0, 50, 2],
    [600_000, 60_000, 2],
  ] as const) {
    const { clock, loop, looks } = rig((count) => (count === 1 && next !== null ? clock.now() + next : null));
    loop.look();
    await loop.quiet();
    clock.move(pass);
    await loop.quiet();
    assert.equal(looks(), expected, `${next} after ${pass}`);
  }
});

test('many who ask at once are many looks', async () => {
  const { loop, looks } = rig(() => null);
  for (let count = 0; count < 10; count += 1) loop.look();
  await loop.quiet();
  assert.equal(looks(), 1);
});

test('a place is free again only when the next timer ends, also after a fault, and the end does not wait for it', async () => {
  const { loop, looks } = rig(() => null);
  let release = (): void => {};
  loop.take('a', null, () => new Promise<void>((resolve) => (release = resolve)));
  loop.take('b', null, () => Promise.reject(new Error('it cannot be stored')));
  await loop.inTurn(() => Promise.resolve());
  assert.deepEqual([...loop.underWay.keys()], ['a'], 'what failed is no longer under way');
  let hasStopped = false;
  const stopped = loop.stop().then(() => (hasStopped = true));
  await loop.inTurn(() => Promise.resolve());
  assert.equal(hasStopped, false);
  const before = looks();
  release();
  await stopped;
  assert.equal(loop.underWay.size, 0);
  loop.look();
  await loop.quiet();
  assert.equal(looks(), before, 'after its end nothing is looked at');
});

test('what another computer has is sent twice, or what was not stored stays ours', async () => {
  for (const [isOurs, end, told] of [
    [false, 'stored', ['take']],
    [true, 'stored', ['take', 'send']],
    [true, 'unstored', ['take', 'send', 'give back']],
    [true, 'fault', ['take', 'send', 'give back']],
  ] as const) {
    const heard: string[] = [];
    const done = leased(
      {
        take: () => Promise.resolve(void heard.push('take')).then(() => isOurs),
        giveBack: () => Promise.resolve(void heard.push('give back')),
      },
      () => {
        heard.push('send');
        return end === 'fault' ? Promise.reject(new Error('lost')) : Promise.resolve({ isStored: end === 'stored' });
      },
    );
    await (end === 'fault' ? assert.rejects(done, /lost/) : done);
    assert.deepEqual(heard, told);
  }
});
