import assert from 'node:assert/strict';
import { test } from 'node:test';
import { passwordFault } from '../../server/domain/password-rules.ts';
import { argon2OfNode, argon2OfWasm, createPasswordHash, readPhc } from '../../server/people/password-hash.ts';
import { createTurns, HashBusy } from '../../server/people/turns.ts';
import { inEnglish } from '../../contract/translatable.ts';

test(
  'a hash that one Rota made is not read by another one, whose Node has no argon2',
  { skip: argon2OfNode === null },
  async () => {
    const [node, wasm] = [createPasswordHash(argon2OfNode!), createPasswordHash(argon2OfWasm)];
    for (const [one, other] of [
      [node, wasm],
      [wasm, node],
    ] as const) {
      const hash = await one.make('üç sessiz robot');
      assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
      assert.ok(await other.isRight('üç sessiz robot', hash, false));
      assert.ok(!(await other.isRight('üç sessiz robo', hash, false)));
    }
    const salt = Buffer.alloc(16, 7);
    const cost = { memory: 64, passes: 3, parallelism: 2 };
    assert.deepEqual(
      Buffer.from(await argon2OfWasm(Buffer.from('x'), salt, cost, 24)),
      Buffer.from(await argon2OfNode!(Buffer.from('x'), salt, cost, 24)),
    );
  },
);

test('a password typed on another keyboard, or by a phone that composes its letters, is another one', async () => {
  const hash = createPasswordHash();
  const stored = await hash.make('gu\u0308nes\u0327 dog\u0306du'.normalize('NFC'));
  assert.ok(await hash.isRight('güneş doğdu'.normalize('NFD'), stored, true));
  assert.ok(await hash.isRight('ﬁne passwords', await hash.make('fine passwords'), true));
});

test('nobody’s hash is right, nor is one that is no hash or would cost more than there is', async () => {
  const hash = createPasswordHash(() => Promise.resolve(new Uint8Array(32)));
  assert.ok(!(await hash.isRight('', null, false)));
  for (const text of [
    '',
    '$argon2i$v=19$m=64,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    '$argon2id$v=19$m=9999999,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  ])
    assert.equal(readPhc(text), null, text);
});

test('a flood of strangers keeps those whose browser is known from signing in', async () => {
  let going = 0;
  let open = (): void => {};
  const gate = new Promise<void>((resolve) => (open = resolve));
  const hash = createPasswordHash(async () => {
    going += 1;
    if (going === 1) await gate;
    return new Uint8Array(32);
  });
  const flood = Array.from({ length: 100 }, () => hash.isRight('x', null, false).catch((error: unknown) => error));
  assert.equal(await hash.isRight('x', null, true), false);
  open();
  const ends = await Promise.all(flood);
  assert.equal(ends.filter((end) => end instanceof HashBusy).length, 100 - 1 - 32);
});

test('a turn that failed is not given on, and everybody waits for ever', async () => {
  const inTurn = createTurns({ atOnce: 1, mostWaiting: 10 });
  const ends = await Promise.allSettled(
    [1, 2, 3].map((one) => inTurn(() => (one === 2 ? Promise.reject(new Error('2')) : Promise.resolve(one)))),
  );
  assert.deepEqual(
    ends.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
});

test('a password that everybody tries first is taken, and one of plain words is not', () => {
  const faultOf = (password: string) => {
    const fault = passwordFault(password, ['ayse.yilmaz', 'Ayşe Yılmaz']);
    return fault === null ? null : inEnglish(fault);
  };
  for (const good of [
    'three quiet robots',
    'üç sessiz robot',
    '🙂🙃🙂🙃🙂🙃🙂🙃🙂🙃',
    'x'.repeat(255) + 'y',
    'aaaaaaaaab',
  ])
    assert.equal(faultOf(good), null, good);
  for (const [bad, words] of [
    ['short', /has 5 characters: 10 are needed/],
    ['🙂🙃🙂🙃🙂🙃', /has 6 characters/],
    ['x'.repeat(257), /at most 256/],
    ['Password123', /tried first/],
    ['GALATASARAY', /tried first/],
    ['İSTANBUL34', /tried first/],
    ['zzzzzzzzzzzz', /tried first/],
    ['AYSE YILMAZ', /the user's name/],
  ] as const)
    assert.match(faultOf(bad) ?? '', words, bad);
});
