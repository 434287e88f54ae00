import assert from 'node:assert/strict';
import test from 'node:test';
import { parameterSchema } from '../../contract/process.ts';
import { FileContent, KeptFile } from '../../server/domain/values/file-values.ts';
import { beginningsOf, mostValues, readValues } from '../../server/domain/values/values.ts';

const read = (schema: object, raw: unknown, isStrict = false) =>
  readValues(parameterSchema.parse(schema), raw, { isStrict });
const faults = (schema: object, raw: unknown, isStrict = false) =>
  read(schema, raw, isStrict).errors.map(({ message }) => message);
const of = (parameter: object) => ({ properties: { a: parameter } });

test('as many values as are allowed are refused, or one more is checked', () => {
  const values = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`a${at}`, 1]));
  assert.equal(mostValues, 5000);
  assert.deepEqual(faults({ properties: {} }, values(5000)), []);
  assert.deepEqual(faults({ properties: {} }, values(5001)), ['values: must have at most 5000 entries, not 5001']);
});

test('a value that was given gives way to the default', () => {
  assert.deepEqual(read(of({ type: 'integer', default: 3 }), { a: 5 }).values, { a: 5 });
  assert.deepEqual(read(of({ type: 'integer', default: 3 }), { a: 'x' }).values, {});
  assert.deepEqual(read(of({ type: 'integer', default: 3 }), {}).values, { a: 3 });
  assert.deepEqual(read(of({ type: 'integer' }), { a: undefined }), { values: {}, warnings: [], errors: [] });
  assert.deepEqual(faults(of({ type: 'integer' }), { a: null }), []);
  assert.deepEqual(read(of({ type: ['integer', 'null'] }), { a: 'null' }).values, { a: null });
});

test('a file is handed to a parameter that takes none, or a caller names a stored one', () => {
  const stored = { $file: 'a'.repeat(64), name: 'a', bytes: 3 };
  for (const file of [new FileContent('a', Buffer.from('x')), new KeptFile(stored)])
    assert.deepEqual(faults(of({}), { a: file }), ['values.a: is no file among the parameters of this process']);
  assert.equal(faults(of({ type: 'string', format: 'binary' }), { a: stored }).length, 1);
});

test('likely names are looked up for each of a thousand unknown ones', () => {
  const given = Object.fromEntries([...'abcdefghijklmnopqrstu'].map((end) => [`customer${end}`, 1]));
  const { warnings } = read({ properties: { customer: {} } }, given);
  const hinted = warnings.filter(({ message }) => message.includes('did you mean "customer"'));
  assert.deepEqual([warnings.length, hinted.length], [21, 20]);
});

test('a fault deep in a value is reported a second time, as if the value were missing', () => {
  assert.deepEqual(beginningsOf('values.a.b'), ['values', 'values.a', 'values.a.b']);
  const digits = '1.00000000000000000001';
  const schema = { ...of({ type: 'object', properties: { b: {} }, default: {} }), required: ['a'] };
  const deep = read(schema, `{"a":{"b":{"c":${digits}}}}`);
  assert.deepEqual(
    deep.errors.map(({ field }) => field),
    ['values.a.b.c'],
  );
  assert.deepEqual(deep.values, {});
  assert.deepEqual(
    read(of({}), `{"a":${digits}}`).errors.map(({ field }) => field),
    ['values.a'],
  );
});

test('a name that only a rule of the schema mentions is taken for another spelling', () => {
  const schema = { properties: { OTHER: {} }, required: ['other'] };
  assert.deepEqual(read(schema, { other: 1 }), { values: { other: 1 }, warnings: [], errors: [] });
});

test('an alternative that is no list of names makes the check fail', () => {
  for (const anyOf of [[true], [true, { minProperties: 0 }], [{ properties: {} }], [{ required: [] }]])
    assert.deepEqual(faults({ ...of({}), anyOf }, { a: 1 }), [], JSON.stringify(anyOf));
});

test('what fits no combination is said as if one name were missing, or the other way round', () => {
  const named = (name: string) => ({ required: [name] });
  const one = { properties: { a: { const: 1 } } };
  const two = { properties: { a: { const: 2 } } };
  const schema = { properties: { a: {}, b: {} } };
  const none = 'values: together they fit none of the combinations that the process allows';
  const notOne = 'values: together they fit not exactly one of the combinations that the process allows';
  const last = (more: object, raw: object) => faults({ ...schema, ...more }, raw)[0];
  assert.equal(last({ anyOf: [one, two] }, { a: 3 }), none);
  assert.equal(last({ oneOf: [one, two] }, { a: 3 }), notOne);
  assert.equal(last({ oneOf: [named('a'), named('b')] }, { a: 1, b: 1 }), notOne);
  assert.equal(last({ anyOf: [named('a'), named('b')] }, {}), 'values: at least one of these is required: a, b');
  assert.equal(last({ oneOf: [named('a'), named('b')] }, {}), 'values: at least one of these is required: a, b');
  assert.equal(last({ anyOf: [{ ...named('a'), minProperties: 5 }] }, {}), none);
  assert.equal(last({ anyOf: [true, false].map(() => false) }, {}), none);
});

test('what an object lacks hides what is wrong in it', () => {
  const address = { type: 'object', properties: { city: {}, zip: { type: 'string' } }, required: ['city'] };
  assert.deepEqual(faults(of(address), { a: { zip: [] } }), ['values.a.zip: must be text']);
  assert.deepEqual(faults(of({ type: 'object', properties: { b: address } }), { a: { b: { zip: [] } } }), [
    'values.a.b.zip: must be text',
  ]);
  assert.deepEqual(faults(of(address), { a: {} }), ['values.a: must have city']);
});

test('a value of another type is taken, or refused with the words of another', () => {
  const number = { type: 'number' };
  const tooLong = 'values.a: must be a number of fewer digits: it has more digits than a number can hold';
  const wanted: [object, unknown, string][] = [
    [number, '9007199254740993', tooLong],
    [number, '1.00000000000000000001', tooLong],
    [number, '1e999', tooLong],
    [number, Infinity, 'values.a: must be a number such as 3.5'],
    [number, '0b1', 'values.a: must be a number such as 3.5'],
    [number, [], 'values.a: must be a number such as 3.5'],
    [{ type: 'integer' }, '3.5', 'values.a: must be a whole number'],
    [{ type: 'integer' }, 1.5, 'values.a: must be a whole number'],
    [{ type: 'array' }, 1, 'values.a: must be a list, as JSON'],
    [{ type: 'array' }, '{"b":1}', 'values.a: must be a list, as JSON'],
    [{ type: 'object' }, '[1]', 'values.a: must be an object, as JSON'],
    [{ type: 'object' }, 'null', 'values.a: must be an object, as JSON'],
    [{ type: 'boolean' }, [], 'values.a: must be yes or no (true, false, evet, hayır)'],
    [{ type: ['integer', 'null'] }, 'nul', 'values.a: must be a whole number'],
  ];
  for (const [parameter, value, message] of wanted) {
    const { values, errors } = read(of(parameter), { a: value });
    assert.deepEqual([values, errors.map((one) => one.message)], [{}, [message]], JSON.stringify([parameter, value]));
  }
  const yes = { type: 'boolean' };
  assert.deepEqual(read(of(yes), { a: 1 }).values, { a: true });
  for (const value of [1, 'evet', 'no', 'True'])
    assert.equal(faults(of(yes), { a: value }, true).length, 1, `${value}`);
  assert.deepEqual(
    ['true', 'false'].map((text) => read(of(yes), { a: text }, true).values['a']),
    [true, false],
  );
});
