import assert from 'node:assert/strict';
import test from 'node:test';
import { maxJsonDepth, maxJsonEntries, scanJson } from '../../server/domain/start/json-scan.ts';
import { readLongJson, type LongJson } from '../../server/domain/start/long-json.ts';

const isValues = (key: string) => key === 'values';
const scan = (text: string) => scanJson(text, isValues);
function read(text: string, mostEntries = maxJsonEntries): LongJson {
  const steps = readLongJson(Buffer.from(text), mostEntries, isValues);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
const faultOf = (text: string, mostEntries?: number): [number, string] | null => {
  const result = read(text, mostEntries);
  return result.ok ? null : [result.at, result.problem];
};
const long = `"${'x'.repeat(17_000)}"`;
const tooDeep = `nothing nested deeper than ${maxJsonDepth}`;
const lists = (depth: number, inner: string) => '['.repeat(depth) + inner + ']'.repeat(depth);
const objects = (depth: number, inner: string) => '{"a":'.repeat(depth) + inner + '}'.repeat(depth);

test('a text nested as deep as is allowed is refused, or one deeper is taken', () => {
  for (const nested of [lists, objects])
    for (const inner of ['1', long]) {
      const byte = nested === lists ? 1 : 5;
      assert.equal(scan(nested(maxJsonDepth, inner)).ok, true);
      assert.deepEqual(scan(nested(maxJsonDepth + 1, inner)), {
        ok: false,
        position: byte * (maxJsonDepth + 1) + 1,
        problem: tooDeep,
      });
      assert.equal(read(nested(maxJsonDepth, inner)).ok, true);
      assert.deepEqual(faultOf(nested(maxJsonDepth + 1, long)), [byte * (maxJsonDepth + 1), tooDeep]);
    }
  assert.equal(faultOf(`{"x":${lists(maxJsonDepth, '')}}`), null);
  assert.deepEqual(faultOf(`{"x":${lists(maxJsonDepth + 1, '')}}`), [5 + maxJsonDepth, tooDeep]);
  assert.equal(faultOf(`{"x":[${'[],{},'.repeat(maxJsonDepth)}[]]}`), null, 'side by side is not deep');
});

test('as many entries as are allowed are refused, or one more is taken', () => {
  const ofMembers = (count: number) => `[${Array.from({ length: count }, () => '1').join(',')}]`;
  assert.equal(scan(ofMembers(maxJsonEntries - 1)).ok, true);
  const more = scan(ofMembers(maxJsonEntries));
  assert.equal(!more.ok && more.problem, `at most ${maxJsonEntries} entries`);
  // The whole, "a", "b", "c", its text, its object, "d".
  const seven = '{"a":{"b":1},"c":["],\\"{",{"d":"\\"[,"}]}';
  assert.equal(faultOf(seven, 7), null);
  assert.equal(faultOf(seven, 6)?.[1], 'at most 6 entries');
});

test('a sign that JSON does not know as white space is skipped, or one that it knows is not', () => {
  for (const blank of [' ', '\t', '\n', '\r', '\r\n \t'])
    for (const text of [`${blank}{"a"${blank}:${blank}[1${blank},2]}`, `[${blank}]${blank}`, `{${blank}}`]) {
      assert.deepEqual(scan(text), { ok: true, doubled: [] }, JSON.stringify(text));
      assert.deepEqual(read(text), { ok: true, value: JSON.parse(text) as unknown, doubled: [] }, JSON.stringify(text));
    }
  for (const sign of ['!', '\b', '\v', '\f', '\u000e', '\u00a0']) {
    assert.deepEqual(scan(`[1,${sign}2]`), { ok: false, position: 4, problem: 'a value' }, JSON.stringify(sign));
    assert.equal(read(`{"x":[1,${sign}2]}`).ok, false, JSON.stringify(sign));
  }
});

test('a fault is named at another place than where it is', () => {
  const faults: [text: string, position: number, problem: string][] = [
    ['', 1, 'a value'],
    ['[1,]', 4, 'a value'],
    ['[1', 3, 'a comma or a closing bracket'],
    ['[1}', 3, 'a comma or a closing bracket'],
    ['{"a":1', 7, 'a comma or a closing brace'],
    ['{"a":[tru]}', 7, 'a value'],
    ['{"a" 1}', 6, 'a colon after the key'],
    ['{a:1}', 2, 'a key in quotes'],
    ['["a', 2, 'a text without line breaks that ends with a quote'],
    ['"a\nb"', 1, 'a text without line breaks that ends with a quote'],
    ['[1] x', 5, 'nothing after the end'],
  ];
  for (const [text, position, problem] of faults) assert.deepEqual(scan(text), { ok: false, position, problem }, text);
  assert.deepEqual(faultOf('{"x":[1,"é",tru]}'), [13, 'a value'], 'in bytes, after a letter of two');
  assert.deepEqual(faultOf('{"x":["a'), [6, 'a text without line breaks that ends with a quote']);
  assert.deepEqual(faultOf('{"x":[1,{"a":2]}'), [14, 'a comma or a closing brace']);
});

test('a quote, a bracket or a backslash within a text ends a list, also in a long one', () => {
  for (const text of [
    '{"x":["]",[{"a":"}"}],"\\\\"],"y":1}',
    '{"x":["\\"]",{"\\"}":"["}],"y":["\\\\",[]]}',
    '{"x":{"a":"{"},"y":{"b":["[",1]},"z":[]}',
    `{"x":[[],{},[ ],${long},{ }],"y":{"a":[]}}`,
    `[[],${long},[]]`,
    '[]',
    '[ ]',
    '{ }',
  ])
    assert.deepEqual(read(text), { ok: true, value: JSON.parse(text) as unknown, doubled: [] }, text.slice(0, 60));
});

test('a key that stands twice is named where nobody asked, or not where it matters', () => {
  for (const [text, doubled] of [
    ['{"a":1,"a":2,"a":3}', ['a']],
    ['{"values":{"a":1,"\\u0061":2}}', ['values.a']],
    ['{"values":{"values":{"a":1,"a":2}}}', []],
    ['{"b":{"a":1,"a":2}}', []],
    ['[{"a":1,"a":2}]', []],
  ] as const)
    for (const result of [scan(text), read(text)]) assert.deepEqual(result.ok && result.doubled, doubled, text);
});
