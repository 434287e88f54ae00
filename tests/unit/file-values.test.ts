import assert from 'node:assert/strict';
import test from 'node:test';
import type { Parameter } from '../../contract/process.ts';
import { KeptFile, readFileValue } from '../../server/domain/values/file-values.ts';

const parameter = { type: 'string', format: 'binary', maxBytes: 3 } as unknown as Parameter;

test('a file of as many bytes as are allowed is refused, or one of more is taken', () => {
  const stored = (bytes: number) => readFileValue(new KeptFile({ $file: 'f1', name: 'a', bytes }), parameter, false).ok;
  assert.deepEqual([stored(3), stored(4)], [true, false], 'stored');
  const sent = (text: string) => readFileValue(Buffer.from(text).toString('base64'), parameter, false).ok;
  assert.deepEqual([sent('abc'), sent('abcd')], [true, false], 'in the body');
});
