import assert from 'node:assert/strict';
import test from 'node:test';
import { parameterSchema } from '../../contract/process.ts';
import { isPlain } from '../../server/domain/values/plain-schema.ts';

const withParameter = (parameter: object, further: object = {}) =>
  parameterSchema.parse({ properties: { p: parameter }, ...further });

test('a schema without patterns, references and many alternatives is checked without a watch over the time', () => {
  for (const parameter of [
    {},
    { type: 'string', maxLength: 10, title: 'Customer', 'x-order': 1 },
    { type: ['number', 'null'], minimum: 1, default: 3 },
    { anyOf: Array.from({ length: 20 }, () => ({ type: 'string' })) },
    { type: 'string', format: 'date' },
    { type: 'array', items: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } },
  ])
    assert.equal(isPlain(withParameter(parameter)), true, JSON.stringify(parameter));
  assert.equal(isPlain(withParameter({}, { required: ['p'], additionalProperties: false })), true);
  assert.equal(isPlain(withParameter({}, { anyOf: [{ required: ['p'] }, { required: ['q'] }] })), true);
});

test('wherever a keyword stands whose check can take long, the time is watched', () => {
  for (const parameter of [
    { type: 'string', pattern: '^[a-z]+$' },
    { type: 'array', items: { type: 'string', pattern: 'x' } },
    { type: 'object', properties: { inner: { format: 'email' } } },
    { type: 'array', uniqueItems: true },
    { $ref: '#/$defs/p' },
    { anyOf: [{ pattern: 'x' }] },
    { anyOf: [{ oneOf: [{ type: 'string' }] }] },
    { anyOf: Array.from({ length: 21 }, () => ({ type: 'string' })) },
    { somethingOfTomorrow: 1 },
  ])
    assert.equal(isPlain(withParameter(parameter)), false, JSON.stringify(parameter));
  assert.equal(isPlain(withParameter({}, { patternProperties: { x: {} } })), false);
  assert.equal(isPlain(withParameter({}, { additionalProperties: { pattern: 'x' } })), false);
});
