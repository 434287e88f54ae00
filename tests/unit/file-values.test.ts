import assert from 'node:assert/strict';
import test from 'node:test';
import type { Parameter } from '../../contract/process.ts';
import { inEnglish } from '../../contract/translatable.ts';
import { FileContent, fileFaults, KeptFile, readFileValue } from '../../server/domain/values/file-values.ts';

const parameter = { type: 'string', format: 'binary', maxBytes: 3 } as unknown as Parameter;

test('a file of as many bytes as are allowed is refused, or one of more is taken', () => {
  const stored = (bytes: number) => readFileValue(new KeptFile({ $file: 'f1', name: 'a', bytes }), parameter, false).ok;
  assert.deepEqual([stored(3), stored(4)], [true, false], 'stored');
  const sent = (text: string) => readFileValue(Buffer.from(text).toString('base64'), parameter, false).ok;
  assert.deepEqual([sent('abc'), sent('abcd')], [true, false], 'in the body');
});

const roomy = { type: 'string', format: 'binary', maxBytes: 100 } as unknown as Parameter;
const readOf = (value: unknown, takesKept = false) => {
  const read = readFileValue(value, roomy, takesKept);
  return read.ok ? read.value : inEnglish(read.wrong);
};

const wrongOf = (value: unknown): string => {
  const read = readOf(value);
  return typeof read === 'string' ? read : '';
};

test('a caller names a file that is stored already, or Rota itself cannot', () => {
  const stored = { $file: 'a'.repeat(64), name: 'a', bytes: 3 };
  assert.match(wrongOf(stored), /must be a file: its bytes/);
  assert.equal(readOf(stored, true), stored);
});

test('what is no file is taken for one, or a form of base64 is refused', () => {
  const bytes: [unknown, string, string][] = [
    ['YWJj', 'file', 'abc'],
    [{ content: 'YWJj' }, 'file', 'abc'],
    [{ name: 'n.txt', content: 'YWJj' }, 'n.txt', 'abc'],
    ['data:text/plain;base64,YWJj', 'file', 'abc'],
    ['YW\r\n Jj', 'file', 'abc'],
    ['YQ==', 'file', 'a'],
    ['YQ', 'file', 'a'],
    ['YWI=', 'file', 'ab'],
    ['YWI', 'file', 'ab'],
    ['', 'file', ''],
    ['-_-_', 'file', '\ufffd\ufffd\ufffd'],
  ];
  for (const [given, name, text] of bytes) {
    const read = readOf(given);
    assert.ok(read instanceof FileContent, JSON.stringify(given));
    assert.deepEqual([read.name, Buffer.from(read.content).toString()], [name, text], JSON.stringify(given));
  }
  for (const given of [null, 5, true, {}, { name: 'n' }, { name: 5, content: 'YWJj' }, ['YWJj'], { content: 5 }])
    assert.match(wrongOf(given), /must be a file: its bytes as base64/, JSON.stringify(given));
  const faults: [string, string][] = [
    ['YW*j', 'character 3 is none of base64'],
    ['*', 'character 1 is none of base64'],
    ['Y=Wj', 'character 2 is none of base64'],
    ['Y===', 'character 2 is none of base64'],
    ['Y', 'its end is missing'],
    ['YQ=', 'its end is missing'],
    ['YWJjY', 'its end is missing'],
    ['YWI==', 'its end is missing'],
  ];
  for (const [given, fault] of faults) assert.match(wrongOf(given), new RegExp(fault.replace('*', '\\*')), given);
});

test('a file parameter is declared with a size, a type or a default that it cannot have', () => {
  const keys = (more: object) => fileFaults({ type: 'string', format: 'binary', ...more }, 100).map(([key]) => key);
  assert.deepEqual(keys({}), []);
  for (const maxBytes of [1, 100]) assert.deepEqual(keys({ maxBytes }), [], `${maxBytes}`);
  for (const maxBytes of [0, -1, 101, 1.5, '5', null])
    assert.deepEqual(keys({ maxBytes }), ['maxBytes'], `${maxBytes}`);
  assert.deepEqual(keys({ default: 'YQ==' }), ['default']);
  assert.deepEqual(keys({ type: 'number', maxBytes: 0, default: 5 }), ['format']);
  assert.deepEqual(keys({ writeOnly: true }), ['format']);
  assert.deepEqual(keys({ format: 'date', maxBytes: 0, default: 'x' }), []);
});
