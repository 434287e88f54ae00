import assert from 'node:assert/strict';
import test from 'node:test';
import { parseMarkingRounded } from '../../contract/exact-json.ts';
import { parameterSchema } from '../../contract/process.ts';
import { inEnglish, type Translatable } from '../../contract/translatable.ts';
import { convert, declaredTypes, type ValueType } from '../../server/domain/values/value-types.ts';
import { readValues } from '../../server/domain/values/values.ts';

const no = (wanted: string) => ({ wanted });
const numberWords = 'a number such as 3.5';
const digits = 'a number of fewer digits: it has more digits than a number can hold';
const quotes = 'text, in quotes: it has more digits than a number can hold';
const flagWords = 'yes or no (true, false, evet, hayır)';

function converted(value: unknown, type: ValueType | ValueType[], isStrict = false): unknown {
  const read = convert(value, [type].flat(), isStrict);
  return read.ok ? read.value : no(inEnglish(read.wanted as Translatable));
}

test('a value becomes another one than was meant, or one that fits is refused', () => {
  const rows: [value: unknown, type: ValueType | ValueType[], lenient: unknown, strict: unknown][] = [
    ['5', 'integer', 5, 5],
    [' 5 ', 'integer', 5, no('a whole number')],
    ['5.5', 'integer', no('a whole number'), no('a whole number')],
    ['-5.50', 'number', -5.5, -5.5],
    ['x', 'number', no(numberWords), no(numberWords)],
    ['', 'number', no(numberWords), no(numberWords)],
    ['0x10', 'number', no(numberWords), no(numberWords)],
    ['1e400', 'number', no(digits), no(digits)],
    ['9007199254740993', 'number', no(digits), no(digits)],
    ['0.12345678901234567890123', 'number', no(digits), no(digits)],
    ['9007199254740993', 'integer', no('a whole number'), no('a whole number')],
    [5, 'string', '5', no('text')],
    [true, 'string', 'true', no('text')],
    [[1], 'string', no('text'), no('text')],
    [2 ** 53, 'string', no(quotes), no('text')],
    [1, 'boolean', true, no(flagWords)],
    [0, 'boolean', false, no(flagWords)],
    [2, 'boolean', no(flagWords), no(flagWords)],
    ['true', 'boolean', true, true],
    ['false', 'boolean', false, false],
    ['evet', 'boolean', true, no(flagWords)],
    ['x', 'boolean', no(flagWords), no(flagWords)],
    [1, 'array', no('a list, as JSON'), no('a list, as JSON')],
    ['[1]', 'array', [1], [1]],
    ['{"a":1}', 'array', no('a list, as JSON'), no('a list, as JSON')],
    ['{"a":1}', 'object', { a: 1 }, { a: 1 }],
    ['[1]', 'object', no('an object, as JSON'), no('an object, as JSON')],
    ['{', 'object', no('an object, as JSON'), no('an object, as JSON')],
    ['null', 'null', null, null],
    [NaN, 'number', no(numberWords), no(numberWords)],
    [Infinity, 'number', no(numberWords), no(numberWords)],
    [2 ** 53, 'integer', no('a whole number'), no('a whole number')],
    [null, 'object', no('an object, as JSON'), no('an object, as JSON')],
    [null, ['null', 'integer'], null, null],
    ['7', ['integer', 'string'], '7', '7'],
    ['x', ['integer', 'null'], no('a whole number'), no('a whole number')],
  ];
  for (const [value, type, lenient, strict] of rows) {
    const what = `${JSON.stringify(value) ?? String(value)} as ${[type].flat().join('|')}`;
    assert.deepEqual(converted(value, type), lenient, what);
    assert.deepEqual(converted(value, type, true), strict, `${what}, strict`);
  }
});

test('a number that JSON has rounded is taken for the one that was written', () => {
  const long = parseMarkingRounded('12345678901234567890');
  assert.deepEqual(converted(long, 'number'), no(digits));
  assert.deepEqual(converted(long, ['number', 'string']), no(quotes));
});

test('the types of a parameter are others than it declares', () => {
  const rows: [parameter: unknown, types: string[]][] = [
    [undefined, []],
    [null, []],
    ['type', []],
    [{}, []],
    [{ type: 'string' }, ['string']],
    [{ type: ['null', 'integer', 'other'] }, ['integer', 'null']],
  ];
  for (const [parameter, types] of rows) assert.deepEqual(declaredTypes(parameter), types);
});

const faults = (schema: object, raw: unknown) =>
  readValues(parameterSchema.parse(schema), raw, { isStrict: false }).errors.map(({ message }) => message);

test('an outer fault is told beside the inner one that causes it, or a lone one is not told', () => {
  const inner = { type: 'object', required: ['x'], properties: { y: { type: 'integer' } } };
  const schema = { properties: { a: inner, b: { type: 'object', properties: { c: inner } } } };
  assert.deepEqual(faults(schema, { a: {} }), ['values.a: must have x']);
  assert.deepEqual(
    faults(schema, { a: { y: 'no' } }).map((message) => message.split(':')[0]),
    ['values.a.y'],
  );
  assert.deepEqual(
    faults(schema, { b: { c: { y: 'no' } } }).map((message) => message.split(':')[0]),
    ['values.b.c.y'],
  );
  assert.deepEqual(faults(schema, { a: {}, b: { c: {} } }), ['values.a: must have x', 'values.b.c: must have x']);
});

test('what a parameter wants is not found behind a reference, or in a list of branches', () => {
  const schema = {
    properties: { a: { $ref: '#/$defs/one' } },
    $defs: { one: { $ref: '#/$defs/two' }, two: { type: 'object', required: ['x', 'y'] } },
  };
  assert.deepEqual(faults(schema, { a: {} }), ['values.a: must have x, y']);
  const branches = { properties: { a: { type: 'object', allOf: [{}, { required: ['z'] }] } } };
  assert.deepEqual(faults(branches, { a: {} }), ['values.a: must have z']);
});

test('which values are required together is told as if one were enough, or the other way round', () => {
  const either = (keyword: string, ...branches: object[]) => ({ properties: {}, [keyword]: branches });
  const [a, b] = [{ required: ['a'] }, { required: ['b', 'c'] }];
  assert.deepEqual(faults(either('anyOf', a, b), {}), ['values: at least one of these is required: a, b with c']);
  assert.deepEqual(faults(either('oneOf', a, b), { a: 1, b: 1, c: 1 }), [
    'values: together they fit not exactly one of the combinations that the process allows',
  ]);
  const withMore = { required: ['a'], properties: { a: { const: 1 } } };
  assert.deepEqual(faults(either('anyOf', withMore, withMore), {}), [
    'values: together they fit none of the combinations that the process allows',
  ]);
});
