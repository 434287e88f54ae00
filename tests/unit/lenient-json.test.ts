import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { readJson, readJsonInSteps } from '../../server/domain/start/lenient-json.ts';
import { printed } from '../support/printed-bodies.ts';

const codesOf = (text: string): string[] => {
  const read = readJson(text, false);
  return read.ok ? read.warnings.map(({ code }) => code) : [read.error.code];
};

test('the English body as printed is mended to what it meant, and the answer says so', () => {
  const read = readJson(printed.english, false);
  assert.ok(read.ok);
  assert.deepEqual(read.value, {
    values: { userName: 'Ada', userSurname: 'Lovelace' },
    quartzDef: '0 6 6 ? * FR',
    startDate: '2020-11-16 16:56:00',
    endDate: '2020-11-18 16:55:00',
    'run once': 'N',
    'run immediately': 'N',
    retryCount: '1',
    name: 'OneStepNotepadRunner',
    worker: '…',
  });
  assert.deepEqual(
    read.warnings.map(({ code }) => code),
    ['JSON_REPAIRED'],
  );
});

test('the Turkish body as printed is mended to what it meant', () => {
  const read = readJson(printed.turkish, false);
  assert.ok(read.ok);
  assert.deepEqual((read.value as { values: object }).values, { kullaniciAdi: 'Ada', kullaniciSoyadi: 'Lovelace' });
});

test('of a key given twice the last counts, named where it stands, also in a mended body', () => {
  const read = readJson(printed.straightQuotes, false);
  assert.ok(read.ok, JSON.stringify(read));
  assert.deepEqual(read.value, {
    values: { userName: 'Lovelace' },
    name: 'OneStepNotepadRunner',
    runOnce: 'Y',
    runImmediately: 'Y',
  });
  assert.deepEqual(
    read.warnings.map(({ code, field }) => [code, field]),
    [
      ['JSON_REPAIRED', null],
      ['KEY_DOUBLED', 'values.userName'],
    ],
  );
});

test('doubled keys are seen through escapes, and only where they matter', () => {
  assert.deepEqual(codesOf('{"a":1,"\\u0061":2}'), ['KEY_DOUBLED']);
  assert.deepEqual(codesOf('{"Values":{"x":1,"x":2}}'), ['KEY_DOUBLED']);
  assert.deepEqual(codesOf('{"values":{"x":{"y":1,"y":2}}}'), []);
  assert.deepEqual(codesOf('{"values":{"x":1},"other":{"x":1}}'), []);
});

test('strict refuses what would be mended or counted, and says where', () => {
  const broken = readJson('{"a": 1,\n "b": 2,}', true);
  assert.ok(!broken.ok);
  assert.equal(broken.error.code, 'JSON_INVALID');
  assert.match(broken.error.message, /line 2, column 9 \(position 18\)/);
  assert.equal(broken.error.position, 18);
  assert.equal(readJson('{"a":1,"a":2}', true).ok, false);
});

test('a number that JavaScript writes as it was sent counts as rounded', () => {
  // Halfway between two decimals of as many digits: found by the property below.
  for (const text of ['-2002164816668213.2', '2002164816668213.2', '0.1', '9007199254740992', '1e21']) {
    const read = readJson(`{"amount":${text}}`, false);
    assert.deepEqual(read.ok && read.value, { amount: Number(text) }, text);
  }
  for (const text of ['2002164816668213.4', '9007199254740993', '0.12345678901234567890']) {
    const read = readJson(`{"amount":${text}}`, false);
    assert.notDeepEqual(read.ok && read.value, { amount: Number(text) }, text);
  }
});

test('a body that parses is never mended', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const read = readJson(text, false);
      if (text.trim() === '') return;
      assert.ok(read.ok);
      assert.deepEqual(read.value, JSON.parse(text));
      assert.ok(read.warnings.every(({ code }) => code === 'KEY_DOUBLED'));
    }),
  );
});

test('typographic quotes and commas inside a good body stay as they are', () => {
  const body = { name: 'x', values: { a: '“Ada,” she said', b: 'c,' } };
  const read = readJson(JSON.stringify(body), false);
  assert.deepEqual(read.ok && read.value, body);
});

test('half a body is never completed', () => {
  for (const end of [printed.turkish.length - 1, 100, 60, 20]) {
    assert.deepEqual(codesOf(printed.turkish.slice(0, end)), ['JSON_INVALID'], String(end));
  }
  const whole = JSON.stringify({ name: 'x', values: { a: 'b' }, runOnce: 'Y' });
  for (let end = 1; end < whole.length; end += 1) assert.deepEqual(codesOf(whole.slice(0, end)), ['JSON_INVALID']);
});

test('nothing but quotes and commas is mended', () => {
  for (const text of [
    '{"name": x}',
    '{name: "x"}',
    "{'name': 'x'}",
    '{"name": "x" /* why */}',
    '{"name": "x", "runOnce": True}',
    '{"name": "x}',
    '{“name: “x”}',
    '{"name": "x"}}',
    '{"name": "a" + "b"}',
    'callback({"name": "x"})',
    '{"name": "x"}\n{"name": "y"}',
  ]) {
    assert.deepEqual(codesOf(text), ['JSON_INVALID'], text);
  }
});

test('words, lists and numbers that need mending are not taken for a body', () => {
  for (const text of ['hello', 'a=b&c=d', '<xml/>', '[1 2]', "name: 'x'"]) {
    assert.deepEqual(codesOf(text), ['JSON_INVALID'], text);
  }
});

test('an error never holds a piece of the body', () => {
  const read = readJson('{"pin": hunter2, "x": s3cret}}', true);
  assert.ok(!read.ok);
  assert.doesNotMatch(JSON.stringify(read), /hunter2|s3cret|pin/);
});

test('a mark at the start is dropped, nothing at all is an empty body', () => {
  assert.deepEqual(readJson('\uFEFF{"a":1}', true), { ok: true, value: { a: 1 }, warnings: [] });
  for (const nothing of ['', '  \n', '\uFEFF'])
    assert.deepEqual(readJson(nothing, true).ok && readJson(nothing, true), { ok: true, value: {}, warnings: [] });
});

test('no text makes it throw or take long, not even deeply nested or broken ones', () => {
  const deep = ['[', '{"a":', '[{"a":'].map((open) => open.repeat(200_000));
  const nasty = [
    '"'.repeat(20_000),
    '“a,” '.repeat(4_000),
    `{${'"a" '.repeat(5_000)}}`,
    `{"a": "${'\\"'.repeat(9_000)}}`,
    `{${'["'.repeat(9_000)}}`,
    `{"a":"${'x,'.repeat(9_000)}" "b"}`,
  ];
  for (const text of [...deep, ...nasty]) {
    const before = process.cpuUsage();
    readJson(text, false);
    const tookMs = process.cpuUsage(before).user / 1000;
    assert.ok(tookMs < 2_000, `${text.slice(0, 10)}… took ${tookMs} ms of the processor`);
  }
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', '“', '”', ',', ':', 'a', ' ', '\\', '1', '\n') }),
      (text) => {
        readJson(text, false);
      },
    ),
    { numRuns: 2_000 },
  );
});

/** The result of reading a long text step by step. */
function inSteps(text: string | Buffer, isStrict = false) {
  const steps = readJsonInSteps(Buffer.from(text), isStrict);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
const placeOf = (text: string | Buffer): string | undefined => {
  const read = inSteps(text);
  return read.ok ? undefined : / at (line .*)$/.exec(read.error.message)?.[1];
};

test('a fault of a long text is named at another line or letter than an editor shows', () => {
  assert.equal(placeOf('x'), 'line 1, column 1 (position 1)');
  assert.equal(placeOf('{"a":x}'), 'line 1, column 6 (position 6)');
  assert.equal(placeOf('{"a":\n  x}'), 'line 2, column 3 (position 9)');
  assert.equal(placeOf('{"ş":x}'), 'line 1, column 6 (position 6)', 'two bytes, one letter');
  assert.equal(placeOf('{"€":x}'), 'line 1, column 6 (position 6)', 'three bytes, one letter');
  assert.equal(
    placeOf('{"😀":x}'),
    'line 1, column 7 (position 7)',
    'four bytes count as two, as in a text of JavaScript',
  );
  assert.equal(placeOf(`{"a":"${'ş'.repeat(120_000)}",\n\n"b":x}`), 'line 3, column 5 (position 120015)');
});

test('a mark of UTF-8 is a fault of a long text, or half of one is skipped', () => {
  const withMark = (...mark: number[]) => Buffer.concat([Buffer.from(mark), Buffer.from('{"a":1}')]);
  assert.deepEqual(inSteps(withMark(0xef, 0xbb, 0xbf)), { ok: true, value: { a: 1 }, warnings: [] });
  for (const wrong of [
    withMark(0xef, 0xbb),
    withMark(0xef, 0xbc, 0xbf),
    withMark(0xef, 0xbb, 0xbe),
    withMark(0xee, 0xbb, 0xbf),
    withMark(0xbf),
  ])
    assert.equal(inSteps(wrong).ok, false, wrong.toString('hex'));
});

test('a key given twice in a long text is overlooked, or taken where it is refused', () => {
  const twice = inSteps('{"a":1,"a":2}');
  assert.deepEqual(twice.ok && twice.warnings.map(({ code, field }) => [code, field]), [['KEY_DOUBLED', 'a']]);
  const strict = inSteps('{"a":1,"a":2}', true);
  assert.equal(!strict.ok && strict.error.message, 'a: given more than once');
});

test('a text as long as is mended is refused, or a longer one is mended', () => {
  const printed = (length: number) => {
    const body = '{“name”: “x”}';
    return readJson(`${body}${' '.repeat(length - body.length)}`, false).ok;
  };
  assert.deepEqual([printed(20_000), printed(20_001)], [true, false]);
});
