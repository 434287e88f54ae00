import assert from 'node:assert/strict';
import test from 'node:test';
import { longestText, readLongJson, type LongJson } from '../../server/domain/start/long-json.ts';

function read(text: string, mostEntries = 100_000): LongJson & { readonly turns: number } {
  const steps = readLongJson(Buffer.from(text), mostEntries, (key) => key === 'values');
  for (let turns = 0; ; turns += 1) {
    const step = steps.next();
    if (step.done === true) return { ...step.value, turns };
  }
}
function faultOf(text: string, mostEntries?: number): [number, string] | null {
  const result = read(text, mostEntries);
  return result.ok ? null : [result.at, result.problem];
}

test('a fault in a long text is named at another byte than where it is', () => {
  const faults: [text: string, at: number, problem: string][] = [
    ['', 0, 'a value'],
    ['{"a":1', 6, 'a comma or a closing brace'],
    ['{"a":1]', 6, 'a comma or a closing brace'],
    ['{"a" 1}', 5, 'a colon after the key'],
    ['{"a":}', 5, 'a value'],
    ['{a:1}', 1, 'a key in quotes'],
    ['{"a":1} x', 8, 'nothing after the end'],
    ['{"a":"b', 5, 'a text without line breaks that ends with a quote'],
    ['  x', 2, 'a value'],
  ];
  for (const [text, at, problem] of faults) assert.deepEqual(faultOf(text), [at, problem], text);
});

test('white space, escapes or empty lists change the value of a long text', () => {
  const long = '"' + 'x'.repeat(17_000) + '"';
  for (const text of [
    ' \t\r\n{ "a" : [ ] , "b" : { } , "c" : "\\"]\\\\" , "d" : [1,2] }\n',
    `{"values":{"a":[${long},{"b":${long}},[]],"c":null},"d":[${long} , 1 ]}`,
    `{"a":[${long},${long}],"e":{},"f":{"g":${long}}}`,
    '7',
    '{}',
  ]) {
    const result = read(text);
    assert.deepEqual(result.ok && result.value, JSON.parse(text), text.slice(0, 60));
  }
});

test('a key that stands twice at the top or among the values is overlooked, or one deeper is named', () => {
  const doubled = (text: string) => {
    const result = read(text);
    return result.ok ? result.doubled : null;
  };
  assert.deepEqual(doubled('{"a":1,"a":2,"a":3}'), ['a']);
  assert.deepEqual(doubled('{"values":{"a":1,"a":2}}'), ['values.a']);
  assert.deepEqual(doubled('{"values":{"b":{"a":1,"a":2}},"c":{"a":1,"a":2}}'), []);
});

test('one entry more than is allowed is read, or as many as are allowed are refused', () => {
  assert.equal(faultOf('{"a":[1,2,3]}', 5), null);
  assert.equal(faultOf('{"a":[1,2,3]}', 4)?.[1], 'at most 4 entries');
});

test('a text as long as is allowed is refused, or a longer one is parsed in one go', () => {
  const ofLength = (length: number) => faultOf(`{"a":"${'x'.repeat(length)}"}`);
  assert.equal(ofLength(longestText), null);
  assert.deepEqual(ofLength(longestText + 1), [5, 'a text of at most 8 MB']);
});

test('others wait for a text of a megabyte', () => {
  const { turns } = read(
    `{"values":{${Array.from({ length: 64 }, (_, at) => `"k${at}":"${'x'.repeat(16_000)}"`).join(',')}}}`,
  );
  assert.ok(turns >= 10 && turns <= 16, `${turns} turns`);
});

test('a list or an object within a long text ends one sign too early or too late', () => {
  const blanks = ' '.repeat(17_000);
  for (const text of [
    '{"a":"b, c}","d":"e f"}',
    '{"a":["\\n","]"],"b":1}',
    '{"a":[[1],2],"b":{"c":{"d":1},"e":2}}',
    `{"a":[${blanks}],"b":{${blanks}},"c":1}`,
    '{"a":["\\\\","]"]}',
  ]) {
    const result = read(text);
    assert.deepEqual(result.ok && result.value, JSON.parse(text), text.slice(0, 60));
  }
  assert.deepEqual(faultOf('{} x'), [3, 'nothing after the end']);
  assert.deepEqual(faultOf('[] x'), [3, 'nothing after the end']);
  assert.deepEqual(faultOf(`{"a":[${blanks}]x}`)?.[1], 'a comma or a closing brace');
  assert.deepEqual(faultOf(`{"a":{${blanks}}x}`)?.[1], 'a comma or a closing brace');
});
